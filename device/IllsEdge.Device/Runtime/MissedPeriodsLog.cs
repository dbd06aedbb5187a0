using System.Globalization;

namespace IllsEdge.Device.Runtime;

/// <summary>Warns when periods are being missed: at once for the first, then at most once an hour, however many there are.</summary>
/// <param name="log">Is told.</param>
/// <param name="clock">Real time.</param>
public sealed class MissedPeriodsLog(IDeviceLog log, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private long _told;
    private long _last;

    /// <summary>Looks at the count after a step. Allocates nothing but for a warning.</summary>
    /// <param name="missed">Periods missed since the loop began.</param>
    public void Look(long missed)
    {
        if (missed == _told || (_told > 0 && clock.GetElapsedTime(_last) < Interval))
            return;
        string all = _told == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" in the last hour or more, {missed} in all");
        long count = missed - _told;
        (_told, _last) = (missed, clock.GetTimestamp());
        log.Tell(LogLevel.Warning, "loop", string.Create(
            CultureInfo.InvariantCulture,
            $"{count} {(count == 1 ? "period was" : "periods were")} missed{all}: a step took too long, or the machine " +
            $"was busy or asleep. If it goes on, make the period longer or see what else runs here (top)"));
    }
}
