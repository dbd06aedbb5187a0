using IllsEdge.Networks.Activations;

namespace IllsEdge.Networks;

/// <summary>The shape of one layer and where its weights stand among the network's parameters.</summary>
/// <param name="Inputs">d, values that come in.</param>
/// <param name="Outputs">Neurons.</param>
/// <param name="Activation">Function of every neuron of the layer.</param>
/// <param name="Offset">Index of the layer's first parameter.</param>
/// <remarks>
/// Neuron j owns the d + 1 parameters from <see cref="NeuronOffset"/> on: a weight for every input, then its bias.
/// </remarks>
public sealed record Layer(int Inputs, int Outputs, Activation Activation, int Offset)
{
    /// <summary>Parameters of one neuron: its weights and its bias.</summary>
    public int NeuronLength => Inputs + 1;

    /// <summary>Parameters of the layer.</summary>
    public int ParameterCount => NeuronLength * Outputs;

    /// <summary>Index of the first parameter of neuron <paramref name="neuron"/>.</summary>
    public int NeuronOffset(int neuron) => Offset + neuron * NeuronLength;
}
