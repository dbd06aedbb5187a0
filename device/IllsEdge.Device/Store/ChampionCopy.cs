using System.Buffers.Binary;
using System.Text;
using IllsEdge.Data;

namespace IllsEdge.Device.Store;

/// <summary>
/// The champion a second time, in a file beside the store: for a store that has lost it to damage. Eight bytes of a mark,
/// version, time and error, little-endian, the model file, and a CRC-32C over the names of the inputs and all that.
/// </summary>
internal static class ChampionCopy
{
    private const int HeadLength = 28;
    private const string Old = ".old";

    private static ReadOnlySpan<byte> Mark => "illschm\u0001"u8;

    /// <summary>Its name.</summary>
    public static string PathOf(string store) => store + ".champion";

    /// <summary>Writes it; it appears whole or not at all.</summary>
    /// <returns>Bytes written.</returns>
    /// <exception cref="DataFileException">It could not be written; what stood there before is as it was.</exception>
    public static long Write(string store, IEnumerable<string> names, StoredModel champion)
    {
        byte[] bytes = new byte[HeadLength + champion.Bytes.Length + sizeof(uint)];
        Mark.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), champion.Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(12), champion.Time);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(20), champion.Reference ?? double.NaN);
        champion.Bytes.CopyTo(bytes, HeadLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint)), Sum(names, bytes));
        AtomicFile.Write(PathOf(store), stream => stream.Write(bytes));
        return bytes.Length;
    }

    /// <summary>Reads it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="names">The inputs of the store; a copy of other inputs is none.</param>
    /// <param name="trouble">Why it is not used; null where it is sound, and where there is none.</param>
    /// <returns>Null where there is none, or none to be used.</returns>
    public static StoredModel? Read(string store, IEnumerable<string> names, out string? trouble)
    {
        string path = PathOf(store);
        trouble = null;
        try
        {
            if (!File.Exists(path))
                return null;
            byte[] bytes = File.ReadAllBytes(path);
            if (bytes.Length > HeadLength + sizeof(uint) && bytes.AsSpan().StartsWith(Mark)
                && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(uint))) == Sum(names, bytes))
                return new StoredModel(
                    BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8)),
                    BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(12)),
                    ModelState.Champion,
                    BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(20)) is var reference && double.IsNaN(reference) ? null : reference,
                    bytes[HeadLength..^sizeof(uint)]);
            trouble = $"{path} is damaged, or of other inputs, and is not used";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            trouble = $"{path} cannot be read: {exception.Message}";
        }

        return null;
    }

    /// <summary>Gives the copy of a store that is no more another name, where it is not looked for: a store that is begun anew
    /// is to begin without a model.</summary>
    public static void SetAside(string store)
    {
        try
        {
            if (File.Exists(PathOf(store)))
                File.Move(PathOf(store), PathOf(store) + Old, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first champion of the new store takes its place, where it can.
        }
    }

    private static uint Sum(IEnumerable<string> names, ReadOnlySpan<byte> bytes)
    {
        Crc32C sum = new();
        sum.Add(Encoding.UTF8.GetBytes(string.Join('\n', names)));
        sum.Add(bytes[..^sizeof(uint)]);
        return sum.Value;
    }
}
