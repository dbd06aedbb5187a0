using System.Diagnostics;

namespace IllsEdge.Comparison;

/// <summary>A clock that stands still while somebody looks at what is timed. Timers made of it do not: they go by the wall.</summary>
public sealed class PausableClock : TimeProvider
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Seconds that were not paused.</summary>
    public double Seconds => _watch.Elapsed.TotalSeconds;

    /// <inheritdoc/>
    public override long TimestampFrequency => Stopwatch.Frequency;

    /// <inheritdoc/>
    public override long GetTimestamp() => _watch.ElapsedTicks;

    /// <summary>Does something while the clock stands still.</summary>
    /// <param name="action">What to do.</param>
    public void Pause(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        _watch.Stop();
        try
        {
            action();
        }
        finally
        {
            _watch.Start();
        }
    }
}
