using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Training;

/// <summary>
/// The default: `accelerated` for networks with hidden layers; `coupled` for linear models, which it solves at once, for
/// steps by layers, and for small networks with one hidden layer on many rows.
/// </summary>
/// <remarks>
/// So the benchmarks `peers`, `paper` and `scale` say, over networks from 9 to a thousand parameters, with one and two hidden
/// layers, and 10^3 to 10^6 rows. Of 241 parameters and 100,000 rows or more an iteration of `coupled` costs a fifth of one
/// of `accelerated`, which saves fewer than so many, and both end at the same error; at 481 parameters `accelerated` is done in
/// half the time; at some thousand rows it ends lower. README.md in this folder has the figures in short.
/// </remarks>
public sealed class AutoTrainer : ITrainer
{
    private static readonly CoupledTrainer Coupled = new();
    private static readonly AcceleratedTrainer Accelerated = new();

    /// <summary>Rows from which a sweep over all of them costs more than a triangle of few parameters.</summary>
    private const int ManyRows = 50_000;

    /// <summary>Parameters up to which a triangle is cheap.</summary>
    private const int FewParameters = 300;

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
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        return Choose(network, rows.Count, options).Fit(network, rows, validation, options, progress, cancellationToken);
    }

    /// <summary>The method for a network.</summary>
    internal static IterativeTrainer Choose(Network network, int rows, TrainingOptions options) =>
        network.Layers.Count == 1
        || options.Block == StepBlock.Layer
        || (network.Layers.Count == 2 && rows >= ManyRows && network.Parameters.Length <= FewParameters)
            ? Coupled
            : Accelerated;
}
