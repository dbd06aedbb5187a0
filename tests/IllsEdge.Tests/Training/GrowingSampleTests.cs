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

    [Fact]
    public void A_sample_keeps_the_weights_of_its_rows()
    {
        TrainingRows rows = Numbered(Many);
        TrainingRows sample = GrowingSample.Of(rows.Weighted([.. Enumerable.Range(0, Many).Select(row => 1.0 + row % 7)]), Parameters)[0];
        for (int row = 0; row < sample.Count; row++)
            Assert.Equal(1 + (int)sample.Inputs[row, 0] % 7, sample.Weight(row, 0), 1e-12);
    }

    [Fact]
    public void The_ridge_of_a_sample_is_that_of_the_rows_that_count()
    {
        // Of 16,000 rows every other is noise of ten deviations and has a weight of a millionth.
        RandomSource random = new(7);
        TrainingRows clean = Cases.Rows(random, 16_000, inputs: 2, outputs: 1);
        double[] targets = clean.Targets.Column(0).ToArray();
        for (int row = 0; row < targets.Length; row += 2)
            targets[row] = random.NextUniform(-10, 10);
        TrainingRows spoilt = new(16_000, [.. clean.Inputs.Column(0), .. clean.Inputs.Column(1)], targets);
        double[] weights = [.. Enumerable.Range(0, 16_000).Select(row => row % 2 == 0 ? 1e-6 : 1)];
        TrainingRows half = clean.Select([.. Enumerable.Range(0, 8000).Select(row => 2 * row + 1)]);

        double weighted = Ridge(spoilt.Weighted(weights)), alone = Ridge(half), plain = Ridge(spoilt);

        // Half a step of the path on each side.
        Assert.InRange(weighted / alone, 1 / 1.8, 1.8);
        Assert.True(plain > 10 * alone, $"{plain} and {alone}");

        static double Ridge(TrainingRows rows) => new CoupledTrainer().Fit(
            Cases.Network(1, 2, [4], 1, "tanh", "identity"), rows, null, new TrainingOptions(), null,
            TestContext.Current.CancellationToken).Ridge;
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
