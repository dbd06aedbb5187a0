namespace IllsEdge.Device.Store;

/// <summary>
/// Samples that were not written because the day's budget is nearly spent. Which ones will have a label is known later:
/// until a ring of fixed size comes round, a label still brings its sample into the file.
/// </summary>
/// <param name="blobLength">Bytes of a sample's values.</param>
internal sealed class ThinnedSamples(int blobLength)
{
    // 8 MB, as much as the loop remembers for late labels; taken up at the first sample that is thinned.
    private const int Bytes = 8 << 20;

    private readonly int _rows = Bytes / (blobLength + 80);
    private StoreEntry[] _entries = [];
    private byte[] _blobs = [];
    private long _count;
    private long _last;

    /// <summary>Holds a sample back, or says that it is to be written.</summary>
    /// <param name="entry">The sample; numbers ascend, and one that comes again gets the same answer.</param>
    /// <param name="blob">Its values.</param>
    /// <param name="oneIn">Of how many one is written; 0 for none.</param>
    /// <returns>True where it is held back.</returns>
    public bool TryHold(in StoreEntry entry, ReadOnlySpan<byte> blob, int oneIn)
    {
        // A batch that failed is written again.
        if (entry.Id <= _last)
            return IsHeld(entry.Id);
        _last = entry.Id;
        if (oneIn == 1 || (oneIn > 0 && entry.Id % oneIn == 0))
            return false;
        if (_entries.Length == 0)
            (_entries, _blobs) = (new StoreEntry[_rows], new byte[_rows * blobLength]);
        int slot = (int)(_count++ % _rows);
        _entries[slot] = entry;
        blob.CopyTo(_blobs.AsSpan(slot * blobLength, blobLength));
        return true;
    }

    /// <summary>Holds a prediction back with its sample, in the fields that a sample leaves empty.</summary>
    /// <returns>False where the sample is not held: it is to be written.</returns>
    public bool TryHoldPrediction(in StoreEntry prediction)
    {
        int slot = Find(prediction.SampleId);
        if (slot < 0)
            return false;
        ref StoreEntry entry = ref _entries[slot];
        (entry.SampleId, entry.Status, entry.ModelVersion) = (prediction.SampleId, prediction.Status, prediction.ModelVersion);
        (entry.Value, entry.Low, entry.High) = (prediction.Value, prediction.Low, prediction.High);
        return true;
    }

    private bool IsHeld(long id) => Find(id) >= 0;

    /// <summary>A sample that was held back, and with <see cref="StoreEntry.SampleId"/> set its prediction.</summary>
    /// <returns>False where it was not, or is forgotten.</returns>
    public bool TryGet(long id, out StoreEntry entry, out ReadOnlySpan<byte> blob)
    {
        int slot = Find(id);
        entry = slot < 0 ? default : _entries[slot];
        blob = slot < 0 ? default : _blobs.AsSpan(slot * blobLength, blobLength);
        return slot >= 0;
    }

    private int Find(long id)
    {
        long low = Math.Max(0, _count - _entries.Length), high = _count;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            long found = _entries[middle % _rows].Id;
            if (found == id)
                return (int)(middle % _rows);
            if (found < id)
                low = middle + 1;
            else
                high = middle;
        }

        return -1;
    }
}
