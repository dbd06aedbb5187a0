using System.Numerics.Tensors;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Diagnostics;

/// <summary>
/// What a hidden neuron contributes: the root mean square change of the outputs where it says its mean in every row. One that is
/// held at its mean is the same as one that nobody hears, with the mean times its weights added to the biases above.
/// </summary>
internal sealed class NeuronContribution
{
    private readonly Network _network;
    private readonly Network _copy;
    private readonly ForwardPass _forward;
    private readonly TrainingRows _rows;
    private readonly double[] _outputs;

    /// <summary>Computes the outputs as they are.</summary>
    public NeuronContribution(Network network, TrainingRows rows)
    {
        _network = network;
        _copy = network.Clone();
        _forward = new ForwardPass(_copy, Linearisation.ChunkRows);
        _rows = rows;
        _outputs = new double[rows.Count * network.Outputs];
        ForEachOutput((start, output) => _forward.Outputs.Column(output).CopyTo(Outputs(start, output)));
    }

    /// <summary>Contribution of one neuron, standardised; a forward pass.</summary>
    /// <param name="layer">Index of its layer.</param>
    /// <param name="neuron">Index in the layer.</param>
    /// <param name="mean">Mean of its activation on the rows.</param>
    public double Of(int layer, int neuron, double mean)
    {
        Layer above = _network.Layers[layer + 1];
        for (int listener = 0; listener < above.Outputs; listener++)
        {
            Span<double> weights = _copy.Neuron(above, listener);
            weights[^1] += weights[neuron] * mean;
            weights[neuron] = 0;
        }

        double squares = 0;
        ForEachOutput((start, output) =>
        {
            double distance = TensorPrimitives.Distance<double>(_forward.Outputs.Column(output), Outputs(start, output));
            squares += distance * distance;
        });
        _network.Parameters.CopyTo(_copy.Parameters);
        return Math.Sqrt(squares / _outputs.Length);
    }

    private Span<double> Outputs(int start, int output) =>
        _outputs.AsSpan(output * _rows.Count + start, _forward.Outputs.Rows);

    private void ForEachOutput(Action<int, int> look)
    {
        for (int start = 0; start < _rows.Count; start += _forward.Capacity)
        {
            _forward.Run(_rows.Inputs.RowRange(start, Math.Min(_forward.Capacity, _rows.Count - start)));
            for (int output = 0; output < _network.Outputs; output++)
                look(start, output);
        }
    }
}
