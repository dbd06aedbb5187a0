using System.Diagnostics;
using IllsEdge.Device.Simulation;

namespace IllsEdge.Device.Runtime;

/// <summary>Calls a loop period after period, in real time or as fast as it goes.</summary>
public sealed class LoopRunner
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMilliseconds(100);

    /// <summary>How much later than it was due a step began; real time only.</summary>
    public LatencyHistogram Lateness { get; } = new();

    /// <summary>Periods in which no step began, because the one before took too long or the system was busy.</summary>
    public long Missed { get; private set; }

    /// <summary>Runs in real time, on the calling thread.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="period">Time from one step to the next. Steps keep to a grid: a late one does not shift the others.</param>
    /// <param name="afterStep">Is called after every step; null for nothing.</param>
    /// <param name="stop">Ends it, within 0.1 s.</param>
    public void Run(DeviceLoop loop, TimeSpan period, Action? afterStep, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        long ticks = (long)(period.TotalSeconds * Stopwatch.Frequency);
        long longest = (long)(LongestSleep.TotalSeconds * Stopwatch.Frequency);
        long due = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            for (long now; (now = Stopwatch.GetTimestamp()) < due && !stop.IsCancellationRequested;)
                Posix.SleepUntil(Math.Min(due, now + longest));
            if (stop.IsCancellationRequested)
                return;
            Lateness.Add(Stopwatch.GetElapsedTime(due));
            if (!loop.Step())
                return;
            afterStep?.Invoke();
            due += ticks;
            long missed = (Stopwatch.GetTimestamp() - due) / ticks;
            if (missed > 0)
            {
                Missed += missed;
                due += missed * ticks;
            }
        }
    }

    /// <summary>Runs as fast as it goes, or at a multiple of real time, on the calling thread.</summary>
    /// <param name="loop">The loop, made with the same clock.</param>
    /// <param name="period">The loop's time from one step to the next.</param>
    /// <param name="clock">Is advanced by a period after every step.</param>
    /// <param name="speed">Seconds of the clock in a second at most; null for as fast as it goes.</param>
    /// <param name="afterStep">Is called after every step; null for nothing.</param>
    /// <param name="stop">Ends it.</param>
    public static void Run(
        DeviceLoop loop, TimeSpan period, AcceleratedClock clock, double? speed, Action? afterStep, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentNullException.ThrowIfNull(clock);
        long start = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested && loop.Step())
        {
            afterStep?.Invoke();
            clock.Advance(period);
            if (speed is not { } factor)
                continue;
            TimeSpan ahead = clock.Elapsed / factor - Stopwatch.GetElapsedTime(start);
            // Sleeping for less than a frame of the screen would only cost time.
            if (ahead > TimeSpan.FromMilliseconds(20))
                stop.WaitHandle.WaitOne(ahead);
        }
    }
}
