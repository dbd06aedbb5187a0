using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace IllsEdge.Device.Store;

/// <summary>
/// A sample's values as bytes: little-endian doubles; a bit an input, the first input lowest, 1 where it is present
/// (where it is not, the value is 0 or what stood in for it, and nothing to learn from);
/// and a CRC-32C, because SQLite checks the shape of its pages but not what stands in them.
/// </summary>
internal sealed class SampleBlob
{
    private readonly int _inputs;
    private readonly uint _seed;

    public SampleBlob(IReadOnlyList<string> names)
    {
        _inputs = names.Count;
        ValueBytes = _inputs * sizeof(double);
        Length = ValueBytes + (_inputs + 7) / 8 + sizeof(uint);
        // The names go into the checksum: out of a damaged file no row of other inputs is taken for one of these.
        _seed = Sum(uint.MaxValue, Encoding.UTF8.GetBytes(string.Join('\n', names)));
    }

    /// <summary>Bytes of a sample.</summary>
    public int Length { get; }

    private int ValueBytes { get; }

    public void Write(in Sample sample, long id, Span<byte> blob)
    {
        Span<byte> bits = blob[ValueBytes..^sizeof(uint)];
        bits.Clear();
        for (int input = 0; input < _inputs; input++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(blob[(input * sizeof(double))..], sample.Values[input]);
            if (sample.Present.IsEmpty || sample.Present[input])
                bits[input / 8] |= (byte)(1 << (input % 8));
        }

        BinaryPrimitives.WriteUInt32LittleEndian(
            blob[^sizeof(uint)..], Checksum(id, sample.Time, sample.Monotonic, blob));
    }

    /// <summary>Whether the bytes are as they were written.</summary>
    public bool IsSound(long id, long time, long monotonic, ReadOnlySpan<byte> blob) =>
        blob.Length == Length
        && BinaryPrimitives.ReadUInt32LittleEndian(blob[^sizeof(uint)..]) == Checksum(id, time, monotonic, blob);

    public (double[] Values, bool[] Present) Read(ReadOnlySpan<byte> blob)
    {
        double[] values = new double[_inputs];
        bool[] present = new bool[_inputs];
        for (int input = 0; input < _inputs; input++)
        {
            values[input] = BinaryPrimitives.ReadDoubleLittleEndian(blob[(input * sizeof(double))..]);
            present[input] = (blob[ValueBytes + input / 8] >> (input % 8) & 1) != 0;
        }

        return (values, present);
    }

    private uint Checksum(long id, long time, long monotonic, ReadOnlySpan<byte> blob)
    {
        uint sum = BitOperations.Crc32C(_seed, (ulong)id);
        sum = BitOperations.Crc32C(sum, (ulong)time);
        sum = BitOperations.Crc32C(sum, (ulong)monotonic);
        return ~Sum(sum, blob[..^sizeof(uint)]);
    }

    private static uint Sum(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes)
            sum = BitOperations.Crc32C(sum, value);
        return sum;
    }
}
