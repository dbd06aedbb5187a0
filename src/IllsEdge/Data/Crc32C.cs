using System.Buffers.Binary;
using System.Numerics;

namespace IllsEdge.Data;

/// <summary>
/// CRC-32C (Castagnoli; RFC 3720, appendix B.4), by the processor's instruction where there is one. Finds every error
/// of up to 32 neighbouring bits, so every damaged byte.
/// </summary>
public sealed class Crc32C
{
    private uint _state = uint.MaxValue;

    /// <summary>The checksum of the bytes so far.</summary>
    public uint Value => ~_state;

    /// <summary>Takes in bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            _state = BitOperations.Crc32C(_state, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes)
            _state = BitOperations.Crc32C(_state, value);
    }

    /// <summary><c>crc32c:</c> and eight hexadecimal digits in lower case.</summary>
    public override string ToString() => $"crc32c:{Value:x8}";
}
