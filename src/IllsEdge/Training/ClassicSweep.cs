using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Training;

/// <summary>One sweep of <see cref="ClassicTrainer"/>: all layers once, from the output backwards.</summary>
internal sealed class ClassicSweep : IIteration
{
    /// <summary>Distance that ideal activations keep from the limits of f, where its inverse is infinite.</summary>
    public const double Margin = 1e-3;

    private readonly Network _network;
    private readonly double _blend;
    private readonly ForwardPass _forward;
    private readonly double[][] _ideal;
    private readonly double[][] _pseudoInverses;
    private readonly double[] _activations = new double[Linearisation.ChunkRows];

    public ClassicSweep(Network network, TrainingOptions options)
    {
        _network = network;
        _blend = options.Blend;
        _forward = new ForwardPass(network, Linearisation.ChunkRows);
        _ideal = [.. network.Layers.Select(layer => new double[layer.Outputs * Linearisation.ChunkRows])];
        _pseudoInverses = [.. network.Layers.Select(layer => new double[layer.Inputs * layer.Outputs])];
    }

    public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
    {
        Run(rows, objective.Ridge, cancellationToken);
        return objective.Of(rows, cancellationToken);
    }

    /// <summary>Gives every layer new weights.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; some layers may have new weights.</exception>
    public void Run(TrainingRows rows, double ridge, CancellationToken cancellationToken)
    {
        for (int index = _network.Layers.Count - 1; index >= 0; index--)
        {
            Layer layer = _network.Layers[index];
            LayerProblem problem = new(layer);
            for (int start = 0; start < rows.Count; start += _forward.Capacity)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(_forward.Capacity, rows.Count - start);
                ReadOnlyMatrixView<double> inputs = rows.Inputs.RowRange(start, count);
                _forward.Run(inputs);
                FindIdealTotals(index, rows.Targets.RowRange(start, count));
                problem.Absorb(index == 0 ? inputs : _forward.Values(index - 1), Ideal(index, count));
            }

            problem.Solve(ridge, _network.Parameters.Slice(layer.Offset, layer.ParameterCount));
            if (index > 0)
                LayerProblem.PseudoInvert(_network, layer, PseudoInverse(index));
        }
    }

    /// <summary>Ideal total inputs of a layer and of all above it, for the rows of the last forward run.</summary>
    private void FindIdealTotals(int index, ReadOnlyMatrixView<double> targets)
    {
        int last = _network.Layers.Count - 1;
        Span<double> activations = _activations.AsSpan(0, targets.Rows);
        for (int output = 0; output < targets.Columns; output++)
        {
            (double offset, double gain) = _network.OutputMaps[output];
            TensorPrimitives.Subtract(targets.Column(output), offset, activations);
            TensorPrimitives.Divide(activations, gain, activations);
            Invert(_network.Layers[last].Activation, activations, Ideal(last, targets.Rows).Column(output));
        }

        for (int above = last; above > index; above--)
        {
            MatrixView<double> changes = Ideal(above, targets.Rows);
            for (int neuron = 0; neuron < changes.Columns; neuron++)
                TensorPrimitives.Subtract(
                    changes.Column(neuron), _forward.Totals(above).Column(neuron), changes.Column(neuron));

            MatrixView<double> pseudoInverse = PseudoInverse(above);
            MatrixView<double> ideal = Ideal(above - 1, targets.Rows);
            for (int neuron = 0; neuron < ideal.Columns; neuron++)
            {
                _forward.Values(above - 1).Column(neuron).CopyTo(activations);
                for (int upper = 0; upper < changes.Columns; upper++)
                    TensorPrimitives.MultiplyAddEstimate(
                        changes.Column(upper), _blend * pseudoInverse[neuron, upper], activations, activations);
                Invert(_network.Layers[above - 1].Activation, activations, ideal.Column(neuron));
            }
        }
    }

    /// <summary>Z* = f^-1(H*), with H* moved inside the range of f first.</summary>
    private static void Invert(Activation activation, Span<double> activations, Span<double> totals)
    {
        TensorPrimitives.Max(activations, activation.Lowest + Margin, activations);
        TensorPrimitives.Min(activations, activation.Highest - Margin, activations);
        activation.Inverse(activations, totals);
    }

    /// <summary>rows x neurons.</summary>
    private MatrixView<double> Ideal(int layer, int rows) =>
        new(_ideal[layer], rows, _network.Layers[layer].Outputs, Linearisation.ChunkRows);

    /// <summary>V^+ transposed: layer inputs x neurons.</summary>
    private MatrixView<double> PseudoInverse(int layer) =>
        new(_pseudoInverses[layer], _network.Layers[layer].Inputs, _network.Layers[layer].Outputs);
}
