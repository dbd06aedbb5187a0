using IllsEdge.Data.Csv;

namespace IllsEdge.Data;

/// <summary>Finds columns by name.</summary>
public static class Columns
{
    private const int ShownNames = 12;

    /// <summary>Finds a column by its exact name.</summary>
    /// <param name="names">The names in the file.</param>
    /// <param name="wanted">The name that was asked for.</param>
    /// <param name="file">The file, for the message.</param>
    /// <returns>Its place, from 0.</returns>
    /// <exception cref="DataFileException">It is not there; the message names the nearest and lists all.</exception>
    public static int Find(IReadOnlyList<string> names, string wanted, string file)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(wanted);
        for (int i = 0; i < names.Count; i++)
            if (names[i] == wanted) return i;

        string nearest = NearestName.Find(wanted, names) is { } name
            ? $" Did you mean \"{CellText.Show(name)}\"?"
            : "";
        string list = string.Join(", ", names.Take(ShownNames).Select(CellText.Show));
        string more = names.Count > ShownNames ? $" and {names.Count - ShownNames} more" : "";
        throw new DataFileException(
            $"there is no column \"{CellText.Show(wanted)}\".{nearest} The columns are {list}{more}.", file);
    }
}
