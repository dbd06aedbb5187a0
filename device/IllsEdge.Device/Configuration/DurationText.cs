using System.Globalization;

namespace IllsEdge.Device.Configuration;

/// <summary>Durations as people write them: a number and its unit, such as <c>100ms</c>, <c>1.5s</c> or <c>30d</c>.</summary>
public static class DurationText
{
    // Longest first for writing; "min" before "s" and "ms" before "s" so that the whole unit is taken off.
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay),
        ("h", TimeSpan.TicksPerHour),
        ("min", TimeSpan.TicksPerMinute),
        ("ms", TimeSpan.TicksPerMillisecond),
        ("s", TimeSpan.TicksPerSecond),
    ];

    private static readonly (string Other, string Unit)[] Others =
    [
        ("m", "min"), ("mins", "min"), ("minute", "min"), ("minutes", "min"), ("sec", "s"), ("secs", "s"), ("second", "s"),
        ("seconds", "s"), ("msec", "ms"), ("millis", "ms"), ("hr", "h"), ("hrs", "h"), ("hour", "h"), ("hours", "h"), ("day", "d"),
        ("days", "d"), ("ms", "ms"), ("s", "s"), ("min", "min"), ("h", "h"), ("d", "d"),
    ];

    /// <summary>The units, for people.</summary>
    internal const string UnitNames = "ms, s, min, h, d";

    /// <summary>The duration that was meant by a text that is none, such as <c>1min</c> by <c>1m</c>; null where none is near.</summary>
    /// <param name="text">The text.</param>
    internal static string? Meant(string text) =>
        NumberWithUnit.Meant(text, Others) is { } meant && meant != text && TryRead(meant, out _) ? meant : null;

    /// <summary>Reads a duration: digits, perhaps a decimal point and digits, then ms, s, min, h or d.</summary>
    /// <param name="text">The text; nothing may stand around it.</param>
    /// <param name="duration">The duration, to 100 ns; the longest there is where the number is larger than that.</param>
    /// <returns>False where it is no duration.</returns>
    public static bool TryRead(string text, out TimeSpan duration)
    {
        double? total = NumberWithUnit.Read(text, Units);
        duration = total is not { } known ? default
            : known < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)known) : TimeSpan.MaxValue;
        return total is not null;
    }

    /// <summary>Writes a duration so that <see cref="TryRead"/> gives it back: in the longest unit it is a whole number of.</summary>
    /// <param name="duration">0 or more.</param>
    public static string Of(TimeSpan duration)
    {
        foreach ((string unit, long ticks) in Units.OrderByDescending(unit => unit.Ticks))
            if (duration.Ticks % ticks == 0 && duration.Ticks >= ticks)
                return string.Create(CultureInfo.InvariantCulture, $"{duration.Ticks / ticks}{unit}");
        return string.Create(
            CultureInfo.InvariantCulture, $"{(decimal)duration.Ticks / TimeSpan.TicksPerMillisecond:0.####}ms");
    }
}
