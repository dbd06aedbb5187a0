namespace IllsEdge.Device.Sensors;

/// <summary>
/// What comes on one thread and is used on another, in order: a ring of fixed size without locks, for one thread that adds and
/// one that takes. Where it is full the new item is dropped and counted. Allocates nothing.
/// </summary>
internal sealed class BoundedRing<T>
    where T : struct
{
    private readonly T[] _slots;
    private readonly int _mask;
    private long _added;
    private long _taken;
    private long _dropped;

    /// <summary>Makes the ring.</summary>
    /// <param name="capacity">Items that can wait; rounded up to a power of two.</param>
    public BoundedRing(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _slots = new T[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _slots.Length - 1;
    }

    /// <summary>Items that were dropped.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Items that wait.</summary>
    public int Count => (int)(Volatile.Read(ref _added) - Volatile.Read(ref _taken));

    /// <summary>Adds an item, on the adding thread.</summary>
    public void Add(in T item)
    {
        long added = _added;
        if (added - Volatile.Read(ref _taken) == _slots.Length)
        {
            Interlocked.Increment(ref _dropped);
            return;
        }

        _slots[added & _mask] = item;
        // The slot has to be seen before its number.
        Volatile.Write(ref _added, added + 1);
    }

    /// <summary>Takes the oldest item, on the taking thread.</summary>
    public bool TryTake(out T item)
    {
        long taken = _taken;
        if (taken == Volatile.Read(ref _added))
        {
            item = default;
            return false;
        }

        item = _slots[taken & _mask];
        Volatile.Write(ref _taken, taken + 1);
        return true;
    }
}
