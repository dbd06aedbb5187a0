using IllsEdge.Campaign.Plant;

namespace IllsEdge.Campaign.Invariants;

/// <summary>After the end the outputs say that no value can be trusted. A killed device cannot do that.</summary>
internal sealed class OutputsEndSafe : Invariant
{
    public override string Name => "outputs are safe after the end";

    public override void Ended(PressPlant plant, PressDevice device, HowItEnds how)
    {
        if (how == HowItEnds.InOrder && !(device.Output.IsSafe && plant.Pins[PressDevice.Pin]))
            Break(plant.Now, $"safe state asked for: {device.Output.IsSafe}; the lamp is on: {plant.Pins[PressDevice.Pin]}");
    }
}
