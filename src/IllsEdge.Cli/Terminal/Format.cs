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

    /// <summary>Text in lines of at most so many characters, unless a word alone is longer; a number keeps its %.</summary>
    /// <param name="text">Words.</param>
    /// <param name="first">What stands before the first line.</param>
    /// <param name="indent">What stands before the others.</param>
    /// <param name="width">Characters of a line.</param>
    public static IEnumerable<string> Wrap(string text, string first, string indent, int width = 100)
    {
        (string line, bool isEmpty) = (first, true);
        foreach (string word in text.Replace(" %", "\u00A0%", StringComparison.Ordinal).Split(' ')
            .Select(word => word.Replace('\u00A0', ' ')))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line;
                (line, isEmpty) = (indent, true);
            }

            (line, isEmpty) = (isEmpty ? line + word : $"{line} {word}", false);
        }

        yield return line;
    }
}
