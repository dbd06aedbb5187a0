using IllsEdge.Device.Store;

namespace IllsEdge.Campaign.Invariants;

/// <summary>What a store has done with samples, by its own counters.</summary>
/// <param name="Committed">Taken, those that were thinned among them.</param>
/// <param name="Thinned">Not written, to spare the disk.</param>
/// <param name="Pruned">Deleted, those that were given up among them.</param>
/// <param name="GivenUp">Deleted for want of room.</param>
internal readonly record struct StoreAccount(long Committed, long Thinned, long Pruned, long GivenUp)
{
    /// <summary>Samples that the file has more than before.</summary>
    public long Growth => Committed - Thinned - Pruned;

    public static StoreAccount Of(StoreCounts counts) =>
        new(counts.Samples, counts.ThinnedSamples, counts.PrunedSamples, counts.GivenUpSamples);

    public static StoreAccount operator +(StoreAccount left, StoreAccount right) => new(
        left.Committed + right.Committed, left.Thinned + right.Thinned, left.Pruned + right.Pruned, left.GivenUp + right.GivenUp);

    public static StoreAccount operator -(StoreAccount left, StoreAccount right) => new(
        left.Committed - right.Committed, left.Thinned - right.Thinned, left.Pruned - right.Pruned, left.GivenUp - right.GivenUp);
}
