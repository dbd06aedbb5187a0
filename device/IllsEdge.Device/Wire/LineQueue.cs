namespace IllsEdge.Device.Wire;

/// <summary>
/// Lines on their way to a reader who may be slow or dead: a ring of bytes of fixed size. A line goes in as a whole or not at
/// all. Adding never waits for the reader and allocates nothing.
/// </summary>
/// <remarks>Any thread may add; one thread takes.</remarks>
internal sealed class LineQueue : IDisposable
{
    private readonly byte[] _ring;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _wake = new(0);
    private long _added;
    private long _taken;

    /// <summary>Makes the ring.</summary>
    /// <param name="capacity">Bytes that can wait.</param>
    public LineQueue(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, WireLine.Limit);
        _ring = new byte[capacity];
    }

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _added == _taken;
        }
    }

    /// <summary>Adds lines that each end with LF.</summary>
    /// <returns>False where there is no room for them.</returns>
    public bool TryAdd(ReadOnlySpan<byte> line)
    {
        lock (_lock)
        {
            if (line.Length > _ring.Length - (_added - _taken))
                return false;
            int at = (int)(_added % _ring.Length);
            ReadOnlySpan<byte> first = line[..Math.Min(line.Length, _ring.Length - at)];
            first.CopyTo(_ring.AsSpan(at));
            line[first.Length..].CopyTo(_ring);
            _added += line.Length;
        }

        Wake();
        return true;
    }

    /// <summary>Takes bytes in order.</summary>
    /// <param name="destination">Overwritten from its start.</param>
    /// <param name="lines">How many line ends are among them.</param>
    /// <returns>How many; 0 where nothing waits.</returns>
    public int Take(Span<byte> destination, out int lines)
    {
        lock (_lock)
        {
            int at = (int)(_taken % _ring.Length);
            int length = (int)Math.Min(Math.Min(destination.Length, _ring.Length - at), _added - _taken);
            ReadOnlySpan<byte> bytes = _ring.AsSpan(at, length);
            bytes.CopyTo(destination);
            lines = bytes.Count((byte)'\n');
            _taken += length;
            return length;
        }
    }

    /// <summary>Throws away what waits.</summary>
    /// <returns>The lines that were lost.</returns>
    public int Clear()
    {
        Span<byte> bytes = stackalloc byte[WireLine.Limit];
        int lost = 0;
        while (Take(bytes, out int lines) > 0)
            lost += lines;
        return lost;
    }

    /// <summary>Makes the taker look again.</summary>
    public void Wake()
    {
        if (_wake.CurrentCount == 0)
            _wake.Release();
    }

    /// <summary>Waits until something may be there; a wake-up may be for nothing.</summary>
    public Task WaitAsync() => _wake.WaitAsync();

    /// <summary>As <see cref="WaitAsync"/>, on a thread of one's own.</summary>
    public void Wait() => _wake.Wait();

    public void Dispose() => _wake.Dispose();
}
