namespace IllsEdge.Device.Store;

/// <summary>
/// Whether the wall clock can be believed. A board without a battery starts in the past, until a time server answers:
/// ages by stamps mean something only when nobody has set the clock for a while.
/// </summary>
internal sealed class ClockWatch
{
    /// <summary>Stamps before this come from a clock that was never set: 1 January 2020, before any of this was written.</summary>
    public const long Floor = 1_577_836_800_000;

    private static readonly TimeSpan Jump = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan While = TimeSpan.FromHours(1);

    // Soon after a start it is a time server that sets a clock; later it is a hand, and what that has done wrong somebody
    // notices within a day.
    private static readonly TimeSpan WhileInUse = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private DateTimeOffset _wall;
    private readonly long _start;
    private long _count;
    private long _set;
    private TimeSpan _while = While;

    public ClockWatch(TimeProvider clock)
    {
        _clock = clock;
        _wall = clock.GetUtcNow();
        _start = _count = _set = clock.GetTimestamp();
    }

    /// <summary>Looks at both clocks; to be called again and again.</summary>
    /// <returns>
    /// The wall clock, milliseconds since 1970, if it has gone as the count does for an hour, or for a day if it was set
    /// later than an hour after the start; null after a start, a jump of more than a second, and where it shows a time before
    /// <see cref="Floor"/>.
    /// </returns>
    public long? Look()
    {
        (DateTimeOffset wall, long count) = (_clock.GetUtcNow(), _clock.GetTimestamp());
        if ((wall - _wall - _clock.GetElapsedTime(_count, count)).Duration() > Jump)
            (_set, _while) = (count, _clock.GetElapsedTime(_start, count) > While ? WhileInUse : While);
        (_wall, _count) = (wall, count);
        long now = wall.ToUnixTimeMilliseconds();
        return _clock.GetElapsedTime(_set, count) >= _while && now >= Floor ? now : null;
    }
}
