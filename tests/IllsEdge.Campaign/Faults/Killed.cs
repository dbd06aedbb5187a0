using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>A power cut: what was not committed is gone.</summary>
internal sealed class Killed(RandomSource random) : Fault
{
    public override void Begin(PressPlant plant) =>
        plant.Stop(HowItEnds.Killed, TimeSpan.FromSeconds(10 + random.NextBelow(600)));
}
