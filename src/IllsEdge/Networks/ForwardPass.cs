using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Networks;

/// <summary>Total inputs and activations of all layers for up to <see cref="Capacity"/> rows at a time.</summary>
/// <remarks>
/// Everything is stored column by column, a neuron a column, so that the elementwise work runs along the rows. Buffers
/// are made once; running allocates nothing.
/// </remarks>
public sealed class ForwardPass
{
    private readonly double[][] _totals;
    private readonly double[][] _values;
    private readonly double[] _outputs;
    private int _rows;

    /// <summary>Makes the buffers for a network's shape.</summary>
    /// <param name="network">The network, whose present weights every run uses.</param>
    /// <param name="capacity">Largest number of rows of a run.</param>
    public ForwardPass(Network network, int capacity)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Network = network;
        Capacity = capacity;
        _totals = [.. network.Layers.Select(layer => new double[layer.Outputs * capacity])];
        _values = [.. network.Layers.Select(layer => new double[layer.Outputs * capacity])];
        _outputs = new double[network.Outputs * capacity];
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Largest number of rows of a run.</summary>
    public int Capacity { get; }

    /// <summary>Outputs of the last run, rows x outputs, standardised units.</summary>
    public ReadOnlyMatrixView<double> Outputs => new(_outputs, _rows, Network.Outputs, Capacity);

    /// <summary>Total inputs z of a layer in the last run, rows x neurons.</summary>
    public ReadOnlyMatrixView<double> Totals(int layer) => View(_totals, layer);

    /// <summary>Activations f(z) of a layer in the last run, rows x neurons.</summary>
    public ReadOnlyMatrixView<double> Values(int layer) => View(_values, layer);

    /// <summary>Carries rows through the network.</summary>
    /// <param name="inputs">rows x inputs, standardised; at most <see cref="Capacity"/> rows.</param>
    /// <exception cref="ArgumentException">The inputs have another shape.</exception>
    public void Run(ReadOnlyMatrixView<double> inputs)
    {
        if (inputs.Columns != Network.Inputs || inputs.Rows > Capacity)
            throw new ArgumentException(
                $"The network takes up to {Capacity} rows of {Network.Inputs} inputs and got {inputs.Rows} rows of " +
                $"{inputs.Columns}.");

        _rows = inputs.Rows;
        for (int index = 0; index < Network.Layers.Count; index++)
        {
            Layer layer = Network.Layers[index];
            ReadOnlyMatrixView<double> below = index == 0 ? inputs : Values(index - 1);
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
            {
                Span<double> totals = _totals[index].AsSpan(neuron * Capacity, _rows);
                Combine(below, Network.Neuron(layer, neuron), totals);
                layer.Activation.Value(totals, _values[index].AsSpan(neuron * Capacity, _rows));
            }
        }

        ReadOnlyMatrixView<double> last = Values(Network.Layers.Count - 1);
        for (int output = 0; output < Network.Outputs; output++)
        {
            (double offset, double gain) = Network.OutputMaps[output];
            Span<double> outputs = _outputs.AsSpan(output * Capacity, _rows);
            TensorPrimitives.Multiply(last.Column(output), gain, outputs);
            TensorPrimitives.Add(outputs, offset, outputs);
        }
    }

    /// <summary>z = [values 1] weights for one neuron.</summary>
    internal static void Combine(ReadOnlyMatrixView<double> values, ReadOnlySpan<double> weights, Span<double> totals)
    {
        totals.Fill(weights[^1]);
        for (int column = 0; column < values.Columns; column++)
            TensorPrimitives.MultiplyAddEstimate(values.Column(column), weights[column], totals, totals);
    }

    private ReadOnlyMatrixView<double> View(double[][] buffers, int layer) =>
        new(buffers[layer], _rows, Network.Layers[layer].Outputs, Capacity);
}
