using IllsEdge.Networks.Activations;

namespace IllsEdge.Networks;

/// <summary>
/// A feed-forward network in standardised units: total input z = [h 1] w of every neuron, activation f(z), layer by layer.
/// </summary>
/// <remarks>
/// All weights stand in one vector, layer by layer, neuron by neuron, a neuron's bias last; so a neuron is one contiguous
/// run, and a training step is one vector addition.
/// </remarks>
public sealed class Network
{
    private readonly double[] _parameters;
    private readonly OutputMap[] _outputMaps;

    /// <summary>A network with all weights 0.</summary>
    /// <param name="inputs">Number of inputs, 1 or more.</param>
    /// <param name="hidden">Neurons of each hidden layer, from the input on; empty for a linear model.</param>
    /// <param name="outputs">Number of outputs, 1 or more.</param>
    /// <param name="activation">Activation of the hidden layers.</param>
    /// <param name="outputActivation">Activation of the outputs; identity where null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public Network(
        int inputs, IReadOnlyList<int> hidden, int outputs, Activation activation, Activation? outputActivation = null)
        : this(inputs, [.. hidden.Select(neurons => (neurons, activation)), (outputs, outputActivation ?? Activation.Linear)])
    {
    }

    /// <summary>A network with all weights 0 whose layers each have an activation of their own.</summary>
    /// <param name="inputs">Number of inputs, 1 or more.</param>
    /// <param name="layers">Neurons and activation of every layer, the output layer last.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or there is no layer.</exception>
    public Network(int inputs, IReadOnlyList<(int Neurons, Activation Activation)> layers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentOutOfRangeException.ThrowIfZero(layers.Count, nameof(layers));

        List<Layer> chain = [];
        int offset = 0;
        foreach ((int neurons, Activation activation) in layers)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(neurons, 1, nameof(layers));
            Layer layer = new(chain.Count == 0 ? inputs : chain[^1].Outputs, neurons, activation, offset);
            chain.Add(layer);
            offset = checked(offset + layer.ParameterCount);
        }

        Layers = chain;
        _parameters = new double[offset];
        _outputMaps = new OutputMap[Outputs];
        _outputMaps.AsSpan().Fill(OutputMap.None);
    }

    /// <summary>The layers from the input on; the last one is the output layer.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Number of inputs.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>Number of outputs.</summary>
    public int Outputs => Layers[^1].Outputs;

    /// <summary>All weights and biases.</summary>
    public Span<double> Parameters => _parameters;

    /// <summary>What is done to each output behind its activation; <see cref="OutputMap.None"/> unless set.</summary>
    public Span<OutputMap> OutputMaps => _outputMaps;

    /// <summary>Weights of a neuron, its bias last; layer inputs + 1 elements.</summary>
    public Span<double> Neuron(Layer layer, int neuron)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return _parameters.AsSpan(layer.NeuronOffset(neuron), layer.NeuronLength);
    }

    /// <summary>A copy that shares nothing with this network.</summary>
    public Network Clone()
    {
        Network copy = new(Inputs, [.. Layers.Select(layer => (layer.Outputs, layer.Activation))]);
        _parameters.CopyTo(copy.Parameters);
        _outputMaps.CopyTo(copy.OutputMaps);
        return copy;
    }
}
