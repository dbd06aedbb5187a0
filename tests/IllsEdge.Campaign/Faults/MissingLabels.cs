using IllsEdge.Campaign.Plant;

namespace IllsEdge.Campaign.Faults;

/// <summary>Nobody measures.</summary>
internal sealed class MissingLabels : LabelFault
{
    public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now) => false;
}
