using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>Every label comes twice, the second time a little other.</summary>
internal sealed class DoubledLabels(RandomSource random) : LabelFault(random)
{
    public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now)
    {
        wire.Hold(label with { Value = label.Value + 0.01 * Random.NextNormal() }, now + TimeSpan.FromSeconds(Random.NextBelow(60)));
        return true;
    }
}
