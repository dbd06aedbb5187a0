using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>A ridge that nobody gives is found by the evidence of the rows.</summary>
public class EvidenceTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.01)]
    [InlineData(3)]
    public void The_evidence_of_a_linear_model_is_its_definition(double ridge)
    {
        const int Count = 30;
        TrainingRows rows = Cases.Rows(new RandomSource(5), Count, 1, 1);
        Network network = Cases.Network(3, 1, [], 1);
        const double Objective = 7;
        LevenbergStep step = new(network, [0]);
        step.Linearise(rows, Token);
        double evidence = step.LogEvidence(rows, ridge, Objective);

        // Columns x and 1: the determinant of [sum x^2 + ridge, sum x; sum x, n + ridge].
        double sum = 0, squares = 0;
        foreach (double x in rows.Inputs.Column(0))
            (sum, squares) = (sum + x, squares + x * x);
        double determinant = (squares + ridge) * (Count + ridge) - sum * sum;
        double expected = 0.5 * (2 * Math.Log(ridge) - Math.Log(determinant) - Count * Math.Log(Objective));
        Assert.Equal(expected, evidence, 1e-12 * Math.Abs(expected));
    }

    [Fact]
    public void A_step_after_the_evidence_is_the_step_without_it()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(5), 60, 2, 1);
        double[][] weights =
        [
            .. new[] { false, true }.Select(asked =>
            {
                Network network = Cases.Network(3, 2, [4], 1);
                LevenbergStep step = new(network, [0, 1]);
                Objective objective = new(network, 0.3);
                for (int k = 0; k < 3; k++)
                {
                    double present = objective.Of(rows, Token);
                    if (asked)
                    {
                        step.Linearise(rows, Token);
                        step.LogEvidence(rows, 0.3, present);
                    }

                    Assert.NotNull(step.Advance(rows, objective, present, Token));
                }

                return network.Parameters.ToArray();
            }),
        ];
        Assert.Equal(weights[0], weights[1]);
    }

    [Fact]
    public void Noise_gets_a_large_ridge_and_exact_targets_a_small_one()
    {
        RandomSource random = new(2);
        double[] inputs = [.. Enumerable.Range(0, 600).Select(_ => random.NextUniform(-1.7, 1.7))];
        double[] noise = [.. Enumerable.Range(0, 200).Select(_ => random.NextUniform(-1.7, 1.7))];
        double[] exact = [.. Enumerable.Range(0, 200).Select(row => Math.Tanh(inputs[row]) - inputs[200 + row])];
        TrainingReport onNoise = Fit(new TrainingRows(200, inputs, noise), [6]);
        TrainingReport onExact = Fit(new TrainingRows(200, inputs, exact), [6]);
        Assert.InRange(onNoise.Ridge, 2, 200);
        Assert.InRange(onNoise.Loss, 0.9, 1.1);
        Assert.InRange(onExact.Ridge, 1e-7, 1e-3);
        Assert.InRange(onExact.Loss, 0, 1e-4);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Few_rows_are_not_taken_for_noise(int seed)
    {
        // 21 rows and 81 parameters: the evidence has a maximum at the network that predicts the mean, too.
        TrainingReport report = Fit(Cases.Rows(new RandomSource((ulong)seed), 21, 3, 1), [16]);
        Assert.InRange(report.Ridge, 1e-3, 1);
        Assert.InRange(report.Loss, 0, 0.5);
    }

    [Fact]
    public void The_loss_never_rises_under_one_ridge_and_the_last_one_is_reported()
    {
        TrainingReport report = Fit(Cases.Rows(new RandomSource(4), 100, 3, 1), [5]);
        foreach ((TrainingStep before, TrainingStep after) in report.Trace.Zip(report.Trace.Skip(1)))
            Assert.True(before.Ridge != after.Ridge || after.Loss <= before.Loss, $"{before} {after}");
        Assert.True(report.Trace.Select(step => step.Ridge).Distinct().Count() > 1);
        Assert.Equal(report.Ridge, report.Trace[^1].Ridge);
        Assert.Equal(report.Ridge, report.Trace[report.BestIteration].Ridge);
    }

    [Fact]
    public void Classic_and_large_networks_get_the_default()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(4), 20, 3, 1);
        TrainingOptions start = new() { MaximumIterations = 0 };
        Assert.Equal(
            TrainingOptions.DefaultRidge,
            new CoupledTrainer().Fit(Cases.Network(1, 3, [500], 1), rows, null, start, null, Token).Ridge);
        Assert.Equal(
            TrainingOptions.DefaultRidge,
            new ClassicTrainer().Fit(Cases.Network(1, 3, [5], 1), rows, null, new(), null, Token).Ridge);
    }

    private static TrainingReport Fit(TrainingRows rows, int[] hidden) => new CoupledTrainer().Fit(
        Cases.Network(1, rows.Inputs.Columns, hidden, 1), rows, null, new TrainingOptions(), null, Token);
}
