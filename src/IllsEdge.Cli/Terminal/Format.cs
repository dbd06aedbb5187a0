using System.Globalization;

namespace IllsEdge.Cli.Terminal;

/// <summary>Numbers and tables for people.</summary>
internal static class Format
{
    /// <summary>Four significant digits; a full number where a program reads it.</summary>
    public static string Short(double? value) =>
        value is { } number ? number.ToString("G4", CultureInfo.InvariantCulture) : "-";

    /// <summary>Shortest text that gives the same number again.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>"1 row", "2 rows".</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>Columns of text, the first to the left and the others to the right, the heading first.</summary>
    public static IEnumerable<string> Table(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> all = [heading, .. rows];
        int[] widths = [.. Enumerable.Range(0, heading.Count).Select(column => all.Max(row => row[column].Length))];
        return all.Select(row => string.Join(
            "  ",
            row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
    }
}
