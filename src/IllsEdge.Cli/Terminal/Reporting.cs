using IllsEdge.Comparison;
using IllsEdge.Data;
using IllsEdge.Reports;

namespace IllsEdge.Cli.Terminal;

/// <summary>What `--html` needs beside the results.</summary>
internal static class Reporting
{
    /// <summary>Refuses, before any work, a report that could not be written or would take the place of what is read.</summary>
    public static void Check(string? html, params string?[] read)
    {
        if (html is null)
            return;
        foreach (string? file in read)
            if (file is not null)
                Overwriting.Refuse(html, file);
        AtomicFile.Check(html);
    }

    /// <summary>Options of `compare` that `tune` has too, and that change what there is to learn from.</summary>
    private static readonly string[] Selecting = ["--inputs", "--exclude", "--lags", "--missing", "--time-ordered"];

    /// <summary>The command line as it was typed, and the machine.</summary>
    public static ReportOrigin Origin(string data) => new(
        ReportOrigin.CommandLine(["illsedge", .. Environment.GetCommandLineArgs().Skip(1)]),
        data,
        [.. Selection(Environment.GetCommandLineArgs())],
        Machine.Description,
        DateTimeOffset.UtcNow);

    /// <summary>Those of the options, with their values: as one word, or as the word behind.</summary>
    private static IEnumerable<string> Selection(string[] words)
    {
        for (int word = 0; word < words.Length; word++)
        {
            string name = words[word].Split('=', ':')[0];
            if (!Selecting.Contains(name))
                continue;
            yield return words[word];
            if (name == words[word] && word + 1 < words.Length && !words[word + 1].StartsWith('-'))
                yield return words[++word];
        }
    }
}
