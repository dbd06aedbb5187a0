namespace IllsEdge.Device.Wire;

/// <summary>
/// Passes on the first message, and then ever more seldom: after each one it is silent for twice as long as before, from a
/// second up to an hour, and tells with the next how many it held back, for a wire that stays broken must not fill the disk.
/// Once nothing has come for an hour it begins with a second again. Who owns it calls <see cref="TellRest"/> at the end, or
/// the last of them would never be known.
/// </summary>
/// <remarks>Safe for use by several threads.</remarks>
internal sealed class SeldomLog(IDeviceLog log, string source, TimeProvider clock)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private long _last;
    private long _lastTold;
    private long _heldBack;
    private TimeSpan _pause;
    private (LogLevel Level, string Text) _told;

    /// <summary>Whether a message may be told now; otherwise it is counted. Ask first, so that none is composed in vain.</summary>
    public bool MaySpeak(out long heldBack)
    {
        lock (_lock)
        {
            heldBack = _heldBack;
            bool isQuiet = _pause == default || clock.GetElapsedTime(_last) >= LongestPause;
            _last = clock.GetTimestamp();
            if (!isQuiet && clock.GetElapsedTime(_lastTold) < _pause)
            {
                _heldBack++;
                return false;
            }

            _pause = isQuiet ? ShortestPause : _pause < LongestPause / 2 ? _pause * 2 : LongestPause;
            (_lastTold, _heldBack) = (_last, 0);
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
