using IllsEdge.Data.Csv;

namespace IllsEdge.Data;

public sealed partial class DataTable
{
    // Often enough for a progress bar, seldom enough to cost nothing.
    private const int RowsBetweenReports = 4096;

    /// <summary>
    /// Reads columns of a CSV file. Strict: the first row or cell that cannot be used ends the reading. Peak memory is
    /// the table (8 bytes a cell) and one column more.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="choose">From the names in the header, those to read, in order; null for all. Others may hold
    /// text.</param>
    /// <param name="progress">Is told the part read, 0 to 1, every few thousand rows; not where the length cannot be
    /// known.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The chosen columns.</returns>
    /// <exception cref="DataFileException">The file, a row or a cell cannot be used, or a chosen column is not
    /// there.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static DataTable ReadCsv(
        string path,
        Func<IReadOnlyList<string>, IReadOnlyList<string>>? choose = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        using CsvRowReader reader = CsvRowReader.Open(path);
        string[] names = [.. choose?.Invoke(reader.Names) ?? reader.Names];
        int[] chosen = [.. names.Select(name => Columns.Find(reader.Names, name, path))];
        if (names.Distinct().Count() < names.Length)
            Throw.NameRepeats(names.GroupBy(name => name).First(group => group.Count() > 1).Key);

        var buffers = new ColumnBuffers(chosen.Length);
        MissingCells[] missing = [.. chosen.Select(_ => new MissingCells())];
        var lines = new LineIndex();
        int row = 0;
        for (; reader.Read(); row++)
        {
            if (row % RowsBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                if (FractionRead(reader) is double fraction) progress?.Report(fraction);
            }

            if (reader.Fault is { } fault) throw fault.ToException();
            if (row == buffers.Capacity) buffers.Grow(FractionRead(reader));
            lines.Add(row, reader.LineNumber);
            for (int j = 0; j < chosen.Length; j++)
            {
                CellState state = reader.TryReadNumber(chosen[j], out buffers[j][row]);
                if (state == CellState.Number) continue;
                if (state == CellState.Unusable) throw BadCell(reader, chosen[j], missing[j].Count == row);
                missing[j].Add(row);
            }
        }

        if (row == 0)
            throw new DataFileException("has a header but no rows. Add rows below the header.", path);
        buffers.Trim(row);
        progress?.Report(1);
        return new DataTable(
            names, [.. Enumerable.Range(0, names.Length).Select(j => buffers[j])], missing, row, lines, path);
    }

    private static double? FractionRead(CsvRowReader reader) =>
        reader.Length is > 0 ? Math.Min(1, (double)reader.BytesRead / reader.Length.Value) : null;

    // A column without a single number before its bad cell is one of text, and correcting cells is no help.
    private static DataFileException BadCell(CsvRowReader reader, int column, bool noNumberBefore)
    {
        string name = CellText.Show(reader.Names[column]);
        string quoted = name.All(char.IsAsciiLetterOrDigit) ? name : $"\"{name}\"";
        string? remedy = noNumberBefore
            ? $"Leave a column of text out with --exclude {quoted}; a missing value is an empty cell."
            : null;
        return reader.DescribeCell(column, remedy).ToException();
    }
}
