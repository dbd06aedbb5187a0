using CsvHelper;

namespace IllsEdge.Data.Csv;

/// <summary>Reads and checks the names of the columns.</summary>
internal static class CsvHeader
{
    /// <summary>Takes the first record that is not blank.</summary>
    /// <param name="source">A source at its start.</param>
    /// <returns>The names, without the spaces around them.</returns>
    /// <exception cref="DataFileException">There is no header, or it cannot be used.</exception>
    public static string[] Read(CsvSource source)
    {
        do
        {
            if (!source.MoveNext())
                throw new DataFileException(
                    "the file is empty. Its first line must name the columns.", source.File);
        }
        while (source.IsBlank);

        if (source.Fault is { } fault) throw fault.ToException();
        CsvReader record = source.Record!;
        string[] names = new string[record.FieldCount];
        var columns = new Dictionary<string, int>(names.Length);
        for (int i = 0; i < names.Length; i++)
        {
            string name = names[i] = record.GetString(i).Trim();
            if (name.Length == 0)
                throw Fault(source, i, $"column {i + 1} of {names.Length} has no name. Name it in the header.");
            if (!columns.TryAdd(name, i))
                throw Fault(source, i,
                    $"columns {columns[name] + 1} and {i + 1} are both named \"{CellText.Show(name)}\". "
                    + "Rename one of them.");
        }

        return names;
    }

    private static DataFileException Fault(CsvSource source, int column, string text) =>
        CsvCells.FaultAt(source, column, text).ToException();
}
