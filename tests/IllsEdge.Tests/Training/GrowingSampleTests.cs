using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class GrowingSampleTests
{
    private const int Many = 70_000, Parameters = 12;

    [Fact]
    public void Every_sample_is_an_eighth_of_the_next_and_the_last_is_all_rows()
    {
        TrainingRows rows = Numbered(Many);

        IReadOnlyList<TrainingRows> stages = GrowingSample.Of(rows, Parameters);

        Assert.Equal([Many / 64, Many / 8, Many], stages.Select(stage => stage.Count));
        Assert.Same(rows, stages[^1]);
    }

    [Fact]
    public void A_sample_has_rows_of_the_table_each_once_with_their_targets_and_always_the_same()
    {
        TrainingRows rows = Numbered(Many), sample = GrowingSample.Of(rows, Parameters)[0];

        double[] drawn = sample.Inputs.Column(0).ToArray();
        Assert.Equal(drawn.Length, drawn.Distinct().Count());
        Assert.All(drawn, value => Assert.InRange(value, 0, Many - 1));
        Assert.Equal(drawn.Select(value => -value), sample.Targets.Column(0).ToArray());
        Assert.Equal(drawn, GrowingSample.Of(rows, Parameters)[0].Inputs.Column(0).ToArray());

        // Of a random order: the mean of 1093 of 70,000 lies within five of its standard errors of 20,200 / root 1093.
        Assert.InRange(drawn.Average(), Many / 2.0 - 3100, Many / 2.0 + 3100);
    }

    [Theory]
    [InlineData(7999, 12)]
    [InlineData(70_000, 1100)]
    public void Few_rows_for_the_network_are_not_sampled(int rows, int parameters) =>
        Assert.Single(GrowingSample.Of(Numbered(rows), parameters));

    [Fact]
    public void A_fit_ends_with_all_rows_and_the_loss_of_all_rows_counts()
    {
        RandomSource random = new(3);
        TrainingRows rows = Cases.Rows(random, 10_000, inputs: 2, outputs: 1);
        Network network = Cases.Network(1, 2, [4], 1, "tanh", "identity");
        TrainingOptions options = new() { Ridge = 0.3, Tolerance = 1e-3 };

        TrainingReport report = new CoupledTrainer().Fit(
            network, rows, null, options, null, TestContext.Current.CancellationToken);

        Assert.Equal([10_000, 1250, 10_000], report.Trace.Select(step => step.Rows).Aggregate(
            new List<int>(), (seen, count) => seen.Count > 0 && seen[^1] == count ? seen : [.. seen, count]));
        for (int step = 1; step < report.Trace.Count; step++)
            if (report.Trace[step].Rows == report.Trace[step - 1].Rows)
                Assert.True(report.Trace[step].Loss <= report.Trace[step - 1].Loss, $"loss rises at {step}");
        Assert.Equal(10_000, report.Trace[report.BestIteration].Rows);
        Assert.Equal(Cases.Loss(network, rows, 0.3), report.Loss, 1e-9);
    }

    [Fact]
    public void Iterations_bound_samples_too()
    {
        TrainingReport report = new CoupledTrainer().Fit(
            Cases.Network(1, 2, [4], 1, "tanh", "identity"),
            Cases.Rows(new RandomSource(3), 10_000, inputs: 2, outputs: 1),
            null,
            new TrainingOptions { Ridge = 0.3, MaximumIterations = 3 },
            null,
            TestContext.Current.CancellationToken);

        Assert.Equal(StopReason.Iterations, report.StopReason);
        Assert.Equal(3, report.Iterations);
        Assert.Equal(1250, report.Trace[^1].Rows);
    }

    private static TrainingRows Numbered(int count)
    {
        double[] numbers = [.. Enumerable.Range(0, count).Select(row => (double)row)];
        return new(count, numbers, [.. numbers.Select(number => -number)]);
    }
}
