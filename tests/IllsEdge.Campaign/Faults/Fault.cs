using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>
/// Something that goes wrong for a while. A kind is a small file here and a line in <see cref="FaultCatalogue"/>: override what
/// it disturbs.
/// </summary>
internal abstract class Fault : IWireDisturbance
{
    /// <summary>Whether values may be F while it lasts.</summary>
    public virtual bool DisturbsValues => true;

    /// <summary>When it ends, plant time.</summary>
    public TimeSpan Until { get; set; }

    public virtual void Begin(PressPlant plant)
    {
    }

    /// <summary>Every period while it lasts, before the device's step.</summary>
    public virtual void Step(PressPlant plant)
    {
    }

    public virtual void End(PressPlant plant)
    {
    }

    public virtual bool Pass(ref Reading reading) => true;

    public virtual bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now) => true;

    public virtual int Spoil(Span<byte> line, int length, RandomSource random) => length;
}
