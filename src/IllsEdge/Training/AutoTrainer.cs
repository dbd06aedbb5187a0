using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Training;

/// <summary>
/// The default: `accelerated` for every network with a hidden layer; `coupled` for linear models, which it solves at once,
/// and for steps by layers.
/// </summary>
/// <remarks>
/// So the benchmarks `peers`, `paper` and `scale` say, over networks from 9 to a thousand parameters, with one and two hidden
/// layers, and 10^3 to 10^6 rows: README.md in this folder has them in short.
/// </remarks>
public sealed class AutoTrainer : ITrainer
{
    private static readonly CoupledTrainer Coupled = new();
    private static readonly AcceleratedTrainer Accelerated = new();

    /// <inheritdoc/>
    public string Name => "auto";

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <inheritdoc/>
    public void Check(IEnumerable<Activation> activations) => Coupled.Check(activations);

    /// <inheritdoc/>
    public TrainingReport Fit(
        Network network,
        TrainingRows rows,
        TrainingRows? validation,
        TrainingOptions options,
        IProgress<TrainingStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        return Choose(network, options).Fit(network, rows, validation, options, progress, cancellationToken);
    }

    /// <summary>The method for a network.</summary>
    internal static IterativeTrainer Choose(Network network, TrainingOptions options) =>
        network.Layers.Count == 1 || options.Block == StepBlock.Layer ? Coupled : Accelerated;
}
