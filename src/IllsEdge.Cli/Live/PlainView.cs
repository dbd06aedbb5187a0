using System.Threading.Channels;
using IllsEdge.Cli.Terminal;
using IllsEdge.Device;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Cli.Live;

/// <summary>
/// The loop where there is no terminal: a line for every decision and message, and one for how it is every ten minutes
/// of the loop's time. A thread of its own writes them, because a reader that stops reading must not stop the loop.
/// </summary>
internal sealed class PlainView : IRunView
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string _unit;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly Thread _writing;
    private long _elapsed;
    private TimeSpan _next = Period;

    public PlainView(ScreenSetting setting, TextWriter writer)
    {
        _unit = setting.Unit is { } unit ? $" {LogLine.Clean(unit)}" : "";
        _writing = new Thread(() => Write(writer)) { IsBackground = true, Name = "log" };
        _writing.Start();
        string duration = setting.Duration is { } length ? $" for {LogLine.Time(length)}" : "";
        Add(new LogLine(
            TimeSpan.Zero,
            "start",
            LogLevel.Information,
            LogLine.Clean($"{setting.Title}: {setting.Target} from {string.Join(", ", setting.Inputs)}{duration}")));
    }

    public void Sampled(in SampleReport sample) => Interlocked.Exchange(ref _elapsed, sample.Elapsed.Ticks);

    public void Labelled(in LabelReport label)
    {
    }

    public void Decided(Decision decision) => Add(LogLine.Of(decision));

    public void Tell(LogLevel level, string source, string text) =>
        Add(LogLine.Of(TimeSpan.FromTicks(Interlocked.Read(ref _elapsed)), level, source, text));

    public void Refresh(LoopStatus status, bool isAlarm)
    {
        if (status.Elapsed < _next)
            return;

        _next += Period * Math.Ceiling((status.Elapsed - _next + TimeSpan.FromTicks(1)) / Period);
        string error = status.LiveError is { } live
            ? $", error {Format.Short(live)}{_unit}, goal {Format.Short(status.Goal)}{_unit}"
            : "";
        string unmatched = status.UnmatchedLabels > 0 ? $" ({status.UnmatchedLabels} unmatched)" : "";
        string text =
            $"{LogLine.Meaning(status.Status)}, model {status.ModelVersion}{error}, " +
            $"alarm {(isAlarm ? "on" : "off")}, {Format.Count(status.Samples, "sample")}, " +
            $"{Format.Count(status.Labels, "label")}{unmatched}, " +
            $"{Format.Count(status.Faults, "fault")}, {status.Lost} lost{StoreText.Of(status.Store)}{(status.IsTraining ? ", training" : "")}";
        Add(new LogLine(status.Elapsed, "status", LogLevel.Information, text));
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        _writing.Join(Patience);
    }

    private void Add(LogLine line) => _lines.Writer.TryWrite(line.Start + line.Text);

    private void Write(TextWriter writer)
    {
        try
        {
            foreach (string line in _lines.Reader.ReadAllAsync().ToBlockingEnumerable())
                writer.WriteLine(line);
            writer.Flush();
        }
        catch (Exception exception) when (
            exception is IOException or ObjectDisposedException or UnauthorizedAccessException)
        {
            // Nobody reads any more; the loop goes on.
        }
    }
}
