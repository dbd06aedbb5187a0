using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Tests.Support;

/// <summary>Damped least squares by normal equations, from matrices that are kept as a whole.</summary>
internal static class Dense
{
    /// <summary>A'A of all columns, the residual's too.</summary>
    public static double[,] Gram(double[,] matrix)
    {
        int columns = matrix.GetLength(1);
        double[,] gram = new double[columns, columns];
        for (int row = 0; row < matrix.GetLength(0); row++)
            for (int i = 0; i < columns; i++)
                for (int j = 0; j < columns; j++)
                    gram[i, j] += matrix[row, i] * matrix[row, j];
        return gram;
    }

    /// <summary>R'R.</summary>
    public static double[,] Gram(TriangularFactor<double> factor)
    {
        double[,] full = new double[factor.Order, factor.Order];
        for (int row = 0; row < factor.Order; row++)
            for (int column = row; column < factor.Order; column++)
                full[row, column] = factor[row, column];
        return Gram(full);
    }

    /// <summary>The penalty of every parameter: the ridge for a weight, 0 for a bias.</summary>
    public static double[] Penalties(Network network, double ridge)
    {
        double[] penalties = new double[network.Parameters.Length];
        foreach (Layer layer in network.Layers)
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
                penalties.AsSpan(layer.NeuronOffset(neuron), layer.Inputs).Fill(ridge);
        return penalties;
    }

    /// <summary>s, the mean of the squared column lengths, from A'A with the residual as its last column.</summary>
    public static double MeanSquaredColumn(double[,] gram) =>
        Enumerable.Range(0, gram.GetLength(0) - 1).Average(i => gram[i, i]);

    /// <summary>min ||J d - r||^2 + sum penalty (w + d)^2 + damping ||d||^2.</summary>
    /// <param name="gram">Of [J r].</param>
    /// <param name="penalties">One an unknown.</param>
    /// <param name="weights">w, one an unknown.</param>
    /// <param name="damping">0 or more.</param>
    public static double[] Step(double[,] gram, double[] penalties, double[] weights, double damping)
    {
        int unknowns = weights.Length;
        double[,] system = new double[unknowns, unknowns + 1];
        for (int i = 0; i < unknowns; i++)
        {
            for (int j = 0; j <= unknowns; j++)
                system[i, j] = gram[i, j];
            system[i, i] += penalties[i] + damping;
            system[i, unknowns] -= penalties[i] * weights[i];
        }

        return Gauss.Solve(system);
    }

    /// <summary>The columns of a matrix that belong to some layers, and its last one.</summary>
    public static double[,] Select(double[,] jacobian, int[] columns)
    {
        int[] all = [.. columns, jacobian.GetLength(1) - 1];
        double[,] selected = new double[jacobian.GetLength(0), all.Length];
        for (int row = 0; row < selected.GetLength(0); row++)
            for (int column = 0; column < all.Length; column++)
                selected[row, column] = jacobian[row, all[column]];
        return selected;
    }

    /// <summary>Indices of the parameters of some layers.</summary>
    public static int[] Columns(Network network, int[] layers) =>
    [
        .. layers.SelectMany(layer =>
            Enumerable.Range(network.Layers[layer].Offset, network.Layers[layer].ParameterCount)),
    ];
}
