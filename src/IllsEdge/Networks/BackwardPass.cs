using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Networks;

/// <summary>
/// Sensitivities S_l = d output / d Z_l of one output with respect to the total inputs of every layer, row by row, by the
/// backward recursion S_l = (S_(l+1) V') o f'(Z_l), V the weights above without their biases.
/// </summary>
public sealed partial class BackwardPass
{
    private readonly ForwardPass _forward;
    private readonly double[][] _sensitivities;
    private readonly double[] _slopes;
    private int _rows;

    /// <summary>Makes the buffers; running allocates nothing.</summary>
    /// <param name="forward">The forward pass whose last run is differentiated.</param>
    public BackwardPass(ForwardPass forward)
    {
        ArgumentNullException.ThrowIfNull(forward);
        _forward = forward;
        _sensitivities = [.. forward.Network.Layers.Select(layer => new double[layer.Outputs * forward.Capacity])];
        _slopes = new double[forward.Capacity];
    }

    /// <summary>S_l of the last run, rows x neurons.</summary>
    public ReadOnlyMatrixView<double> Sensitivities(int layer) =>
        new(_sensitivities[layer], _rows, _forward.Network.Layers[layer].Outputs, _forward.Capacity);

    /// <summary>Computes the sensitivities of one output for the rows of the last forward run.</summary>
    /// <param name="output">The output, from 0.</param>
    public void Run(int output)
    {
        _rows = _forward.Outputs.Rows;
        for (int other = 0; other < _forward.Network.Outputs; other++)
            Last(other).Fill(other == output ? _forward.Network.OutputMaps[output].Gain : 0);
        Propagate();
    }

    /// <summary>Computes the sensitivities of a sum of the outputs, each times a factor of its own in every row.</summary>
    /// <param name="factors">Rows of the last forward run x outputs.</param>
    public void Run(ReadOnlyMatrixView<double> factors)
    {
        _rows = _forward.Outputs.Rows;
        for (int output = 0; output < _forward.Network.Outputs; output++)
            TensorPrimitives.Multiply(
                factors.Column(output), _forward.Network.OutputMaps[output].Gain, Last(output));
        Propagate();
    }

    /// <summary>From derivatives by the last layer's activations to those by the total inputs of all layers.</summary>
    private void Propagate()
    {
        Network network = _forward.Network;
        for (int index = network.Layers.Count - 1; index >= 0; index--)
        {
            Layer layer = network.Layers[index];
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
            {
                Span<double> sensitivity = Column(index, neuron);
                if (index < network.Layers.Count - 1)
                    Collect(network, index + 1, neuron, sensitivity);

                Span<double> slopes = _slopes.AsSpan(0, _rows);
                layer.Activation.Slope(
                    _forward.Totals(index).Column(neuron), _forward.Values(index).Column(neuron), slopes);
                TensorPrimitives.Multiply(sensitivity, slopes, sensitivity);
            }
        }
    }

    private Span<double> Column(int layer, int neuron) =>
        _sensitivities[layer].AsSpan(neuron * _forward.Capacity, _rows);

    private Span<double> Last(int output) => Column(_forward.Network.Layers.Count - 1, output);

    /// <summary>The column of S V' that belongs to one neuron of the layer below <paramref name="above"/>.</summary>
    private void Collect(Network network, int above, int neuron, Span<double> sensitivity)
    {
        sensitivity.Clear();
        ReadOnlyMatrixView<double> sensitivities = Sensitivities(above);
        Layer layer = network.Layers[above];
        for (int upper = 0; upper < layer.Outputs; upper++)
            TensorPrimitives.MultiplyAddEstimate(
                sensitivities.Column(upper), network.Neuron(layer, upper)[neuron], sensitivity, sensitivity);
    }
}
