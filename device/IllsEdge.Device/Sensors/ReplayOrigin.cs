namespace IllsEdge.Device.Sensors;

/// <summary>What the times of a recording count from.</summary>
public enum ReplayOrigin
{
    /// <summary>The earliest first row of all recordings whose times are of the same kind: an offset between them stays.</summary>
    Shared,

    /// <summary>Its own first row, which then comes at the start, whenever it was recorded.</summary>
    Own,
}

/// <summary>When a row was recorded.</summary>
/// <param name="Seconds">As the column says; where it holds dates, since 1970 in UTC.</param>
/// <param name="IsDate">Whether the column holds dates. Dates and seconds cannot be compared: seconds may begin anywhere.</param>
public readonly record struct RecordedTime(double Seconds, bool IsDate);
