namespace IllsEdge.Reports;

/// <summary>What is needed to make a report again.</summary>
/// <param name="Command">The command line.</param>
/// <param name="Data">Path of the file with the data, as it was typed; empty for none.</param>
/// <param name="Selection">Words of the command line that choose inputs and rows, for commands that are to use the same.</param>
/// <param name="Machine">Processor, cores, system and runtime.</param>
/// <param name="Made">When it was made.</param>
public sealed record ReportOrigin(
    string Command, string Data, IReadOnlyList<string> Selection, string Machine, DateTimeOffset Made)
{
    /// <summary>Name of the file with the data.</summary>
    public string Name => Path.GetFileName(Data);

    /// <summary>Words as one line for a shell.</summary>
    /// <param name="words">The program, then its arguments.</param>
    public static string CommandLine(IEnumerable<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return string.Join(' ', words.Select(Quoted));
    }

    private static string Quoted(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '/' or ',' or ':' or '=' or '@')
            ? word
            : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
