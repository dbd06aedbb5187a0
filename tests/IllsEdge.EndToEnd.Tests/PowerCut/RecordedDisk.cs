namespace IllsEdge.EndToEnd.Tests.PowerCut;

/// <summary>
/// What a disk holds, and what it would hold if the power went now: all that was written before the last flush, and of
/// what came since any part, for a disk keeps it in its memory and writes it in an order of its own.
/// </summary>
internal sealed class RecordedDisk
{
    private const int Sector = 512;

    private readonly Lock _gate = new();
    private readonly byte[] _content;
    private readonly byte[] _durable;
    private readonly List<(int Start, byte[] Bytes)> _unflushed = [];
    private TaskCompletionSource<DiskCut>? _cut;
    private Random? _random;
    private int _writesLeft;

    public RecordedDisk(byte[] content)
    {
        _content = content;
        _durable = [.. content];
    }

    public int Length => _content.Length;

    /// <summary>Flushes so far.</summary>
    public int Flushes { get; private set; }

    public void Read(int start, Span<byte> bytes)
    {
        lock (_gate)
            _content.AsSpan(start, bytes.Length).CopyTo(bytes);
    }

    public void Write(int start, ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            bytes.CopyTo(_content.AsSpan(start));
            _unflushed.Add((start, bytes.ToArray()));
            // Within the lock, so that nothing comes between the write and the cut.
            if (--_writesLeft == 0)
                _cut!.TrySetResult(Cut());
        }
    }

    public void Flush()
    {
        lock (_gate)
        {
            foreach ((int start, byte[] bytes) in _unflushed)
                bytes.CopyTo(_durable, start);
            _unflushed.Clear();
            Flushes++;
        }
    }

    /// <summary>What is left if the power goes at one of the next writes.</summary>
    /// <param name="random">Says at which one, and which of the sectors that were not flushed then are left.</param>
    /// <param name="most">Writes from now on at most.</param>
    public Task<DiskCut> CutAtWrite(Random random, int most)
    {
        lock (_gate)
        {
            _random = random;
            _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _writesLeft = random.Next(1, most + 1);
            return _cut.Task;
        }
    }

    private DiskCut Cut()
    {
        byte[] left = [.. _durable];
        // From nothing to everything, so that a single sector is torn off as well as a whole transaction.
        double chance = _random!.Next(4) switch { 0 => 0, 1 => 0.95, _ => _random.NextDouble() };
        bool isTorn = _random.Next(2) == 0;
        int lost = 0, kept = 0;
        foreach ((int start, byte[] bytes) in _unflushed)
        {
            bool isKept = _random.NextDouble() < chance;
            for (int place = 0; place < bytes.Length; place += Sector)
            {
                if (isTorn)
                    isKept = _random.NextDouble() < chance;
                if (isKept)
                    bytes.AsSpan(place, Math.Min(Sector, bytes.Length - place)).CopyTo(left.AsSpan(start + place));
                (lost, kept) = isKept ? (lost, kept + 1) : (lost + 1, kept);
            }
        }

        return new DiskCut(left, kept, lost);
    }
}

/// <summary>What a power cut has left.</summary>
/// <param name="Content">All bytes of the disk.</param>
/// <param name="Kept">Sectors that were written after the last flush and are there.</param>
/// <param name="Lost">Sectors that were written after the last flush and are not.</param>
internal sealed record DiskCut(byte[] Content, int Kept, int Lost);
