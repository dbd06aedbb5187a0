namespace IllsEdge.Device.Tests.Store;

/// <summary>A clock that goes on when it is told to, and fires its timers in that call.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public long Milliseconds => _now.ToUnixTimeMilliseconds();

    /// <summary>Sets the wall clock on or back; the count goes on as before.</summary>
    public void SetWall(TimeSpan by) => _now += by;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state), period);
        _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        _now += time;
        _ticks += time.Ticks;
        foreach (ManualTimer timer in _timers)
            timer.Advance(time);
    }

    private sealed class ManualTimer(Action fire, TimeSpan period) : ITimer
    {
        private TimeSpan _elapsed;
        private bool _isDisposed;

        public void Advance(TimeSpan time)
        {
            for (_elapsed += time; _elapsed >= period && !_isDisposed; _elapsed -= period)
                fire();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => _isDisposed = true;

        public ValueTask DisposeAsync()
        {
            _isDisposed = true;
            return ValueTask.CompletedTask;
        }
    }
}
