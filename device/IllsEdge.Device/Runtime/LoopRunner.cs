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

    /// <summary>The figures of both; null where no step was made in real time.</summary>
    public LoopTiming? Timing => Lateness.Count == 0
        ? null
        : new LoopTiming(Lateness.Percentile(0.5), Lateness.Percentile(0.999), Lateness.Longest, Missed);

    /// <summary>Runs in real time, on the calling thread.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="period">Time from one step to the next. Steps keep to a grid: a late one does not shift the others.</param>
    /// <param name="afterStep">Is called after every step; null for nothing.</param>
    /// <param name="stop">Ends it, within 0.1 s.</param>
    /// <param name="whileWaiting">Is called ten times a second between two steps that are further apart; null for nothing.</param>
    public void Run(
        DeviceLoop loop, TimeSpan period, Action? afterStep, CancellationToken stop, Action? whileWaiting = null)
    {
        ArgumentNullException.ThrowIfNull(loop);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        long ticks = (long)(period.TotalSeconds * Stopwatch.Frequency);
        long longest = (long)(LongestSleep.TotalSeconds * Stopwatch.Frequency);
        long due = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested)
        {
            for (long now; (now = Stopwatch.GetTimestamp()) < due && !stop.IsCancellationRequested;)
            {
                whileWaiting?.Invoke();
                Posix.SleepUntil(Math.Min(due, now + longest));
            }

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
    /// <param name="whileWaiting">Is called ten times a second while it is ahead of time; null for nothing.</param>
    public static void Run(
        DeviceLoop loop, TimeSpan period, AcceleratedClock clock, double? speed, Action? afterStep, CancellationToken stop,
        Action? whileWaiting = null)
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
            // Sleeping for less than a frame of the screen would only cost time.
            while (clock.Elapsed / factor - Stopwatch.GetElapsedTime(start) is var ahead
                && ahead > TimeSpan.FromMilliseconds(20) && !stop.IsCancellationRequested)
            {
                whileWaiting?.Invoke();
                stop.WaitHandle.WaitOne(ahead < LongestSleep ? ahead : LongestSleep);
            }
        }
    }
}
