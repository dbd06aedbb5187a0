using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>Labels come up to six hours late, in another order.</summary>
internal sealed class LateLabels(RandomSource random) : LabelFault(random)
{
    public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now)
    {
        wire.Hold(label, now + TimeSpan.FromHours(6 * Random.NextUniform()));
        return false;
    }
}
