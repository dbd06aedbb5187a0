using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Baselines.Tests;

public class AdamTests
{
    /// <summary>Central differences of step 1e-5 err by about 1e-10 by their curvature, and by 1e-11 by rounding.</summary>
    private const double Width = 1e-5, Tolerance = 1e-8;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2.5, 3)]
    public void Its_gradient_is_the_slope_of_the_mean_loss_of_a_batch(double ridge, int outputs)
    {
        TrainingRows rows = Cases.Rows(new RandomSource(1), 20, 3, outputs);
        Network network = Cases.Network(1, 3, [5, 4], outputs);
        double[] gradient = new AdamSteps(network, batchRows: 32).Gradient(rows.Inputs, rows.Targets, ridge / rows.Count).ToArray();
        for (int i = 0; i < gradient.Length; i++)
        {
            double weight = network.Parameters[i];
            double slope = (Loss(weight + Width) - Loss(weight - Width)) / (2 * Width);
            network.Parameters[i] = weight;
            Assert.Equal(slope, gradient[i], Tolerance);

            double Loss(double at)
            {
                network.Parameters[i] = at;
                return Cases.Loss(network, rows, ridge);
            }
        }
    }

    [Fact]
    public void Its_first_step_is_as_long_as_the_learning_rate_in_every_parameter()
    {
        // m / (1 - b1) over sqrt(v / (1 - b2)) of the first gradient g is g / |g|.
        TrainingRows rows = Cases.Rows(new RandomSource(2), 32, 2, 1);
        Network network = Cases.Network(2, 2, [3], 1);
        double[] before = network.Parameters.ToArray();
        new AdamSteps(network, batchRows: 32).Epoch(rows, [.. Enumerable.Range(0, 32)], ridge: 0, rate: 0.01);
        Assert.All(before.Zip(network.Parameters.ToArray()), pair => Assert.Equal(0.01, Math.Abs(pair.Second - pair.First), 1e-6));
    }

    [Fact]
    public void Three_steps_are_those_of_the_published_algorithm()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(2), 24, 2, 1);
        Network network = Cases.Network(2, 2, [3], 1), other = network.Clone();
        AdamSteps steps = new(network, batchRows: 24), gradients = new(other, batchRows: 24);
        int[] order = [.. Enumerable.Range(0, 24)];
        double[] mean = new double[13], square = new double[13];
        for (int step = 1; step <= 3; step++)
        {
            double[] gradient = gradients.Gradient(rows.Inputs, rows.Targets, 0.5 / 24).ToArray();
            for (int i = 0; i < gradient.Length; i++)
            {
                mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
                square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
                other.Parameters[i] -= 0.02 * (mean[i] / (1 - Math.Pow(0.9, step)))
                    / (Math.Sqrt(square[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }

            steps.Epoch(rows, order, ridge: 0.5, rate: 0.02);
            Assert.All(
                other.Parameters.ToArray().Zip(network.Parameters.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Fact]
    public void A_rate_that_ends_beyond_all_numbers_is_passed_over()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 100, 3, 1);
        double[] losses =
        [
            .. new double[][] { [1e170, 0.01], [0.01, 1e170] }.Select(rates => new AdamTrainer(new AdamOptions { LearningRates = rates })
                .Fit(Cases.Network(1, 3, [6], 1, "relu"), rows, null, Long with { MaximumIterations = 20 }, null, Token).Loss),
        ];
        Assert.All(losses, loss => Assert.InRange(loss, 0, 0.5));
    }

    [Fact]
    public void Options_that_mean_nothing_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new AdamTrainer(new AdamOptions { LearningRates = [] }));
        Assert.Throws<ArgumentException>(() => new AdamTrainer(new AdamOptions { LearningRates = [-1] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamTrainer(new AdamOptions { BatchRows = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AdamTrainer(new AdamOptions { EarlyStopping = 1 }));
    }

    [Fact]
    public void An_epoch_allocates_nothing()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(2), 100, 2, 1);
        AdamSteps steps = new(Cases.Network(2, 2, [3], 1), batchRows: 32);
        int[] order = [.. Enumerable.Range(0, 100)];
        steps.Epoch(rows, order, 0.1, 0.01);
        Assert.Equal(0, Allocations.Of(() => steps.Epoch(rows, order, 0.1, 0.01)));
    }

    [Fact]
    public void It_finds_the_line_that_least_squares_find()
    {
        // y = 2 x - 1 without noise.
        double[] inputs = [.. Enumerable.Range(0, 64).Select(i => i / 32.0 - 1)];
        Network network = new(1, [], 1, Activation.Linear);
        TrainingReport report = new AdamTrainer().Fit(
            network, new TrainingRows(64, inputs, [.. inputs.Select(x => 2 * x - 1)]), null, Long, null, Token);
        Assert.Equal(2, network.Parameters[0], 1e-3);
        Assert.Equal(-1, network.Parameters[1], 1e-3);
        Assert.Equal(StopReason.Converged, report.StopReason);
    }

    [Fact]
    public void The_best_of_several_rates_is_taken()
    {
        // One that hardly moves and one that jumps about, beside one that works.
        TrainingRows rows = Cases.Rows(new RandomSource(3), 300, 3, 1);
        double searched = Fit([1e-7, 0.01, 30]), alone = Fit([0.01]);
        Assert.InRange(searched, 0, 1.2 * alone);
        Assert.True(searched < 0.5 * Fit([1e-7]), "a rate that hardly moves ends far off");

        double Fit(double[] rates) => new AdamTrainer(new AdamOptions { LearningRates = rates })
            .Fit(Cases.Network(1, 3, [6], 1), rows, null, Long, null, Token).Loss;
    }

    [Fact]
    public void Rows_kept_aside_end_a_fit_that_learns_noise_by_heart()
    {
        RandomSource random = new(4);
        double[] inputs = [.. Enumerable.Range(0, 300).Select(_ => random.NextNormal())];
        TrainingRows rows = new(100, inputs, [.. Enumerable.Range(0, 100).Select(_ => random.NextNormal())]);
        TrainingReport report = new AdamTrainer(new AdamOptions { EarlyStopping = 0.2 })
            .Fit(Cases.Network(1, 3, [20], 1), rows, null, Long with { Ridge = 0 }, null, Token);
        Assert.Equal(StopReason.NoImprovement, report.StopReason);
        Assert.All(report.Trace, step => Assert.NotNull(step.ValidationLoss));
        Assert.Equal(80, report.Trace[0].Rows);
    }

    [Fact]
    public void Another_seed_is_another_order_of_the_rows()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 100, 3, 1);
        Assert.NotEqual(Weights(1), Weights(2));

        double[] Weights(ulong seed)
        {
            Network network = Cases.Network(1, 3, [4], 1);
            new AdamTrainer(new AdamOptions { Seed = seed }).Fit(network, rows, null, Long with { MaximumIterations = 2 }, null, Token);
            return network.Parameters.ToArray();
        }
    }

    private static TrainingOptions Long => new() { Ridge = 0, MaximumIterations = 1000, Tolerance = 0 };
}
