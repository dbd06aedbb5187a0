namespace IllsEdge.Device.Store;

/// <summary>A sample on its way into the store. Only borrowed: the store copies it.</summary>
/// <param name="time">UTC, milliseconds since 1970.</param>
/// <param name="monotonic">Milliseconds of a count that never goes back.</param>
/// <param name="values">One value an input, kept to the last bit.</param>
/// <param name="present">Which values are there, one an input; empty where all are.</param>
public readonly ref struct Sample(
    long time, long monotonic, ReadOnlySpan<double> values, ReadOnlySpan<bool> present = default)
{
    /// <summary>UTC, milliseconds since 1970.</summary>
    public long Time { get; } = time;

    /// <summary>Milliseconds of a count that never goes back.</summary>
    public long Monotonic { get; } = monotonic;

    /// <summary>One value an input.</summary>
    public ReadOnlySpan<double> Values { get; } = values;

    /// <summary>Which values are there; empty where all are.</summary>
    public ReadOnlySpan<bool> Present { get; } = present;
}
