namespace IllsEdge.Device.Tests.Support;

/// <summary>A clock that stands until it is advanced. Its wall clock can be set apart from its monotonic count.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks;
    private long _wall = new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _wall), TimeSpan.Zero);

    public void Advance(TimeSpan time)
    {
        Interlocked.Add(ref _ticks, time.Ticks);
        Interlocked.Add(ref _wall, time.Ticks);
    }

    public void SetWall(TimeSpan forward) => Interlocked.Add(ref _wall, forward.Ticks);
}
