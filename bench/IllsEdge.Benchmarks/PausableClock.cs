using System.Diagnostics;

namespace IllsEdge.Benchmarks;

/// <summary>A clock that stands still while the benchmark looks at what it measures.</summary>
internal sealed class PausableClock : TimeProvider
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Seconds that were not paused.</summary>
    public double Seconds => _watch.Elapsed.TotalSeconds;

    /// <inheritdoc/>
    public override long TimestampFrequency => Stopwatch.Frequency;

    /// <inheritdoc/>
    public override long GetTimestamp() => _watch.ElapsedTicks;

    /// <summary>Does something while the clock stands still.</summary>
    public void Pause(Action action)
    {
        _watch.Stop();
        action();
        _watch.Start();
    }
}
