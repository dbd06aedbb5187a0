namespace IllsEdge.Device.Sensors;

/// <summary>
/// Takes a change of a contact for real once the contact has kept still for a while. Time is passed in; nothing allocates.
/// </summary>
internal struct Debouncer(bool level)
{
    private bool _isChanging;
    private TimeSpan _since;

    /// <summary>The level that is taken for real.</summary>
    public bool Level { get; private set; } = level;

    /// <summary>When the contact last changed to <see cref="Level"/>: its edge, not the end of keeping still.</summary>
    public TimeSpan Changed { get; private set; }

    /// <summary>Takes in the contact's level; a change with no need to keep still counts at once.</summary>
    /// <returns>Whether <see cref="Level"/> has changed.</returns>
    public bool Take(bool level, TimeSpan now, TimeSpan still)
    {
        // What was there until now may have kept still long enough before this change.
        bool hasSettled = Settle(now, still);
        if (level == Level)
            _isChanging = false;
        else if (!_isChanging)
            (_isChanging, _since) = (true, now);
        return hasSettled || Settle(now, still);
    }

    private bool Settle(TimeSpan now, TimeSpan still)
    {
        if (!_isChanging || now - _since < still)
            return false;
        (Level, Changed, _isChanging) = (!Level, _since, false);
        return true;
    }
}
