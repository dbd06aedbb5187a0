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

    /// <summary>The command line as it was typed, and the machine.</summary>
    public static ReportOrigin Origin(string data) => new(
        ReportOrigin.CommandLine(["illsedge", .. Environment.GetCommandLineArgs().Skip(1)]),
        Path.GetFileName(data),
        Machine.Description,
        DateTimeOffset.UtcNow);
}
