using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>Somebody ends it in order and starts it again.</summary>
internal sealed class Restarted(RandomSource random) : Fault
{
    public override void Begin(PressPlant plant) =>
        plant.Stop(HowItEnds.InOrder, TimeSpan.FromSeconds(random.NextBelow(600)));
}
