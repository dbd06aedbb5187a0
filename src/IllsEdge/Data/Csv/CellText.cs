using System.Globalization;
using System.Text;

namespace IllsEdge.Data.Csv;

/// <summary>Text of a file on its way into a message: where it stands, and in a form that is safe to print.</summary>
internal static class CellText
{
    /// <summary>The most characters of a cell that a message repeats.</summary>
    public const int ShownLength = 40;

    /// <summary>Makes text printable: control characters escaped, cut after 40 characters.</summary>
    /// <param name="utf8">The text; bytes that are not UTF-8 show as U+FFFD.</param>
    /// <returns>Text without line breaks.</returns>
    public static string Show(ReadOnlySpan<byte> utf8) =>
        // Four bytes is the longest character, so that a huge cell is not decoded as a whole.
        Show(Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 4 * (ShownLength + 1))]));

    /// <inheritdoc cref="Show(ReadOnlySpan{byte})"/>
    public static string Show(string text)
    {
        var shown = new StringBuilder(ShownLength);
        int count = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (++count > ShownLength) return shown.Append("...").ToString();
            Append(shown, rune);
        }

        return shown.ToString();
    }

    /// <summary>Finds the first byte that does not belong to well-formed UTF-8.</summary>
    /// <param name="utf8">The text.</param>
    /// <returns>Its index, or -1.</returns>
    public static int IndexOfInvalid(ReadOnlySpan<byte> utf8)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8)) return -1;
        int at = 0;
        while (Rune.DecodeFromUtf8(utf8[at..], out _, out int consumed) == System.Buffers.OperationStatus.Done)
            at += consumed;
        return at;
    }

    /// <summary>Turns an index into a record into a place in the file.</summary>
    /// <param name="record">The record as it stands in the file; quoted line breaks count.</param>
    /// <param name="index">The byte that is meant.</param>
    /// <param name="firstLine">The line on which the record starts.</param>
    /// <returns>The line, and the character in it, from 1.</returns>
    public static (long Line, int Column) Locate(ReadOnlySpan<byte> record, int index, long firstLine)
    {
        ReadOnlySpan<byte> before = record[..Math.Clamp(index, 0, record.Length)];
        long line = firstLine + before.Count((byte)'\n');
        int column = 1;
        // Continuation bytes (10xxxxxx) belong to the character before them.
        foreach (byte value in before[(before.LastIndexOf((byte)'\n') + 1)..])
            if ((value & 0xC0) != 0x80) column++;
        return (line, column);
    }

    private static void Append(StringBuilder shown, Rune rune)
    {
        switch (rune.Value)
        {
            case '\n': shown.Append("\\n"); break;
            case '\r': shown.Append("\\r"); break;
            case '\t': shown.Append("\\t"); break;
            case 0x2028 or 0x2029: AppendCode(shown, rune); break;
            default:
                if (Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
                    AppendCode(shown, rune);
                else shown.Append(rune);
                break;
        }
    }

    private static void AppendCode(StringBuilder shown, Rune rune) =>
        shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
}
