using System.Buffers.Binary;
using System.Text;

namespace IllsEdge.Device.Recording;

/// <summary>Reads what a <see cref="ByteBuffer"/> has written.</summary>
/// <param name="bytes">The bytes.</param>
internal sealed class ByteCursor(ReadOnlyMemory<byte> bytes)
{
    private int _place;

    public bool IsAtEnd => _place == bytes.Length;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() != 0;

    public ulong Count()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("A number has no end.");
    }

    public int Small() => Count() is var value && value <= int.MaxValue
        ? (int)value
        : throw new InvalidDataException($"{value} is no length or index.");

    public long Number() => Count() is var value ? (long)(value >> 1) ^ -(long)(value & 1) : 0;

    public double Double() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    public double? Optional() => Flag() ? Double() : null;

    public ReadOnlySpan<byte> Bytes() => Take(Small());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > bytes.Length - _place)
            throw new InvalidDataException($"{length} bytes are wanted at {_place} of {bytes.Length}.");
        _place += length;
        return bytes.Span.Slice(_place - length, length);
    }
}
