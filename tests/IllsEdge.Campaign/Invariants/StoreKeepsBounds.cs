using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Store;

namespace IllsEdge.Campaign.Invariants;

/// <summary>The store keeps to its rows, and the disk to what so many rows take.</summary>
internal sealed class StoreKeepsBounds(CampaignOptions options) : Invariant
{
    // A sample of six inputs with its prediction takes some 150 bytes; beside the rows there are models and 8 MB of log.
    private readonly long _bytes = options.MaxRows * 300 + (32L << 20);

    public override string Name => "the store keeps its bounds";

    public override void Hourly(PressPlant plant)
    {
        StoreCounts counts = plant.Device!.Store.Counts;
        // Pruning works in batches, so there is one more at most.
        long most = options.MaxRows + new StoreOptions().BatchRows;
        if (counts.StoredSamples > most || counts.StoredLabels > most)
            Break(plant.Now, $"{counts.StoredSamples} samples and {counts.StoredLabels} labels, of {most}");
        if (plant.Disk.Bytes > _bytes)
            Break(plant.Now, $"{plant.Disk.Bytes} bytes, of {_bytes}");
    }
}
