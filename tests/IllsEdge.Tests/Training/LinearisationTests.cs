using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class LinearisationTests
{
    /// <summary>Jacobians by central differences with step 1e-5 are good to about 1e-9; R'R sums up to 600 such products.</summary>
    private const double Tolerance = 1e-6;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(63, 1)]
    [InlineData(64, 2)]
    [InlineData(65, 1)]
    [InlineData(257, 2)]
    [InlineData(600, 1)]
    public void Factor_is_that_of_the_Jacobian_by_differences(int rowCount, int outputs)
    {
        foreach ((int[] hidden, string activation) in new[] { ([], "tanh"), (new[] { 4 }, "tanh"), (new[] { 3, 2 }, "elu") })
        {
            Network network = Cases.Network(9, 3, hidden, outputs, activation);
            TrainingRows rows = Cases.Rows(new RandomSource(8), rowCount, 3, outputs);
            Linearisation linearisation = new(network);
            linearisation.Absorb(rows, TestContext.Current.CancellationToken);
            double[,] jacobian = Jacobian(network, rows);
            AssertSameGram(linearisation.Factor, jacobian);
        }
    }

    [Fact]
    public void Factor_of_some_layers_is_that_of_their_columns()
    {
        Network network = Cases.Network(9, 3, [3, 2], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(8), 50, 3, 1);
        Linearisation linearisation = new(network, [1, 2]);
        linearisation.Absorb(rows, TestContext.Current.CancellationToken);
        double[,] all = Jacobian(network, rows);
        int skipped = network.Layers[0].ParameterCount;
        double[,] some = new double[all.GetLength(0), all.GetLength(1) - skipped];
        for (int row = 0; row < some.GetLength(0); row++)
            for (int column = 0; column < some.GetLength(1); column++)
                some[row, column] = all[row, column + skipped];
        AssertSameGram(linearisation.Factor, some);
    }

    /// <summary>[J r], one row a row and output, by central differences of the definition.</summary>
    internal static double[,] Jacobian(Network network, TrainingRows rows)
    {
        const double Step = 1e-5;
        int parameters = network.Parameters.Length, outputs = network.Outputs;
        double[,] jacobian = new double[rows.Count * outputs, parameters + 1];
        for (int row = 0; row < rows.Count; row++)
        {
            double[] inputs = Cases.Row(rows, row);
            double[] present = Cases.Evaluate(network, inputs);
            for (int parameter = 0; parameter < parameters; parameter++)
            {
                double value = network.Parameters[parameter];
                network.Parameters[parameter] = value + Step;
                double[] above = Cases.Evaluate(network, inputs);
                network.Parameters[parameter] = value - Step;
                double[] below = Cases.Evaluate(network, inputs);
                network.Parameters[parameter] = value;
                for (int output = 0; output < outputs; output++)
                    jacobian[row * outputs + output, parameter] = (above[output] - below[output]) / (2 * Step);
            }

            for (int output = 0; output < outputs; output++)
                jacobian[row * outputs + output, parameters] = rows.Targets[row, output] - present[output];
        }

        return jacobian;
    }

    /// <summary>R'R = A'A.</summary>
    private static void AssertSameGram(TriangularFactor<double> factor, double[,] matrix)
    {
        for (int i = 0; i < factor.Order; i++)
            for (int j = i; j < factor.Order; j++)
            {
                double left = 0, right = 0;
                for (int k = 0; k <= i; k++)
                    left += factor[k, i] * factor[k, j];
                for (int k = 0; k < matrix.GetLength(0); k++)
                    right += matrix[k, i] * matrix[k, j];
                Assert.Equal(right, left, Tolerance * Math.Max(1, Math.Abs(right)));
            }
    }
}
