using CsvHelper;

namespace IllsEdge.Data.Csv;

/// <summary>
/// Finds quotes that leave open where a cell ends. CsvHelper says that a record has something wrong with its quotes
/// and names the first reason only, so that a harmless one, <c>5" pipe</c>, may hide another.
/// </summary>
internal static class CsvQuotes
{
    private const string NeverClosed = "a quote is opened here and never closed. Close it, or remove it.";

    private const string TextAfter =
        "text follows a closing quote. Double the quotes that belong to the text, or remove them.";

    /// <summary>Looks for the first cell whose quotes are wrong.</summary>
    /// <param name="record">A reader on a record that CsvHelper found malformed.</param>
    /// <returns>The byte of the record and the text of the fault, or null when stray quotes are all there is.</returns>
    public static (int Index, string Text)? FindFault(CsvReader record)
    {
        int start = 0;
        for (int i = 0; i < record.FieldCount; i++)
        {
            ReadOnlySpan<byte> cell = record.GetRawSpan(i);
            int opening = cell.IndexOfAnyExcept(" \t"u8);
            if (opening >= 0 && cell[opening] == '"')
            {
                int closing = FindClosing(cell, opening + 1);
                if (closing < 0) return (start + opening, NeverClosed);
                int after = cell[(closing + 1)..].IndexOfAnyExcept(" \t"u8);
                if (after >= 0) return (start + closing + 1 + after, TextAfter);
            }

            // Cells lie one after the other with one separator between them.
            start += cell.Length + 1;
        }

        return null;
    }

    private static int FindClosing(ReadOnlySpan<byte> cell, int from)
    {
        for (int at = from; at < cell.Length; at++)
        {
            if (cell[at] != '"') continue;
            if (at + 1 == cell.Length || cell[at + 1] != '"') return at;
            at++;
        }

        return -1;
    }
}
