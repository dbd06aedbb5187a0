namespace IllsEdge.Device.Sensors;

/// <summary>When the rows of a replay are due. Name one of the column and the period.</summary>
/// <param name="TimeColumn">A column of seconds, or of times (ISO 8601; UTC where they name no zone). Only differences count,
/// between files too where they share an origin.</param>
/// <param name="Period">Time from a row to the next, where there is no such column.</param>
/// <param name="Delay">How much later than it was measured a value comes, as from a laboratory; zero by default.</param>
/// <param name="Speed">How many times faster than it was recorded; the delay is not shortened.</param>
/// <param name="Origin">What the column's times count from. A source that stands alone begins with its first row in any
/// case.</param>
public sealed record ReplayTiming(
    string? TimeColumn = null, TimeSpan? Period = null, TimeSpan Delay = default, double Speed = 1,
    ReplayOrigin Origin = ReplayOrigin.Shared)
{
    /// <exception cref="ArgumentException">Neither or both are named, or a duration makes no sense.</exception>
    internal void Check()
    {
        if (TimeColumn is null == Period is null)
            throw new ArgumentException("A replay needs a time column or a period, and not both.");
        if (!(Speed > 0 && double.IsFinite(Speed)))
            throw new ArgumentException($"The replay's speed {Speed} has to be above zero.");
        if (Period <= TimeSpan.Zero || Delay < TimeSpan.Zero)
            throw new ArgumentException(
                $"The replay's period {Period} has to be above zero, and its delay {Delay} not below.");
    }
}
