using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>One label in ten is anywhere in the scale of the calliper, 0 to 10 mm: misread, or of something else.</summary>
internal sealed class GrossLabels(RandomSource random) : LabelFault(random)
{
    private const double Scale = 10;

    public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now)
    {
        if (Random.NextBelow(10) == 0)
            label = label with { Value = Random.NextUniform(0, Scale) };
        return true;
    }
}
