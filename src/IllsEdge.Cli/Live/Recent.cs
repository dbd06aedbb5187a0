namespace IllsEdge.Cli.Live;

/// <summary>The newest few of many items; adding allocates nothing.</summary>
internal sealed class Recent<T>(int capacity)
{
    private readonly T[] _items = new T[capacity];
    private long _added;

    public int Count => (int)Math.Min(_added, capacity);

    /// <summary>An item; 0 is the newest.</summary>
    public T this[int age] => _items[(_added - 1 - age) % capacity];

    public void Add(T item) => _items[_added++ % capacity] = item;

    public void CopyFrom(Recent<T> other)
    {
        Array.Copy(other._items, _items, capacity);
        _added = other._added;
    }
}
