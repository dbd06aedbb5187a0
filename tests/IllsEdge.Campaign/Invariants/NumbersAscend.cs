using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Campaign.Invariants;

/// <summary>Numbers of samples only go up, over restarts too; a power cut may take back those that were not committed.</summary>
internal sealed class NumbersAscend : Invariant
{
    private long _committed;
    private long _last;

    public override string Name => "ids ascend";

    public override void Sampled(PressPlant plant, in SampleReport sample)
    {
        if (!sample.Present.Contains(true))
            return;
        long next = plant.Device!.Store.LastSampleId + 1;
        if (next <= _last)
            Break(plant.Now, $"{next} is given after {_last}");
        _last = next;
    }

    public override void Ending(PressPlant plant, PressDevice device, HowItEnds how) => _committed = device.Store.LastCommittedSample;

    public override void Opened(PressPlant plant)
    {
        long last = plant.Device!.Store.LastSampleId;
        if (last < _committed && !plant.IsStoreDamaged)
            Break(plant.Now, $"the store begins after {last}, and {_committed} was committed");
        _last = last;
    }
}
