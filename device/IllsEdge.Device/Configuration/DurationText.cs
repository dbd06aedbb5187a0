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
