using IllsEdge.Device;

namespace IllsEdge.Campaign.Plant;

/// <summary>Counts what the device tells, and keeps the newest lines for whoever looks into a violation.</summary>
internal sealed class CampaignLog : IDeviceLog
{
    private const int Kept = 40;
    private readonly Lock _lock = new();
    private readonly Queue<string> _newest = new(Kept + 1);

    public long Errors { get; private set; }

    public long Warnings { get; private set; }

    public IReadOnlyList<string> Newest
    {
        get
        {
            lock (_lock)
                return [.. _newest];
        }
    }

    public void Tell(LogLevel level, string source, string text)
    {
        lock (_lock)
        {
            Errors += level == LogLevel.Error ? 1 : 0;
            Warnings += level == LogLevel.Warning ? 1 : 0;
            _newest.Enqueue($"{level} {source}: {text}");
            if (_newest.Count > Kept)
                _newest.Dequeue();
        }
    }
}
