using System.Globalization;
using IllsEdge.Device;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Service;
using IllsEdge.Prediction;

namespace IllsEdge.Cli.Live;

/// <summary>A decision or a message, as views show it.</summary>
/// <param name="Elapsed">Time since the loop began.</param>
/// <param name="Kind">One word.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Text">The rest, on one line.</param>
internal sealed record LogLine(TimeSpan Elapsed, string Kind, LogLevel Level, string Text)
{
    /// <summary>Width of the time and the kind before the text.</summary>
    public const int Indent = 20;

    private const int Longest = 500;

    /// <summary>What comes before the text.</summary>
    public string Start => $"{Time(Elapsed)}  {Kind}".PadRight(Indent - 2) + "  ";

    public static LogLine Of(Decision decision) => new(
        decision.Elapsed, decision.Word, LogLevel.Information, Clean(decision.Text));

    public static LogLine Of(TimeSpan elapsed, LogLevel level, string source, string text) => new(
        elapsed,
        level switch { LogLevel.Error => "error", LogLevel.Warning => "warning", LogLevel.Debug => "debug", _ => "note" },
        level,
        Clean($"{source}: {text}"));

    /// <summary>The line as the journal takes it: its weight before it, and no time, which the journal keeps itself.</summary>
    public string ForJournal => $"{Journal.Prefix(Level)}{Kind}: {Text}";

    /// <summary>Hours, which may be more than a day's, minutes and seconds.</summary>
    public static string Time(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture, $"{(long)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");

    /// <summary>The letter that leaves the device and its meaning.</summary>
    public static string Meaning(ValueStatus status) => (char)status + " " + status switch
    {
        ValueStatus.Good => "good",
        ValueStatus.Check => "function check",
        ValueStatus.OutOfSpecification => "out of specification",
        ValueStatus.Maintenance => "maintenance",
        _ => "failure",
    };

    /// <summary>
    /// Text without what would move the cursor or turn the writing around: it may hold what came over a wire.
    /// </summary>
    public static string Clean(string text) => string.Create(Math.Min(text.Length, Longest), text, (line, whole) =>
    {
        for (int index = 0; index < line.Length; index++)
        {
            line[index] = char.GetUnicodeCategory(whole[index])
                is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? ' '
                : whole[index];
        }
    });
}
