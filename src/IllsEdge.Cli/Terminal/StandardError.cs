using IllsEdge.Device;
using IllsEdge.Device.Service;

namespace IllsEdge.Cli.Terminal;

/// <summary>Standard error: for people, or for the journal of a service, to which the weight of a line is told.</summary>
internal static class StandardError
{
    /// <summary>File descriptor of standard error.</summary>
    private const int Descriptor = 2;

    /// <summary>Whether what is written there goes to the journal, which keeps the time of every line itself.</summary>
    public static bool IsJournal => Journal.IsBehind(Environment.GetEnvironmentVariable, Descriptor);

    /// <summary>Writes one message; one line for the journal, which would take every line for one of its own.</summary>
    public static void Write(LogLevel level, string text) => Console.Error.WriteLine(
        IsJournal ? Journal.Prefix(level) + text.ReplaceLineEndings(" ") : text);
}
