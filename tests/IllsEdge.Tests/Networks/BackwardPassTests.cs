using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Networks;

/// <summary>Sums of derivatives against the derivatives themselves.</summary>
public class BackwardPassTests
{
    /// <summary>Rounding of sums of fewer than a hundred products, relative to the sum of their sizes.</summary>
    private const double Tolerance = 1e-13;

    public static TheoryData<string> Activations => [.. Activation.All.Select(activation => activation.Name)];

    [Theory, MemberData(nameof(Activations))]
    public void A_run_with_factors_is_the_sum_of_the_runs_of_single_outputs(string activation)
    {
        const int Count = 37, Outputs = 3, Capacity = 50;
        foreach (int[] hidden in new int[][] { [], [4], [3, 5] })
        {
            Network network = Network(hidden, Outputs, activation);
            TrainingRows rows = Cases.Rows(new RandomSource(2), Count, 2, Outputs);
            double[] factors = Uniform(new RandomSource(3), Count * Outputs);
            ForwardPass forward = new(network, Capacity);
            forward.Run(rows.Inputs);

            BackwardPass single = new(forward), weighted = new(forward);
            weighted.Run(new ReadOnlyMatrixView<double>(factors, Count, Outputs));
            double[][] sums = [.. network.Layers.Select(layer => new double[Count * layer.Outputs])];
            double[][] sizes = [.. network.Layers.Select(layer => new double[Count * layer.Outputs])];
            for (int output = 0; output < Outputs; output++)
            {
                single.Run(output);
                for (int layer = 0; layer < sums.Length; layer++)
                    for (int k = 0; k < sums[layer].Length; k++)
                    {
                        double term = factors[output * Count + k % Count]
                            * single.Sensitivities(layer)[k % Count, k / Count];
                        sums[layer][k] += term;
                        sizes[layer][k] += Math.Abs(term);
                    }
            }

            for (int layer = 0; layer < sums.Length; layer++)
            {
                Assert.Equal((Count, network.Layers[layer].Outputs), Shape(weighted.Sensitivities(layer)));
                Assert.Contains(sums[layer], sum => sum != 0);
                for (int k = 0; k < sums[layer].Length; k++)
                    Assert.Equal(
                        sums[layer][k], weighted.Sensitivities(layer)[k % Count, k / Count],
                        Tolerance * (1 + sizes[layer][k]));
            }
        }
    }

    [Theory, MemberData(nameof(Activations))]
    public void The_gradient_that_is_added_is_the_transposed_Jacobian_times_the_factors(string activation)
    {
        const int Count = 29, Outputs = 2, Capacity = 40;
        const double Start = 5;
        foreach (int[] hidden in new int[][] { [], [4], [3, 2] })
        {
            Network network = Network(hidden, Outputs, activation);
            TrainingRows rows = Cases.Rows(new RandomSource(4), Count, 2, Outputs);
            double[] factors = Uniform(new RandomSource(5), Count * Outputs);
            double[,] jacobian = Derivatives.Jacobian(network, rows);

            ForwardPass forward = new(network, Capacity);
            BackwardPass backward = new(forward);
            forward.Run(rows.Inputs);
            backward.Run(new ReadOnlyMatrixView<double>(factors, Count, Outputs));
            double[] gradient = new double[network.Parameters.Length];
            gradient.AsSpan().Fill(Start);
            backward.AddGradient(rows.Inputs, gradient);

            for (int parameter = 0; parameter < gradient.Length; parameter++)
            {
                double sum = Start, size = Start;
                for (int row = 0; row < Count; row++)
                    for (int output = 0; output < Outputs; output++)
                    {
                        double term = jacobian[row * Outputs + output, parameter] * factors[output * Count + row];
                        (sum, size) = (sum + term, size + Math.Abs(term));
                    }

                Assert.Equal(sum, gradient[parameter], Tolerance * size);
            }
        }
    }

    [Fact]
    public void Fewer_rows_than_in_the_run_before_leave_nothing_of_it()
    {
        Network network = Network([3], 2, "tanh");
        TrainingRows many = Cases.Rows(new RandomSource(6), 20, 2, 2), few = Cases.Rows(new RandomSource(7), 5, 2, 2);
        double[] factors = Uniform(new RandomSource(8), 40);
        ForwardPass forward = new(network, 20);
        BackwardPass used = new(forward), fresh = new(forward);
        forward.Run(many.Inputs);
        used.Run(new ReadOnlyMatrixView<double>(factors, 20, 2));
        forward.Run(few.Inputs);
        double[][] gradients =
        [
            .. new[] { used, fresh }.Select(backward =>
            {
                double[] gradient = new double[network.Parameters.Length];
                backward.Run(new ReadOnlyMatrixView<double>(factors.AsSpan(0, 10), 5, 2));
                backward.AddGradient(few.Inputs, gradient);
                return gradient;
            }),
        ];
        Assert.Equal(gradients[1], gradients[0]);
    }

    /// <summary>Every output with a map of its own.</summary>
    private static Network Network(int[] hidden, int outputs, string activation)
    {
        Network network = Cases.Network(1, 2, hidden, outputs, activation, activation);
        for (int output = 0; output < outputs; output++)
            network.OutputMaps[output] = new OutputMap(0.5 - output, 1.5 + output);
        return network;
    }

    private static double[] Uniform(RandomSource random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextUniform(-2, 2))];

    private static (int Rows, int Columns) Shape(ReadOnlyMatrixView<double> view) => (view.Rows, view.Columns);
}
