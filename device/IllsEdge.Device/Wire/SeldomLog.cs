namespace IllsEdge.Device.Wire;

/// <summary>
/// Passes on at most one message a second, with the number of those it held back: a broken wire must not fill the disk.
/// Who owns it calls <see cref="TellRest"/> at the end, or the last of them would never be known.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class SeldomLog(IDeviceLog log, string source, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long _last;
    private long _heldBack;
    private bool _hasSpoken;
    private (LogLevel Level, string Text) _told;

    /// <summary>Whether a message may be told now; otherwise it is counted. Ask first, so that none is composed in vain.</summary>
    public bool MaySpeak(out long heldBack)
    {
        lock (_lock)
        {
            heldBack = _heldBack;
            if (_hasSpoken && clock.GetElapsedTime(_last) < Interval)
            {
                _heldBack++;
                return false;
            }

            (_hasSpoken, _last, _heldBack) = (true, clock.GetTimestamp(), 0);
            return true;
        }
    }

    /// <summary>Tells a message that <see cref="MaySpeak"/> allowed.</summary>
    public void Tell(LogLevel level, string text, long heldBack)
    {
        lock (_lock)
            _told = (level, text);
        log.Tell(level, source, heldBack == 0 ? text : $"{text} (and {heldBack} more since the last message)");
    }

    /// <summary>Tells how many messages have been held back since the last one, if any; at the end of the run.</summary>
    public void TellRest()
    {
        (LogLevel Level, string Text) last;
        long rest;
        lock (_lock)
            (last, rest, _heldBack) = (_told, _heldBack, 0);
        if (rest > 0)
            log.Tell(last.Level, source, $"{rest} more since the last message, which was: {last.Text}");
    }
}
