using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Baselines.Tests;

/// <summary>L-BFGS and Levenberg-Marquardt.</summary>
public class SecondOrderTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private static readonly Dictionary<string, ITrainer> Trainers = new()
    {
        ["l-bfgs"] = new LimitedMemoryBfgsTrainer(),
        ["levenberg-marquardt"] = new LevenbergMarquardtTrainer(),
    };

    public static TheoryData<string> Names => [.. Trainers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_loss_never_rises(string name)
    {
        TrainingReport report = Trainers[name].Fit(
            Cases.Network(1, 3, [6, 4], 2), Cases.Rows(new RandomSource(3), 200, 3, 2), null, Long(0.1), null, Token);
        Assert.All(report.Trace.Zip(report.Trace.Skip(1)), pair => Assert.True(pair.Second.Loss < pair.First.Loss));
        Assert.True(report.Iterations > 10);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_linear_model_becomes_that_of_ridge_regression(string name)
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 200, 4, 1);
        Network network = Cases.Network(1, 4, [], 1), expected = Cases.Network(1, 4, [], 1);
        Trainers[name].Fit(network, rows, null, Long(3), null, Token);
        new CoupledTrainer().Fit(expected, rows, null, Long(3), null, Token);
        Assert.All(expected.Parameters.ToArray().Zip(network.Parameters.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory, MemberData(nameof(Names))]
    public void It_ends_where_the_gradient_vanishes(string name)
    {
        TrainingRows rows = Cases.Rows(new RandomSource(5), 150, 2, 1);
        Network network = Cases.Network(4, 2, [3], 1);
        Trainers[name].Fit(network, rows, null, Long(1), null, Token);
        double[] gradient = new double[network.Parameters.Length];
        double objective = new Objective(network, 1).WithGradient(rows, gradient, Token);
        Assert.All(gradient, slope => Assert.InRange(Math.Abs(slope), 0, 1e-4 * objective));
    }

    /// <summary>
    /// y = sin(3 x) on 41 rows, 3 neurons, ridge 0.01, weights 0.3 sin(k) for k = 1, ..., 10: SciPy 1.10's L-BFGS-B with ten pairs,
    /// ftol 1e-16 and gtol 1e-10 ends at this objective after 386 evaluations.
    /// </summary>
    [Fact]
    public void Limited_memory_bfgs_ends_where_that_of_scipy_does()
    {
        const double Expected = 0.20181602073775315;
        double[] inputs = [.. Enumerable.Range(0, 41).Select(row => row / 20.0 - 1)];
        Network network = new(1, [3], 1, Activation.Tanh);
        for (int k = 0; k < 10; k++)
            network.Parameters[k] = 0.3 * Math.Sin(1 + k);
        TrainingReport report = new LimitedMemoryBfgsTrainer().Fit(
            network, new TrainingRows(41, inputs, [.. inputs.Select(x => Math.Sin(3 * x))]), null, Long(0.01), null, Token);
        Assert.Equal(Expected, report.Loss * 41, 1e-7);
        // SciPy took 334 steps; rounding leads either astray a little.
        Assert.InRange(report.Iterations, 100, 700);
    }

    [Fact]
    public void Neurons_that_all_rows_leave_switched_off_stop_nobody()
    {
        // Columns of the Jacobian that are 0, which a damping in proportion to them would leave undamped.
        Network network = Cases.Network(1, 2, [4], 1, "relu");
        network.Neuron(network.Layers[0], 1)[^1] = -100;
        TrainingReport report = new LevenbergMarquardtTrainer().Fit(
            network, Cases.Rows(new RandomSource(3), 100, 2, 1), null, Long(0), null, Token);
        Assert.True(report.Loss < 0.9 * report.Trace[0].Loss);
    }

    private static TrainingOptions Long(double ridge) => new() { Ridge = ridge, MaximumIterations = 3000, Tolerance = 0 };
}
