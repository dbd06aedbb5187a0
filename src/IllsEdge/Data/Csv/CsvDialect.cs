namespace IllsEdge.Data.Csv;

/// <summary>Finds out from the first bytes of a file how it is written.</summary>
internal static class CsvDialect
{
    private static ReadOnlySpan<byte> Separators => ",;\t"u8;

    /// <summary>Refuses what is not UTF-8 by its byte order mark.</summary>
    /// <param name="start">The first bytes.</param>
    /// <param name="file">The name for messages.</param>
    /// <exception cref="DataFileException">The bytes start with a UTF-16 or UTF-32 byte order mark.</exception>
    public static void CheckEncoding(ReadOnlySpan<byte> start, string file)
    {
        string? encoding = start switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "UTF-32",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16",
            _ => null,
        };
        if (encoding is not null)
            throw new DataFileException($"the file is {encoding}, not UTF-8. Save it as UTF-8.", file, 1, 1);
    }

    /// <summary>
    /// Finds the separator: the one of comma, semicolon and tab that the header has most of outside quotes. One that
    /// the next line has just as often goes before one that it has not, because a header may say <c>flow, l/s</c>.
    /// </summary>
    /// <param name="start">The first lines, as far as they are known.</param>
    /// <returns>The separator; the comma where there is none.</returns>
    public static char FindSeparator(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\uFEFF"u8)) start = start[3..];
        start = start.TrimStart("\r\n "u8);
        int length = FindLineEnd(start);
        ReadOnlySpan<byte> header = start[..length];
        ReadOnlySpan<byte> next = start[length..].TrimStart("\r\n"u8);
        int nextLength = FindLineEnd(next);
        // A line that is cut off says nothing about how many separators it has.
        next = nextLength < next.Length ? next[..nextLength] : [];

        (char best, int bestScore) = (',', 0);
        foreach (byte separator in Separators)
        {
            int count = CountOutsideQuotes(header, separator);
            bool agrees = count > 0 && CountOutsideQuotes(next, separator) == count;
            int score = agrees ? header.Length + count : count;
            if (score > bestScore) (best, bestScore) = ((char)separator, score);
        }

        return best;
    }

    private static int FindLineEnd(ReadOnlySpan<byte> text)
    {
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (!quoted && text[i] is (byte)'\n' or (byte)'\r') return i;
        }

        return text.Length;
    }

    private static int CountOutsideQuotes(ReadOnlySpan<byte> line, byte separator)
    {
        (int count, bool quoted) = (0, false);
        foreach (byte character in line)
        {
            if (character == '"') quoted = !quoted;
            else if (character == separator && !quoted) count++;
        }

        return count;
    }
}
