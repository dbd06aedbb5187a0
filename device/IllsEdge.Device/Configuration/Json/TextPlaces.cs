using System.Text;

namespace IllsEdge.Device.Configuration.Json;

/// <summary>From bytes of a file to the line and column that an editor shows.</summary>
internal static class TextPlaces
{
    /// <summary>Line and column, both from 1, columns in Unicode scalars.</summary>
    /// <param name="content">UTF-8, valid up to the offset.</param>
    /// <param name="offset">Bytes before the place, at most all of them.</param>
    public static (int Line, int Column) Of(ReadOnlySpan<byte> content, int offset)
    {
        ReadOnlySpan<byte> before = content[..offset];
        int line = before.Count((byte)'\n') + 1;
        int column = 1;
        foreach (byte unit in before[(before.LastIndexOf((byte)'\n') + 1)..])
            column += (unit & 0xC0) != 0x80 ? 1 : 0;   // all but continuation bytes begin a scalar
        return (line, column);
    }

    /// <summary>Bytes before the first that is not UTF-8; null where all are.</summary>
    public static int? FirstInvalid(ReadOnlySpan<byte> content)
    {
        if (System.Text.Unicode.Utf8.IsValid(content))
            return null;
        int offset = 0;
        while (Rune.DecodeFromUtf8(content[offset..], out _, out int length) == System.Buffers.OperationStatus.Done)
            offset += length;
        return offset;
    }
}
