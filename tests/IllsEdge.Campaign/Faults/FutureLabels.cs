using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>The laboratory's clock is ahead by hours to years.</summary>
internal sealed class FutureLabels(RandomSource random) : LabelFault(random)
{
    public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now)
    {
        label = label with { Time = CampaignClock.Start + now + TimeSpan.FromHours(Math.Pow(10, Random.NextUniform(0, 4.5))) };
        return true;
    }
}
