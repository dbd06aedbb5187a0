namespace IllsEdge.Device.Store;

/// <summary>Whether a store can write.</summary>
public enum StoreState
{
    /// <summary>It writes.</summary>
    Writing,

    /// <summary>There is no room. Rows wait in the queue and are written when there is room again.</summary>
    Full,

    /// <summary>
    /// It cannot write for another reason; it is tried again at every interval. Rows wait in the queue.
    /// </summary>
    Failed,

    /// <summary>
    /// The file is only read, because that was asked for or because the disk has become so. Where it is the disk, it is
    /// tried again every five minutes; rows wait in the queue.
    /// </summary>
    ReadOnly,
}

/// <summary>Counts of a store. Those without "stored" begin with 0 when it is opened.</summary>
public readonly record struct StoreCounts
{
    /// <summary>Samples in the file.</summary>
    public long StoredSamples { get; init; }

    /// <summary>Labels in the file, superseded ones among them.</summary>
    public long StoredLabels { get; init; }

    /// <summary>Samples committed.</summary>
    public long Samples { get; init; }

    /// <summary>Predictions committed.</summary>
    public long Predictions { get; init; }

    /// <summary>Labels committed.</summary>
    public long Labels { get; init; }

    /// <summary>Decisions committed.</summary>
    public long Decisions { get; init; }

    /// <summary>Rows that wait.</summary>
    public int Queued { get; init; }

    /// <summary>Samples lost because the queue was full.</summary>
    public long DroppedSamples { get; init; }

    /// <summary>Predictions lost because the queue was full.</summary>
    public long DroppedPredictions { get; init; }

    /// <summary>Labels lost because the queue was full.</summary>
    public long DroppedLabels { get; init; }

    /// <summary>Decisions lost because the queue was full.</summary>
    public long DroppedDecisions { get; init; }

    /// <summary>Labels refused because their value was NaN or infinite.</summary>
    public long RefusedLabels { get; init; }

    /// <summary>Samples deleted because they were too old or too many.</summary>
    public long PrunedSamples { get; init; }

    /// <summary>Transactions committed.</summary>
    public long Batches { get; init; }

    /// <summary>Transactions that failed; their rows wait or were dropped later.</summary>
    public long FailedBatches { get; init; }

    /// <summary>
    /// Bytes written to the disk: pages to the log and, when it is moved, to the file. Without what the file system adds
    /// for itself, and without the last move when the store is closed.
    /// </summary>
    public long BytesWritten { get; init; }

    /// <summary>Samples without a label that were not written because the day's budget was nearly spent.</summary>
    public long ThinnedSamples { get; init; }

    /// <summary>Old samples that were deleted, before their time, because the disk was full.</summary>
    public long GivenUpSamples { get; init; }

    /// <summary>Rows lost because the queue was full, of every kind.</summary>
    public long Dropped => DroppedSamples + DroppedPredictions + DroppedLabels + DroppedDecisions;
}
