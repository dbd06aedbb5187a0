using IllsEdge.Device;

namespace IllsEdge.Cli.Live;

/// <summary>Messages before there is a loop, each on a line of standard error.</summary>
internal sealed class PlainLog(TextWriter writer) : IDeviceLog
{
    public void Tell(LogLevel level, string source, string text) =>
        writer.WriteLine($"illsedge: {(level == LogLevel.Information ? "" : "warning: ")}{LogLine.Clean(text)}");
}
