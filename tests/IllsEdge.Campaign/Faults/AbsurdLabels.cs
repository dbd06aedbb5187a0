using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>One label in ten is no thickness: a slip of the finger, or what an instrument says that is broken.</summary>
internal sealed class AbsurdLabels(RandomSource random) : LabelFault(random)
{
    private static readonly double[] Absurd = [1e300, -1e300, 9999, 0, -1, 1e-300, 1e9, double.MaxValue];

    public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now)
    {
        if (Random.NextBelow(10) == 0)
            label = label with { Value = Absurd[Random.NextBelow(Absurd.Length)] };
        return true;
    }
}
