using System.Diagnostics;
using IllsEdge.Training;

namespace IllsEdge.Device.Retraining;

/// <summary>
/// Keeps training to a share of a core: after every iteration it rests in proportion to the work. Lowest priority alone keeps
/// training out of the way of others, not a small board from growing hot.
/// </summary>
/// <param name="share">Above 0 and at most 1.</param>
/// <param name="stop">Ends a rest.</param>
internal sealed class Throttle(double share, CancellationToken stop) : IProgress<TrainingStep>
{
    // Shorter rests cost more than they spare.
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(5);

    private long _since = Stopwatch.GetTimestamp();

    public void Report(TrainingStep value)
    {
        TimeSpan rest = Stopwatch.GetElapsedTime(_since) * (1 / share - 1);
        if (rest < Shortest)
            return;
        stop.WaitHandle.WaitOne(rest);
        _since = Stopwatch.GetTimestamp();
    }
}
