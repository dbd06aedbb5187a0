namespace IllsEdge.Device.Simulation;

/// <summary>
/// Time that moves only when it is told to, so that an hour of plant time passes in the time its work takes. Its wall
/// clock can be set like a real one, without any effect on its monotonic count and its timers.
/// </summary>
/// <remarks>
/// The monotonic count starts at 0 and has the ticks of <see cref="TimeSpan"/>. Timers fire on the thread that
/// advances, in the order of their due times and among equal ones in the order in which they were started; while one
/// fires, the clock shows its due time, or later where an earlier callback took longer by advancing the clock itself. A
/// timer that is due at once fires at the next <see cref="Advance"/>, even by zero. Safe for use by several threads, as
/// long as one of them advances.
/// </remarks>
public sealed class AcceleratedClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(AcceleratedTimer Timer, long Start), (long Due, long Start)> _due = new();
    private long _now;
    private long _wallAtZero;
    private long _starts;

    /// <summary>Makes a clock that stands.</summary>
    /// <param name="start">Its wall clock's time at first.</param>
    public AcceleratedClock(DateTimeOffset start) => _wallAtZero = start.UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC, so that nothing depends on where the program runs.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Time since the start, by the monotonic count.</summary>
    public TimeSpan Elapsed => new(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return new DateTimeOffset(_wallAtZero + _now, TimeSpan.Zero);
    }

    /// <summary>Moves time forwards and fires the timers that come due on the way.</summary>
    /// <param name="time">How far, not below zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is below zero.</exception>
    /// <remarks>May be called by a timer's callback; the outer call then goes on from where the inner one
    /// stopped.</remarks>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        long target = checked(_now + time.Ticks);
        while (TryTake(target, out AcceleratedTimer? timer))
            timer.Fire();
        lock (_gate)
            Interlocked.Exchange(ref _now, Math.Max(_now, target));
    }

    /// <summary>Sets the wall clock, forwards or back, as an operator or a time server does.</summary>
    /// <param name="time">What it shows from now on.</param>
    public void SetUtc(DateTimeOffset time)
    {
        lock (_gate)
            _wallAtZero = time.UtcTicks - _now;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new AcceleratedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Puts a timer into the order; a start that was replaced is passed over when its turn comes.</summary>
    internal void Start(AcceleratedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            (timer.Start, timer.Period) = (++_starts, period);
            if (dueTime != Timeout.InfiniteTimeSpan)
                _due.Enqueue((timer, timer.Start), (_now + dueTime.Ticks, timer.Start));
        }
    }

    private bool TryTake(long target, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AcceleratedTimer? timer)
    {
        lock (_gate)
            while (_due.TryPeek(out (AcceleratedTimer Timer, long Start) next, out (long Due, long Start) order)
                && order.Due <= target)
            {
                _due.Dequeue();
                if (next.Timer.Start != next.Start)
                    continue;
                timer = next.Timer;
                Interlocked.Exchange(ref _now, Math.Max(_now, order.Due));
                timer.Start = ++_starts;
                if (timer.Period > TimeSpan.Zero)
                    _due.Enqueue((timer, timer.Start), (order.Due + timer.Period.Ticks, timer.Start));
                return true;
            }

        timer = null;
        return false;
    }
}
