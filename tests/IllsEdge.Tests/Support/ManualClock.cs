namespace IllsEdge.Tests.Support;

/// <summary>A clock that a test moves; every look at it may move it by a step.</summary>
internal sealed class ManualClock(TimeSpan step) : TimeProvider
{
    private readonly List<(TimeSpan Due, TimerCallback Callback, object? State)> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        _now += step;
        foreach ((TimeSpan due, TimerCallback callback, object? state) in _timers.Where(timer => timer.Due <= _now).ToArray())
        {
            _timers.Remove((due, callback, state));
            callback(state);
        }

        return _now.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Add((_now + dueTime, callback, state));
        return new NoTimer();
    }

    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // The test's clock ends with the test.
        }

        public ValueTask DisposeAsync() => default;
    }
}
