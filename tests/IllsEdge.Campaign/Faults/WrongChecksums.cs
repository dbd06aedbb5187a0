using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>Bits turn over on the way, in half of the lines; some lines are cut.</summary>
internal sealed class WrongChecksums : Fault
{
    public override int Spoil(Span<byte> line, int length, RandomSource random)
    {
        if (length == 0 || random.NextBelow(2) == 0)
            return length;
        if (random.NextBelow(4) == 0)
            return random.NextBelow(length);
        line[random.NextBelow(length)] ^= (byte)(1 << random.NextBelow(8));
        return length;
    }
}
