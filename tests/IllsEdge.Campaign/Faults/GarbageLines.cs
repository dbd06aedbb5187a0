using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>Any bytes at all between the lines and instead of them.</summary>
internal sealed class GarbageLines : Fault
{
    public override int Spoil(Span<byte> line, int length, RandomSource random)
    {
        if (random.NextBelow(3) > 0)
            return length;
        length = 1 + random.NextBelow(line.Length);
        for (int place = 0; place < length; place++)
            line[place] = (byte)random.NextBelow(256);
        return length;
    }
}
