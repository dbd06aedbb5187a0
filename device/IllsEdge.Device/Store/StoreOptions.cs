namespace IllsEdge.Device.Store;

/// <summary>How a store is kept.</summary>
public sealed record StoreOptions
{
    /// <summary>
    /// Samples that are kept, and labels. A sample of 8 inputs with its prediction takes about 120
    /// bytes: a million is 28 hours at 10 Hz and 120 MB, which a small card holds.
    /// </summary>
    public long MaxRows { get; init; } = 1_000_000;

    /// <summary>
    /// Age from which samples go with their labels; null keeps them until there are too many. By the monotonic count for
    /// what this run has stored, by stamps for what earlier ones have left.
    /// </summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// Time after which a batch is committed. With the time that one commit takes it is the window of loss at a power
    /// cut: one second costs one synchronised write a second, which flash memory bears for years.
    /// </summary>
    public TimeSpan BatchInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Rows after which a batch is committed before its time, and the most that one transaction takes.
    /// </summary>
    public int BatchRows { get; init; } = 1000;

    /// <summary>
    /// Rows that wait at most while nothing can be written: at 10 Hz half an hour of samples and predictions, in
    /// 60 bytes and the values each.
    /// </summary>
    public int QueueRows { get; init; } = 32_768;

    /// <summary>
    /// Writes in the appending thread instead of one of its own: the same calls then give the same batches, as
    /// simulation and tests want it. Appending then waits for the disk.
    /// </summary>
    public bool IsSynchronous { get; init; }

    /// <summary>
    /// Name of the quantity that labels are of. It is kept, and a store of another is treated like one of other inputs; null
    /// where nobody asks.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>
    /// What is done with a store of other inputs, or another target. A changed configuration should not lose a model silently.
    /// </summary>
    public OtherInputs OtherInputs { get; init; } = OtherInputs.Refuse;

    /// <summary>
    /// Models that are kept, the newest; champion and previous always are. Enough to look back, and never many
    /// megabytes.
    /// </summary>
    public int KeptModels { get; init; } = 10;

    /// <summary>Decisions that are kept: at a dozen a day, two years.</summary>
    public long MaxDecisions { get; init; } = 10_000;

    /// <summary>
    /// Bytes that may be written in any 24 hours; null for as many as it takes. See <see cref="StoreCounts.BytesWritten"/>
    /// for what is counted.
    /// </summary>
    public long? MaxBytesPerDay { get; init; }

    /// <summary>Only reads: what is appended is numbered and not kept.</summary>
    public bool IsReadOnly { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRows, 2, nameof(MaxRows));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(BatchInterval, TimeSpan.Zero, nameof(BatchInterval));
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchRows, 1, nameof(BatchRows));
        ArgumentOutOfRangeException.ThrowIfLessThan(QueueRows, 8, nameof(QueueRows));
        ArgumentOutOfRangeException.ThrowIfNegative(KeptModels, nameof(KeptModels));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxDecisions, 1, nameof(MaxDecisions));
        if (MaxBytesPerDay is { } bytes)
            ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1, nameof(MaxBytesPerDay));
        if (MaxAge is { } age)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(age, TimeSpan.Zero, nameof(MaxAge));
    }
}

/// <summary>What is done with a store whose inputs, or whose target, have other names.</summary>
public enum OtherInputs
{
    /// <summary>It is left alone and opening throws.</summary>
    Refuse,

    /// <summary>It is renamed, kept and logged, and a new store is begun.</summary>
    SetAside,
}
