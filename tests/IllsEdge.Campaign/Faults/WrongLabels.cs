using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>One label in ten is of another plate altogether.</summary>
internal sealed class WrongLabels(RandomSource random) : LabelFault(random)
{
    public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now)
    {
        if (Random.NextBelow(10) == 0)
            label = label with { Value = label.Value + Random.NextUniform(1, 5) * (Random.NextBelow(2) == 0 ? -1 : 1) };
        return true;
    }
}
