namespace IllsEdge.Device.Store;

/// <summary>What a row of the queue is.</summary>
internal enum StoreRow : byte
{
    Sample,
    Prediction,
    Label,
    Decision,
}

/// <summary>A row that waits, all kinds in one size; which field means what is said where it is appended.</summary>
internal struct StoreEntry
{
    public StoreRow Row;
    public char Status;
    public int ModelVersion;
    public long Id;
    public long Time;
    public long Other;
    public long SampleId;
    public double Value;
    public double Low;
    public double High;
    public StoredDecision? Decision;
}

/// <summary>
/// The rows between the loop and the disk, in the order of their coming: a ring of fixed size that is made once. A row
/// stays in it until the transaction that wrote it is committed, so a failed transaction loses nothing.
/// </summary>
/// <remarks>
/// Several threads may append; they hold a lock for the time of a copy, never during input or output. One thread at a
/// time may take out, without that lock. Nothing here allocates after the constructor.
/// </remarks>
internal sealed class StoreQueue
{
    private readonly Lock _appending = new();
    private readonly StoreEntry[] _entries;
    private readonly byte[] _blobs;
    private readonly int _blobLength;
    private readonly int _reserve;
    private long _head;
    private long _tail;

    public StoreQueue(int rows, int blobLength)
    {
        _entries = new StoreEntry[rows];
        _blobLength = blobLength;
        _blobs = new byte[rows * blobLength];
        // Labels are few and dear: when samples and predictions have filled all they may, there is still room for them.
        _reserve = rows / 8;
    }

    /// <summary>Rows that wait.</summary>
    public int Count => (int)(Volatile.Read(ref _head) - Volatile.Read(ref _tail));

    /// <summary>Rows that have ever come in.</summary>
    public long Appended => Volatile.Read(ref _head);

    /// <summary>Rows that have ever been taken out.</summary>
    public long Released => Volatile.Read(ref _tail);

    /// <summary>Appends a sample.</summary>
    /// <returns>False where there is no room.</returns>
    public bool TryAppend(in StoreEntry entry, in Sample sample, SampleBlob blob)
    {
        lock (_appending)
        {
            if (Count >= _entries.Length - _reserve)
                return false;
            int slot = (int)(_head % _entries.Length);
            blob.Write(sample, entry.Id, _blobs.AsSpan(slot * _blobLength, _blobLength));
            _entries[slot] = entry;
            Volatile.Write(ref _head, _head + 1);
            return true;
        }
    }

    /// <summary>Appends any other row.</summary>
    /// <returns>False where there is no room.</returns>
    public bool TryAppend(in StoreEntry entry)
    {
        lock (_appending)
        {
            int reserve = entry.Row == StoreRow.Prediction ? _reserve : 0;
            if (Count >= _entries.Length - reserve)
                return false;
            _entries[(int)(_head % _entries.Length)] = entry;
            Volatile.Write(ref _head, _head + 1);
            return true;
        }
    }

    /// <summary>A waiting row, 0 being the oldest.</summary>
    public ref readonly StoreEntry Peek(int place, out ReadOnlySpan<byte> blob)
    {
        int slot = (int)((_tail + place) % _entries.Length);
        blob = _blobs.AsSpan(slot * _blobLength, _blobLength);
        return ref _entries[slot];
    }

    /// <summary>Takes out the oldest rows.</summary>
    public void Release(int count)
    {
        for (int place = 0; place < count; place++)
            _entries[(int)((_tail + place) % _entries.Length)].Decision = null;
        Volatile.Write(ref _tail, _tail + count);
    }
}
