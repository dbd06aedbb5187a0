using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class ClassicTrainerTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public void An_activation_without_inverse_is_refused_with_the_two_ways_out()
    {
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() => new ClassicTrainer().Fit(
            Cases.Network(1, 3, [4], 1, "relu"),
            Cases.Rows(new RandomSource(2), 30, 3, 1),
            null,
            new TrainingOptions(),
            null,
            Token));
        Assert.Contains("auto", exception.Message, StringComparison.Ordinal);
        Assert.Contains("leaky-relu", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.4)]
    public void One_sweep_is_the_published_one(double blend)
    {
        const double Ridge = 0.2;
        TrainingRows rows = Cases.Rows(new RandomSource(2), 40, 2, 1);
        Network network = Cases.Network(3, 2, [3], 1);
        Network expected = network.Clone();

        // Output layer: plain least squares on the activations.
        double[][] given = [.. Enumerable.Range(0, 40).Select(row => Cases.Row(rows, row))];
        double[][] hidden = [.. given.Select(row => Hidden(expected, row))];
        double[] target = rows.Targets.Column(0).ToArray();
        LeastSquares(hidden, target, Ridge).CopyTo(expected.Neuron(expected.Layers[1], 0));

        // Ideal activation: H + blend (t - Z) v' / (v'v) for one output with weights v; then its inverse.
        double[] weights = expected.Neuron(expected.Layers[1], 0).ToArray();
        double square = weights[..3].Sum(weight => weight * weight);
        double[][] ideal = [.. hidden.Select((row, index) =>
        {
            double residual = target[index] - weights[3] - Enumerable.Range(0, 3).Sum(neuron => row[neuron] * weights[neuron]);
            return row.Select((value, neuron) => Math.Atanh(
                Math.Clamp(value + blend * residual * weights[neuron] / square, -1 + 1e-3, 1 - 1e-3))).ToArray();
        })];
        for (int neuron = 0; neuron < 3; neuron++)
            LeastSquares(given, [.. ideal.Select(row => row[neuron])], Ridge)
                .CopyTo(expected.Neuron(expected.Layers[0], neuron));

        new ClassicSweep(network, new TrainingOptions { Blend = blend }).Run(rows, Ridge, Token);

        for (int k = 0; k < expected.Parameters.Length; k++)
            Assert.Equal(expected.Parameters[k], network.Parameters[k], 1e-9);
    }

    [Fact]
    public void A_linear_network_is_ridge_regression_after_one_sweep()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(2), 40, 2, 1);
        Network network = Cases.Network(3, 2, [], 1);
        new ClassicSweep(network, new TrainingOptions()).Run(rows, 0.7, Token);
        double[] expected = LeastSquares(
            [.. Enumerable.Range(0, 40).Select(row => Cases.Row(rows, row))], rows.Targets.Column(0).ToArray(), 0.7);
        for (int k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], network.Parameters[k], 1e-11);
    }

    [Fact]
    public void Dependent_inputs_without_ridge_give_a_finite_solution()
    {
        TrainingRows one = Cases.Rows(new RandomSource(2), 40, 1, 1);
        double[] twice = [.. one.Inputs.Column(0), .. one.Inputs.Column(0)];
        TrainingRows rows = new(40, twice, one.Targets.Column(0).ToArray());
        Network network = Cases.Network(3, 2, [3], 1);
        TrainingReport report = new ClassicTrainer().Fit(network, rows, null, new TrainingOptions { Ridge = 0 }, null, Token);
        Assert.True(double.IsFinite(report.Loss));
        Assert.All(network.Parameters.ToArray(), weight => Assert.True(double.IsFinite(weight)));
    }

    private static double[] Hidden(Network network, double[] row) =>
    [
        .. Enumerable.Range(0, 3).Select(neuron =>
        {
            ReadOnlySpan<double> weights = network.Neuron(network.Layers[0], neuron);
            return Math.Tanh(weights[0] * row[0] + weights[1] * row[1] + weights[2]);
        }),
    ];

    /// <summary>min ||[A 1] w - t||^2 + ridge ||w without bias||^2.</summary>
    private static double[] LeastSquares(double[][] rows, double[] targets, double ridge)
    {
        int inputs = rows[0].Length;
        double[,] system = new double[inputs + 1, inputs + 2];
        for (int row = 0; row < rows.Length; row++)
        {
            double[] extended = [.. rows[row], 1, targets[row]];
            for (int i = 0; i <= inputs; i++)
                for (int j = 0; j <= inputs + 1; j++)
                    system[i, j] += extended[i] * extended[j];
        }

        for (int i = 0; i < inputs; i++)
            system[i, i] += ridge;
        return Gauss.Solve(system);
    }
}
