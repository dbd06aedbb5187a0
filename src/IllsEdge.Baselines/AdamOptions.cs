namespace IllsEdge.Baselines;

/// <summary>How <see cref="AdamTrainer"/> trains. Every default stands beside its reason.</summary>
public sealed record AdamOptions
{
    /// <summary>
    /// Learning rates of which the best is found by short trials, about the length of a step in every parameter. Kingma and Ba's
    /// 0.001, and what small standardised networks do better with.
    /// </summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [0.001, 0.003, 0.01, 0.03];

    /// <summary>Epochs of a trial: enough to tell a rate that crawls and one that jumps about from one that works.</summary>
    public int TrialEpochs { get; init; } = 10;

    /// <summary>Rows of a step. Small ones make many steps of an epoch; below 32 vector units idle.</summary>
    public int BatchRows { get; init; } = 32;

    /// <summary>
    /// Epochs without a lower loss after which the rate is lowered, and after some of which the fit ends; null keeps the rate as it
    /// is. An epoch's loss is noisy: with 30 it errs up to 3 % more on rows not seen, with the ten of the usual libraries up to 16 %
    /// (concrete and energy, five folds).
    /// </summary>
    public int? Patience { get; init; } = 100;

    /// <summary>
    /// Share of the rows that decide when to stop and which epoch is kept, where the caller keeps none aside; 0, the default, for
    /// none: the schedule ends the fit where the loss no longer falls. Under a ridge that suits the rows a tenth of them, as usual,
    /// does it no good: on concrete, kin8nm and energy it then errs 2 to 27 % more on rows not seen (five folds).
    /// </summary>
    public double EarlyStopping { get; init; }

    /// <summary>Of the order of the rows, and of those kept aside.</summary>
    public ulong Seed { get; init; } = 1;
}
