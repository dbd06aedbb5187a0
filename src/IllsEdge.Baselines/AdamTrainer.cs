using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Baselines;

/// <summary>
/// Adam as its users run it: a small search for the learning rate, which its time includes; a rate that falls on every plateau of
/// the loss, and a stop after some of them, or by rows kept aside.
/// </summary>
/// <remarks>An iteration is five epochs, after which the loss on all rows is looked at; the first one is preceded by the search.</remarks>
/// <param name="options">Rates, batches, schedule; the defaults where null.</param>
public sealed class AdamTrainer(AdamOptions? options = null) : ITrainer
{
    /// <summary>Epochs of an iteration: the loss on all rows, which ends one, then costs a few per cent of its time.</summary>
    public const int EpochsOfIteration = 5;

    /// <summary>Rows below which none are kept aside.</summary>
    private const int FewestRows = 50;

    private readonly AdamOptions _options = Checked(options ?? new());

    /// <inheritdoc/>
    public string Name => "adam";

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <inheritdoc/>
    public void Check(IEnumerable<Activation> activations)
    {
        // A slope is enough.
    }

    /// <inheritdoc/>
    public TrainingReport Fit(
        Network network,
        TrainingRows rows,
        TrainingRows? validation,
        TrainingOptions options,
        IProgress<TrainingStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (validation is null && _options.EarlyStopping > 0 && rows.Count >= FewestRows)
        {
            int[] order = [.. Enumerable.Range(0, rows.Count)];
            new RandomSource(~_options.Seed).Shuffle(order);
            int kept = (int)Math.Round(_options.EarlyStopping * rows.Count);
            (rows, validation) = (rows.Select(order[kept..]), rows.Select(order[..kept]));
        }

        return new Epochs(_options).Fit(network, rows, validation, options, progress, cancellationToken);
    }

    private static AdamOptions Checked(AdamOptions options)
    {
        if (options.LearningRates.Count == 0 || options.LearningRates.Any(rate => !(rate > 0 && double.IsFinite(rate))))
            throw new ArgumentException("Adam takes one learning rate above 0 or several.", nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchRows, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TrialEpochs, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Patience ?? 1, 1, nameof(options));
        if (!(options.EarlyStopping is >= 0 and <= 0.5))
            throw new ArgumentOutOfRangeException(nameof(options), options.EarlyStopping, "Up to half of the rows can be kept aside.");
        return options;
    }

    private sealed class Epochs(AdamOptions options) : IterativeTrainer("adam")
    {
        protected override bool TakesStarts => false;

        /// <summary>Longer than the patience of the schedule, which has to have its turns; without one all epochs are done.</summary>
        protected override int Window =>
            options.Patience is { } patience ? 6 * patience / EpochsOfIteration + 1 : int.MaxValue;

        protected override IIteration Begin(Network network, TrainingOptions training) => new AdamEpochs(network, options);
    }
}
