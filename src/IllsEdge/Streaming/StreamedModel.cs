using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Streaming;

/// <summary>
/// Goes on learning with a trained model, row by row: the hidden layers stay, the output layer of each member follows by
/// <see cref="RecursiveLeastSquares"/>, exactly and in microseconds. Of a linear model that is the whole model.
/// </summary>
/// <remarks>
/// The ridge draws the weights to those of the model, so that what is forgotten fades to what it knew and not to nothing.
/// Predicting and absorbing allocate nothing. Not safe for use by several threads.
/// </remarks>
public sealed class StreamedModel
{
    private readonly ForwardPass[] _passes;
    private readonly RecursiveLeastSquares[] _fits;
    private readonly double[] _scaled;
    private readonly double[] _features;
    private readonly double[] _targets;

    /// <summary>Begins where a model is.</summary>
    /// <param name="model">The model; copied.</param>
    /// <param name="share">What a row counts of what it counted one row ago, above 0 and at most 1: 0.998 is a memory of 500 rows.</param>
    /// <param name="ridge">Against the sum of squared standardised residuals; on biases too.</param>
    /// <exception cref="ArgumentException">An output has an activation (<see cref="CanFollow"/>).</exception>
    public StreamedModel(Model model, double share, double ridge)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!CanFollow(model))
            throw new ArgumentException("Outputs with an activation are not linear in their weights; ask CanFollow first.");
        Model = model with { Members = [.. model.Members.Select(member => member with { Network = member.Network.Clone() })] };
        _passes = [.. Model.Members.Select(member => new ForwardPass(member.Network, 1))];
        _fits = [.. Model.Members.Select(member => Begin(member.Network, share, ridge))];
        _scaled = new double[model.Inputs.Count];
        _targets = new double[model.Targets.Count];
        _features = new double[_passes.Max(pass => OutputLayer(pass.Network).NeuronLength)];
    }

    /// <summary>The model as it is now; its weights change with every row.</summary>
    public Model Model { get; }

    /// <summary>Rows absorbed.</summary>
    public long Rows => _fits[0].Rows;

    /// <summary>Weights of an output in the widest member: so many rows it takes to tell them.</summary>
    public int Unknowns => _features.Length;

    /// <summary>Whether the output layers are linear in their weights.</summary>
    public static bool CanFollow(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Members.All(member => OutputLayer(member.Network).Activation is Identity);
    }

    /// <summary>Predicts one row.</summary>
    /// <param name="inputs">One value an input, in the user's units.</param>
    /// <param name="targets">One value a target, overwritten.</param>
    public void Predict(ReadOnlySpan<double> inputs, Span<double> targets)
    {
        Run(inputs);
        targets.Clear();
        foreach (ForwardPass pass in _passes)
            for (int target = 0; target < targets.Length; target++)
                targets[target] += pass.Outputs[0, target] / _passes.Length;
        for (int target = 0; target < targets.Length; target++)
            targets[target] = Model.Targets[target].Scaling.Restore(targets[target]);
    }

    /// <summary>Learns from one row.</summary>
    /// <param name="inputs">One value an input, in the user's units; finite.</param>
    /// <param name="targets">One value a target, in the user's units; finite.</param>
    /// <param name="weight">How much the row counts; 1 like others.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is not finite; nothing has changed then.</exception>
    public void Absorb(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, double weight = 1)
    {
        Run(inputs);
        for (int target = 0; target < targets.Length; target++)
            _targets[target] = Model.Targets[target].Scaling.Apply(targets[target]);
        for (int member = 0; member < _passes.Length; member++)
        {
            Network network = _passes[member].Network;
            Layer output = OutputLayer(network);
            Span<double> features = _features.AsSpan(0, output.NeuronLength);
            for (int feature = 0; feature < output.Inputs; feature++)
                features[feature] = network.Layers.Count == 1
                    ? _scaled[feature]
                    : _passes[member].Values(network.Layers.Count - 2)[0, feature];
            features[^1] = 1;
            _fits[member].Absorb(features, _targets, weight);
            for (int target = 0; target < _targets.Length; target++)
                _fits[member].Coefficients.Column(target).CopyTo(network.Neuron(output, target));
        }
    }

    private static RecursiveLeastSquares Begin(Network network, double share, double ridge)
    {
        Layer output = OutputLayer(network);
        double[] ridges = new double[output.NeuronLength];
        ridges.AsSpan().Fill(ridge);
        ReadOnlySpan<double> weights = network.Parameters.Slice(output.Offset, output.ParameterCount);
        return new RecursiveLeastSquares(
            share, ridges, new ReadOnlyMatrixView<double>(weights, output.NeuronLength, output.Outputs));
    }

    private static Layer OutputLayer(Network network) => network.Layers[^1];

    private void Run(ReadOnlySpan<double> inputs)
    {
        for (int input = 0; input < inputs.Length; input++)
            _scaled[input] = Model.Inputs[input].Scaling.Apply(inputs[input]);
        ReadOnlyMatrixView<double> row = new(_scaled, 1, _scaled.Length);
        foreach (ForwardPass pass in _passes)
            pass.Run(row);
    }
}
