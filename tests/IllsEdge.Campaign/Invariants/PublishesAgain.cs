using IllsEdge.Campaign.Plant;
using IllsEdge.Prediction;

namespace IllsEdge.Campaign.Invariants;

/// <summary>When nothing is wrong any more and there is a model, there is a value within ten periods.</summary>
internal sealed class PublishesAgain(CampaignOptions options) : Invariant
{
    // A reading holds for three, and the slowest sensors send once in half a second.
    private readonly TimeSpan _patience = options.Period * 10;
    private TimeSpan _since;

    public override string Name => "it publishes again within ten periods after a fault";

    /// <summary>Samples, and those of them with a value.</summary>
    public (long Samples, long Values) Counts { get; private set; }

    public override void Stepped(PressPlant plant)
    {
        bool hasValue = plant.Device!.Output.Last is { Status: not ValueStatus.Failure };
        Counts = (Counts.Samples + 1, Counts.Values + (hasValue ? 1 : 0));
        if (hasValue || plant.Device.Loop.Champion is null || IsDisturbed(plant))
            _since = plant.Now;
        else if (plant.Now - _since > _patience)
            Break(plant.Now, $"no value since {_since}, with a model and no fault; {plant.Device.Output.Last}");
    }

    public override void Opened(PressPlant plant) => _since = plant.Now;

    private static bool IsDisturbed(PressPlant plant)
    {
        foreach (Faults.Fault fault in plant.Faults)
            if (fault.DisturbsValues)
                return true;
        return false;
    }
}
