namespace IllsEdge.Device.Recording;

/// <summary>
/// A clock that stands during a step and is read at its beginning: both times of a step are then two numbers, however often
/// the loop looks at them. Timers go by the clock behind it.
/// </summary>
/// <param name="clock">The clock behind it.</param>
internal sealed class RecordingClock(TimeProvider clock) : TimeProvider
{
    private readonly long _start = clock.GetTimestamp();
    private DateTimeOffset _wall = clock.GetUtcNow();

    /// <summary>Time since it was made, as of the beginning of the step.</summary>
    public TimeSpan Elapsed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => _wall;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);

    /// <summary>Looks at the clock behind it.</summary>
    public void BeginStep() => (Elapsed, _wall) = (clock.GetElapsedTime(_start), clock.GetUtcNow());
}
