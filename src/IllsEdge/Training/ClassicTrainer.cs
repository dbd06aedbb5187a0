using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Training;

/// <summary>
/// The method as published (Khadilkar 2023, arXiv 2307.05189), kept faithful as the reference: layer by layer from the
/// output backwards, the ideal total inputs first, then plain linear least squares for the weights.
/// </summary>
/// <remarks>
/// <para>
/// One sweep: the output layer solves min ||A_L W_L - f^-1(y)||. Below a layer with weights V (biases left out) the ideal
/// activation is the smallest change that makes the layer above hit its ideal total input, H* = H + blend (Z* - Z) V^+,
/// kept <see cref="ClassicSweep.Margin"/> inside the range of f; the ideal total input is f^-1(H*), and the layer solves
/// min ||A W - f^-1(H*)||. All with the ridge of the options, one pass over the rows a layer.
/// </para>
/// <para>
/// Nothing makes a sweep lower the loss, and often it stalls far from the optimum: every neuron of a layer is asked for
/// the same residual times a constant. The best iterate is kept.
/// </para>
/// </remarks>
public sealed class ClassicTrainer() : IterativeTrainer("classic")
{
    /// <inheritdoc/>
    public override void Check(IEnumerable<Activation> activations)
    {
        if (activations.FirstOrDefault(activation => !activation.IsInvertible) is { } activation)
            throw new NotSupportedException(
                $"method classic computes ideal total inputs with the inverse of the activation, and {activation} has none: " +
                "every total input below 0 gives 0. Use method auto, which needs only a slope, or an activation with an " +
                "inverse such as leaky-relu.");
    }

    /// <summary>The published method starts at random weights and knows no ridge.</summary>
    protected override bool TakesStarts => false;

    /// <inheritdoc/>
    protected override IIteration Begin(Network network, TrainingOptions options) => new ClassicSweep(network, options);
}
