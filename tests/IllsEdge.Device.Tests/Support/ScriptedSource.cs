using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Tests.Support;

/// <summary>A source whose readings a test pushes: two sensors and a label.</summary>
internal sealed class ScriptedSource : IInputSource
{
    private readonly Queue<Reading> _readings = new(64);
    private long _count;

    public string Name => "script";

    public IReadOnlyList<string> Channels { get; } = ["a", "b", "label"];

    public SourceState State { get; set; }

    public SourceCounts Counts => new(_count, 0, 0, 0);

    public bool TryRead(out Reading reading)
    {
        bool isThere = _readings.TryDequeue(out reading);
        _count += isThere ? 1 : 0;
        return isThere;
    }

    public void Push(int channel, double value, DateTimeOffset? time = null, TimeSpan? age = null) =>
        _readings.Enqueue(new Reading(channel, value, time, age));

    public void Dispose() => State = SourceState.Ended;
}
