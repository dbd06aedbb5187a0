using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// The linear least-squares problem of one layer, min ||[A 1] W - T||: the weights that give its neurons wanted total
/// inputs T, streamed.
/// </summary>
internal sealed class LayerProblem
{
    private readonly HouseholderQr<double> _qr = HouseholderQr<double>.On(Kernel.Selected);
    private readonly Layer _layer;
    private readonly double[] _factor;
    private readonly double[] _workspace;

    /// <summary>Makes the memory, for no rows yet.</summary>
    public LayerProblem(Layer layer)
    {
        _layer = layer;
        _factor = new double[TriangularFactor<double>.Length(layer.NeuronLength, layer.Outputs)];
        _workspace = new double[_qr.WorkspaceLength(layer.NeuronLength + layer.Outputs)];
    }

    private TriangularFactor<double> Factor => new(_factor, _layer.NeuronLength, _layer.Outputs);

    /// <summary>Takes in rows.</summary>
    /// <param name="below">A, rows x layer inputs.</param>
    /// <param name="wanted">T, rows x neurons.</param>
    public void Absorb(ReadOnlyMatrixView<double> below, ReadOnlyMatrixView<double> wanted)
    {
        MatrixView<double> block = _qr.Block(_workspace, Factor.Order);
        for (int row = 0; row < below.Rows; row += block.Rows)
        {
            int height = Math.Min(block.Rows, below.Rows - row);
            for (int column = 0; column < block.Columns; column++)
            {
                Span<double> target = block.Column(column)[..height];
                if (column < _layer.Inputs)
                    below.Column(column).Slice(row, height).CopyTo(target);
                else if (column == _layer.Inputs)
                    target.Fill(1);
                else
                    wanted.Column(column - _layer.NeuronLength).Slice(row, height).CopyTo(target);
            }

            _qr.AbsorbBlock(Factor, block, height);
        }
    }

    /// <summary>The smallest ||[A 1] w - t||^2 of one neuron.</summary>
    public double ResidualSumOfSquares(int neuron) => Factor.ResidualSumOfSquares(neuron);

    /// <summary>Solves with a ridge on the weights and none on the biases. No more rows can be taken in then.</summary>
    /// <param name="ridge">0 or more.</param>
    /// <param name="weights">W as the network stores it, overwritten.</param>
    public void Solve(double ridge, Span<double> weights)
    {
        double[] diagonal = new double[_layer.NeuronLength];
        diagonal.AsSpan(0, _layer.Inputs).Fill(Math.Sqrt(ridge));
        double[] zeros = new double[_layer.ParameterCount];
        _qr.AbsorbDiagonal(Factor, diagonal, new(zeros, _layer.NeuronLength, _layer.Outputs), _workspace);
        SolveAnyRank(_qr, Factor, new(weights, _layer.NeuronLength, _layer.Outputs));
    }

    /// <summary>
    /// The pseudo-inverse of a layer's weights V without biases, as V^+ transposed: by the least squares
    /// min ||V'X - I||^2 + eps ||X||^2, where eps stands for the cut at a singular value of 0.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="layer">One of its layers.</param>
    /// <param name="pseudoInverse">Layer inputs x neurons, overwritten.</param>
    public static void PseudoInvert(Network network, Layer layer, MatrixView<double> pseudoInverse)
    {
        HouseholderQr<double> qr = HouseholderQr<double>.On(Kernel.Selected);
        double[] memory = new double[layer.Outputs * (layer.Inputs + layer.Outputs)];
        MatrixView<double> system = new(memory, layer.Outputs, layer.Inputs + layer.Outputs);
        for (int neuron = 0; neuron < layer.Outputs; neuron++)
        {
            ReadOnlySpan<double> weights = network.Neuron(layer, neuron)[..^1];
            for (int input = 0; input < layer.Inputs; input++)
                system[neuron, input] = weights[input];
            system[neuron, layer.Inputs + neuron] = 1;
        }

        const double RelativeDamping = 1e-8;
        double length = TensorPrimitives.Norm<double>(memory.AsSpan(0, layer.Outputs * layer.Inputs));
        double[] damping = new double[layer.Inputs];
        damping.AsSpan().Fill(RelativeDamping * (length > 0 ? length : 1));

        double[] factorMemory = new double[TriangularFactor<double>.Length(layer.Inputs, layer.Outputs)];
        double[] workspace = new double[qr.WorkspaceLength(layer.Inputs + layer.Outputs)];
        double[] zeros = new double[layer.Inputs * layer.Outputs];
        TriangularFactor<double> factor = new(factorMemory, layer.Inputs, layer.Outputs);
        qr.Absorb(factor, system, workspace);
        qr.AbsorbDiagonal(factor, damping, new(zeros, layer.Inputs, layer.Outputs), workspace);
        SolveAnyRank(qr, factor, pseudoInverse);
    }

    /// <summary>The solution, or where columns are dependent and there is no ridge a basic one.</summary>
    private static void SolveAnyRank(
        HouseholderQr<double> qr, TriangularFactor<double> factor, MatrixView<double> solution)
    {
        if (!qr.Solve(factor, solution))
            qr.SolveBasic(
                factor,
                solution,
                new int[factor.Columns],
                new double[HouseholderQr<double>.PivotedWorkspaceLength(factor.Columns, factor.RightHandSides)]);
    }
}
