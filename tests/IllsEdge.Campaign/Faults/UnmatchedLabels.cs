using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>Labels of months before the device was there.</summary>
internal sealed class UnmatchedLabels(RandomSource random) : LabelFault(random)
{
    public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now)
    {
        label = label with { Measured = label.Measured - TimeSpan.FromDays(Random.NextUniform(100, 4000)) };
        return true;
    }
}
