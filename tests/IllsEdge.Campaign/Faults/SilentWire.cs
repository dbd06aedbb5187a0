using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>The cable is out.</summary>
internal sealed class SilentWire : Fault
{
    public override int Spoil(Span<byte> line, int length, RandomSource random) => 0;
}
