using System.Buffers.Binary;
using System.Text;

namespace IllsEdge.Device.Recording;

/// <summary>Bytes that are written one after another; the array is kept, so that writing allocates nothing once it is large enough.</summary>
/// <param name="capacity">Bytes at first.</param>
internal sealed class ByteBuffer(int capacity)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Byte(byte value) => Room(1)[0] = value;

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Seven bits a byte, the lowest first.</summary>
    public void Count(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    /// <summary>Small numbers of either sign in few bytes: 0, -1, 1, -2 become 0, 1, 2, 3.</summary>
    public void Number(long value) => Count((ulong)(value << 1 ^ value >> 63));

    public void Double(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Room(sizeof(double)), value);

    public void Optional(double? value)
    {
        Flag(value is not null);
        if (value is { } number)
            Double(number);
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Count((ulong)value.Length);
        value.CopyTo(Room(value.Length));
    }

    public void Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Count((ulong)length);
        Encoding.UTF8.GetBytes(value, Room(length));
    }

    private Span<byte> Room(int length)
    {
        if (Length + length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + length));
        Length += length;
        return _bytes.AsSpan(Length - length, length);
    }
}
