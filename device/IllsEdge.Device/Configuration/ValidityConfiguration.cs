namespace IllsEdge.Device.Configuration;

/// <summary>
/// What the ends of a current loop mean: value = low + (mA - 4) / 16 x (high - low). Without figures, per cent of the span.
/// </summary>
public sealed record InputCurrent
{
    /// <summary>The value at 4 mA, in the input's unit.</summary>
    public double Low { get; init; }

    /// <summary>The value at 20 mA, in the input's unit; another than at 4 mA, above or below it.</summary>
    public double High { get; init; } = 100;
}

/// <summary>Which readings are spikes: those far from the median of the readings before them.</summary>
public sealed record SpikeConfiguration
{
    /// <summary>Readings that a new one is compared with; odd, so that the median is one of them. 11 bear five spikes.</summary>
    public int Window { get; init; } = 11;

    /// <summary>How far is far, in standard deviations as the median absolute deviation estimates them.</summary>
    public double Threshold { get; init; } = 3;

    /// <summary>
    /// The smallest difference that the sensor tells, in the input's unit: no deviation is taken for smaller. Null for the
    /// smallest that has been seen.
    /// </summary>
    public double? Resolution { get; init; }
}

/// <summary>What stands in for a value that is bad or missing. It is predicted with, status S, and never learned from.</summary>
public sealed record ReplaceConfiguration
{
    /// <summary>What stands in.</summary>
    public Substitute With { get; init; } = Substitute.None;

    /// <summary>The value, in the input's unit; only with <see cref="Substitute.Value"/>.</summary>
    public double Value { get; init; }

    /// <summary>How long it stands in, from the last good reading on; null for ever.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>
    /// Ten times as long as a reading holds: a process hardly stays where it was for longer, and a sensor that is exchanged
    /// is back by then or not soon.
    /// </summary>
    public static TimeSpan DefaultFor(TimeSpan maxAge) => 10 * maxAge;
}

/// <summary>What stands in for a value.</summary>
public enum Substitute
{
    /// <summary>Nothing: the input is missing.</summary>
    None,

    /// <summary>The last good reading.</summary>
    Last,

    /// <summary>The median of the last good readings.</summary>
    Median,

    /// <summary>A value that the configuration gives.</summary>
    Value,
}
