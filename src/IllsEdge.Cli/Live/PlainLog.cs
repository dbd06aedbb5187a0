using IllsEdge.Cli.Terminal;
using IllsEdge.Device;

namespace IllsEdge.Cli.Live;

/// <summary>Messages before there is a loop, each on a line of standard error.</summary>
/// <param name="least">What matters less is not shown.</param>
internal sealed class PlainLog(LogLevel least) : IDeviceLog
{
    public void Tell(LogLevel level, string source, string text)
    {
        if (level >= least)
            StandardError.Write(level, $"illsedge: {(level >= LogLevel.Warning ? "warning: " : "")}{LogLine.Clean(text)}");
    }
}
