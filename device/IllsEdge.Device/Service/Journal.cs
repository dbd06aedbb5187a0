using System.Globalization;

namespace IllsEdge.Device.Service;

/// <summary>
/// Whether what this process writes goes to the system's journal, which keeps the time of every line itself and takes its
/// weight from a prefix: <c>$JOURNAL_STREAM</c> names the file behind the stream, as systemd.exec(5) describes it.
/// </summary>
public static class Journal
{
    /// <summary>The variable, <c>device:inode</c>.</summary>
    public const string Variable = "JOURNAL_STREAM";

    /// <summary>Whether a stream of this process is the journal's.</summary>
    /// <param name="variable">Gives a variable of the environment, or null.</param>
    /// <param name="stream">Number of the stream: 2 for standard error.</param>
    /// <returns>False too where a program in between has turned the stream elsewhere and left the variable.</returns>
    public static bool IsBehind(Func<string, string?> variable, int stream)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable(Variable) is { Length: > 0 } named
            && FileIdentity.Of(stream) is var (device, inode)
            && named == string.Create(CultureInfo.InvariantCulture, $"{device}:{inode}");
    }

    /// <summary>What comes before a line: the weights of syslog(3), as sd-daemon(3) has them.</summary>
    /// <param name="level">How much the line matters.</param>
    public static string Prefix(LogLevel level) => level switch
    {
        LogLevel.Error => "<3>",
        LogLevel.Warning => "<4>",
        LogLevel.Information => "<6>",
        _ => "<7>",
    };
}
