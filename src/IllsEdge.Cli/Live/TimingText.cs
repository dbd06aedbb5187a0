using System.Globalization;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Cli.Live;

/// <summary>How punctual the loop is, for people.</summary>
internal static class TimingText
{
    /// <summary>Such as <c>late by 0.08 ms (median), 1.2 ms (99.9 %), 3 ms (at most), 0 periods missed</c>.</summary>
    public static string Of(LoopTiming timing) => string.Create(
        CultureInfo.InvariantCulture,
        $"late by {Milliseconds(timing.Median)} (median), {Milliseconds(timing.NearlyAll)} (99.9 %), " +
        $"{Milliseconds(timing.Longest)} (at most), {timing.Missed} {(timing.Missed == 1 ? "period" : "periods")} missed");

    private static string Milliseconds(TimeSpan time) =>
        $"{time.TotalMilliseconds.ToString(time.TotalMilliseconds < 10 ? "0.##" : "0", CultureInfo.InvariantCulture)} ms";
}
