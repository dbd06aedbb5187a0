using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Sensors;

/// <summary>
/// Lets recordings begin as far apart as they were recorded: the earliest at the start, every other so much later as its first
/// row is, by its own speed.
/// </summary>
internal static class SharedOrigin
{
    private const string Remedy = "\"origin\": \"own\" lets a file begin at the start";

    /// <summary>Sets when each begins, before the first is read from.</summary>
    /// <param name="sources">All recordings of a device. One with an origin of its own, or without rows, is left alone.</param>
    /// <param name="log">Is told who begins later, and who cannot be compared.</param>
    public static void Apply(IEnumerable<CsvReplaySource> sources, IDeviceLog log)
    {
        ILookup<string, CsvReplaySource> kinds = sources
            .Where(source => source.Timing.Origin == ReplayOrigin.Shared && source.State != SourceState.Ended)
            .ToLookup(KindOf);
        foreach (IGrouping<string, CsvReplaySource> comparable in kinds)
            if (comparable.Any(source => source.Start is not null))
                Align([.. comparable], log);
        if (kinds.Count > 1)
            log.Tell(
                LogLevel.Warning, "replay",
                "recordings of different kinds of times cannot be compared, and the first of each kind begins at the start: " +
                string.Join(", ", kinds.SelectMany(kind => kind.Select(source => $"{source.Path} ({kind.Key})"))) +
                $". Give all of them dates or all of them seconds; {Remedy}, and says that it is meant");
    }

    private static string KindOf(CsvReplaySource source) => source.Start switch
    {
        null => "a row a period",
        { IsDate: true } => "dates",
        _ => "seconds",
    };

    private static void Align(CsvReplaySource[] recordings, IDeviceLog log)
    {
        CsvReplaySource first = recordings.MinBy(source => source.Start!.Value.Seconds)!;
        foreach (CsvReplaySource source in recordings)
            source.BeginAfter(source.Start!.Value.Seconds - first.Start!.Value.Seconds);
        foreach (CsvReplaySource late in recordings.Where(source => source.Lead > TimeSpan.Zero))
        {
            string begins = $"begins {DurationText.Of(Rounded(late.Lead))} after {first.Path}";
            if (recordings.FirstOrDefault(other => other.Lead + other.Length < late.Lead) is { } over)
                log.Tell(
                    LogLevel.Warning, late.Name,
                    $"{begins}, when {over.Path} has ended: they were never recorded together. {Remedy}");
            else
                log.Tell(LogLevel.Information, late.Name, begins);
        }
    }

    private static TimeSpan Rounded(TimeSpan lead) =>
        lead < TimeSpan.FromMinutes(1) ? lead : TimeSpan.FromSeconds(Math.Round(lead.TotalSeconds));
}
