using CsvHelper;

namespace IllsEdge.Data.Csv;

/// <summary>Where the cells of a record stand in the file.</summary>
internal static class CsvCells
{
    /// <summary>A fault at the start of a cell.</summary>
    /// <param name="source">A source that stands on a record.</param>
    /// <param name="column">The cell, from 0; the number of cells means the end of the record.</param>
    /// <param name="text">What is wrong and what to do about it.</param>
    /// <returns>The fault with its place.</returns>
    public static DataFault FaultAt(CsvSource source, int column, string text)
    {
        CsvReader record = source.Record!;
        ReadOnlySpan<byte> raw = record.RawRecord;
        int index = 0;
        // Raw fields lie one after the other with one separator between them.
        for (int i = 0; i < Math.Min(column, record.FieldCount); i++) index += record.GetRawSpan(i).Length + 1;
        if (column >= record.FieldCount) index = raw.Length;
        (long line, int character) = CellText.Locate(raw, index, source.Line);
        return new DataFault(source.File, line, character, text);
    }

    /// <summary>The fault of a row with too many or too few cells, or null.</summary>
    /// <param name="source">A source that stands on a record.</param>
    /// <param name="expected">The number of names in the header.</param>
    /// <returns>A fault at the first cell too many, or at the end of a short row.</returns>
    public static DataFault? CheckCount(CsvSource source, int expected)
    {
        int count = source.Record!.FieldCount;
        if (count == expected) return null;
        string cells = count == 1 ? "1 cell" : $"{count} cells";
        string remedy = count > expected
            ? "Remove the surplus, or put cells that contain the separator in quotes."
            : "Add what is missing; a missing value is an empty cell.";
        return FaultAt(source, expected, $"the row has {cells}, the header names {expected} columns. {remedy}");
    }
}
