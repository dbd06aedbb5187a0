using System.Text;
using IllsEdge.Device.Wire;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>The sender writes NaN, infinity or nothing where a value belongs, with a sound checksum.</summary>
internal sealed class NotANumber(RandomSource random) : Fault
{
    private static readonly string[] Words = ["NaN", "nan", "Infinity", "-inf", "1e999", "", "--", "0x1F"];

    private readonly RandomSource _random = new(random.Next());

    public override int Spoil(Span<byte> line, int length, RandomSource random)
    {
        int equals = line[..length].IndexOf((byte)'=');
        int end = line[..length].IndexOfAny((byte)';', (byte)'*');
        int star = line[..length].IndexOf((byte)'*');
        // What another fault has spoiled already has perhaps no end, or no room for a word.
        if (equals < 0 || end < equals || star < 0 || length > WireLine.Limit || _random.NextBelow(2) == 0)
            return length;
        string rest = Encoding.ASCII.GetString(line[end..star]);
        string text = Encoding.ASCII.GetString(line[..(equals + 1)]) + Words[_random.NextBelow(Words.Length)] + rest;
        text += $"*{WireLine.Checksum(Encoding.ASCII.GetBytes(text)):X2}\n";
        return Encoding.ASCII.GetBytes(text, line);
    }
}
