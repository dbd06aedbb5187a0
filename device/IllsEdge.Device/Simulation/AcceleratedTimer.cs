namespace IllsEdge.Device.Simulation;

/// <summary>A timer of an <see cref="AcceleratedClock"/>.</summary>
internal sealed class AcceleratedTimer(AcceleratedClock clock, TimerCallback callback, object? state) : ITimer
{
    private bool _isDisposed;

    /// <summary>The number of the start that counts; the clock's, under its lock.</summary>
    public long Start { get; set; }

    /// <summary>Time between firings; zero or infinite for once.</summary>
    public TimeSpan Period { get; set; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, Timeout.InfiniteTimeSpan);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, Timeout.InfiniteTimeSpan);
        if (_isDisposed)
            return false;
        clock.Start(this, dueTime, period);
        return true;
    }

    public void Dispose()
    {
        Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _isDisposed = true;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
