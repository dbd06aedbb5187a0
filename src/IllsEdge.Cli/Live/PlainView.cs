using System.Threading.Channels;
using IllsEdge.Cli.Terminal;
using IllsEdge.Device;
using IllsEdge.Device.Configuration;
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

    private readonly ScreenSetting _setting;
    private readonly string _unit;
    private readonly bool _isJournal;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
    private readonly Thread _writing;
    private long _elapsed;
    private TimeSpan _next = Period;

    /// <summary>Begins writing.</summary>
    /// <param name="setting">What is shown.</param>
    /// <param name="writer">Where it goes.</param>
    /// <param name="isJournal">Whether that is the journal, which keeps the time itself and is told how much a line matters.</param>
    public PlainView(ScreenSetting setting, TextWriter writer, bool isJournal)
    {
        (_setting, _isJournal) = (setting, isJournal);
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
        if (_setting.Least > LogLevel.Debug)
            return;
        string published = label.Published is { } value ? $"{Format.Short(value)}{_unit} was published" : "nothing was published";
        Add(LogLine.Of(
            label.Elapsed, LogLevel.Debug, "label",
            $"{Format.Short(label.Measured)}{_unit}, {published} for it {DurationText.Of(label.Age)} before"));
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
        string timing = status.Timing is { } late ? $", {TimingText.Of(late)}" : "";
        string text =
            $"{LogLine.Meaning(status.Status)}, model {status.ModelVersion}{error}, " +
            $"alarm {(isAlarm ? "on" : "off")}, {Format.Count(status.Samples, "sample")}, " +
            $"{Format.Count(status.Labels, "label")}{unmatched}, " +
            $"{Format.Count(status.Faults, "fault")}, {status.Lost} lost{StoreText.Of(status.Store)}{timing}{(status.IsTraining ? ", training" : "")}{Troubles(status)}";
        Add(new LogLine(status.Elapsed, "status", LogLevel.Information, text));
    }

    private static string Troubles(LoopStatus status)
    {
        string implausible = status.ImplausibleLabels > 0
            ? $"; {Format.Count(status.ImplausibleLabels, "implausible label")}"
            : "";
        return implausible + string.Concat(status.Inputs
            .Select(input => (input.Name, Text: input.ToString())).Where(input => input.Text.Length > 0)
            .Select(input => $"; {input.Name}: {input.Text}"));
    }

    /// <summary>Writes what is left.</summary>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        _writing.Join(Patience);
    }

    private void Add(LogLine line)
    {
        if (line.Level >= _setting.Least)
            _lines.Writer.TryWrite(_isJournal ? line.ForJournal : line.Start + line.Text);
    }

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
