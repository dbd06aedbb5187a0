namespace IllsEdge.Cli.Live;

/// <summary>
/// Values against time in a fixed number of slots, each of which keeps the least, the greatest and the last value in
/// it: as much as a screen can show, however often values come. Adding allocates nothing.
/// </summary>
/// <param name="window">How far back it goes.</param>
/// <param name="isRolling">Whether older values leave; otherwise time beyond the window falls in the last slot.</param>
internal sealed class History(TimeSpan window, bool isRolling)
{
    /// <summary>Dots across a screen of 240 columns.</summary>
    private const int Capacity = 480;

    private readonly Slot[] _slots = new Slot[Capacity];
    private readonly double _width = window.TotalSeconds / Capacity;
    private long _end;

    /// <summary>Adds a value; one that is no number marks a gap.</summary>
    public void Add(TimeSpan elapsed, double value)
    {
        long number = (long)(Math.Max(0, elapsed.TotalSeconds) / _width);
        if (!isRolling)
            number = Math.Min(number, Capacity - 1);
        if (number <= _end - Capacity)
            return;

        _end = Math.Max(_end, number);
        ref Slot slot = ref _slots[number % Capacity];
        bool isFirst = !slot.IsUsed || slot.Number != number || !double.IsFinite(slot.Last);
        if (isFirst)
            slot = new Slot(number, value, value, value) { IsUsed = true };
        else if (double.IsFinite(value))
        {
            (double least, double greatest) = (Math.Min(slot.Least, value), Math.Max(slot.Greatest, value));
            slot = slot with { Least = least, Greatest = greatest, Last = value };
        }
    }

    /// <summary>The slots with something in them, from the oldest on, with the middle of their time.</summary>
    public IEnumerable<(TimeSpan Elapsed, Slot Slot)> InOrder()
    {
        for (long number = Math.Max(0, _end - Capacity + 1); number <= _end; number++)
        {
            Slot slot = _slots[number % Capacity];
            if (slot.IsUsed && slot.Number == number)
                yield return (TimeSpan.FromSeconds((number + 0.5) * _width), slot);
        }
    }

    public void CopyFrom(History other)
    {
        Array.Copy(other._slots, _slots, Capacity);
        _end = other._end;
    }

    /// <summary>What is known of a short time; the last value is no number where there was none.</summary>
    internal readonly record struct Slot(long Number, double Least, double Greatest, double Last)
    {
        /// <summary>Whether anything was added; a new array's slots are not.</summary>
        public bool IsUsed { get; init; }
    }
}
