namespace IllsEdge.Device.Runtime;

/// <summary>
/// The newest samples, for labels that come late: a ring of fixed size, the oldest overwritten. Nothing here allocates.
/// </summary>
/// <remarks>
/// A label that knows its age is looked for by the monotonic count, which a clock that was set does not move; one that
/// knows a time of day by the wall clock, which is all that its sender has. Wall times need not ascend, so all are looked
/// at: 0.1 ms for 100,000 samples.
/// </remarks>
public sealed class SampleHistory
{
    // 8 MB: hours at 10 Hz, little on a board with 512 MB.
    private const int Bytes = 8 << 20;

    private readonly int _inputs;
    private readonly PastSample[] _samples;
    private readonly long[] _times;
    private readonly double[] _values;
    private long _count;

    /// <summary>Makes the memory.</summary>
    /// <param name="inputs">Values of a sample.</param>
    public SampleHistory(int inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        _inputs = inputs;
        int capacity = Bytes / (sizeof(double) * (inputs + 7));
        _samples = new PastSample[capacity];
        _times = new long[capacity];
        _values = new double[capacity * inputs];
    }

    /// <summary>Samples that are kept at most.</summary>
    public int Capacity => _samples.Length;

    /// <summary>Samples that are kept at present.</summary>
    public int Count => (int)Math.Min(_count, _samples.Length);

    /// <summary>The loop's count from which on no sample is missing here: its start, until the first was
    /// overwritten.</summary>
    public TimeSpan Since =>
        _count <= _samples.Length ? TimeSpan.Zero : _samples[(int)(_count % _samples.Length)].Elapsed;

    /// <summary>Takes in a sample.</summary>
    /// <param name="time">UTC, milliseconds since 1970.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="values">One value an input.</param>
    public void Add(long time, in PastSample sample, ReadOnlySpan<double> values)
    {
        int slot = (int)(_count++ % _samples.Length);
        _samples[slot] = sample;
        _times[slot] = time;
        values.CopyTo(_values.AsSpan(slot * _inputs, _inputs));
    }

    /// <summary>The sample nearest to a moment of the loop's count.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="tolerance">Largest distance.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="values">Its values, a view that holds until the ring comes round.</param>
    /// <returns>False where none is near enough.</returns>
    public bool TryFind(TimeSpan moment, TimeSpan tolerance, out PastSample sample, out ReadOnlySpan<double> values)
    {
        // The count ascends: the nearest is the last one before the moment or the one after it.
        long low = _count - Count, high = _count;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (_samples[middle % _samples.Length].Elapsed <= moment)
                low = middle + 1;
            else
                high = middle;
        }

        int best = -1;
        TimeSpan distance = TimeSpan.MaxValue;
        for (long place = Math.Max(_count - Count, low - 1); place < Math.Min(_count, low + 1); place++)
        {
            int slot = (int)(place % _samples.Length);
            TimeSpan apart = (_samples[slot].Elapsed - moment).Duration();
            if (apart < distance)
                (best, distance) = (slot, apart);
        }

        return Take(distance <= tolerance ? best : -1, out sample, out values);
    }

    /// <summary>The sample nearest to a time of the wall clock; of several as near, the newest.</summary>
    /// <param name="time">UTC, milliseconds since 1970.</param>
    /// <param name="tolerance">Largest distance.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="values">Its values, a view that holds until the ring comes round.</param>
    /// <returns>False where none is near enough.</returns>
    public bool TryFind(long time, TimeSpan tolerance, out PastSample sample, out ReadOnlySpan<double> values)
    {
        int best = -1;
        long distance = long.MaxValue;
        for (long place = _count - 1; place >= _count - Count && distance > 0; place--)
        {
            int slot = (int)(place % _samples.Length);
            long apart = Math.Abs(_times[slot] - time);
            if (apart < distance)
                (best, distance) = (slot, apart);
        }

        return Take(distance <= tolerance.TotalMilliseconds ? best : -1, out sample, out values);
    }

    private bool Take(int slot, out PastSample sample, out ReadOnlySpan<double> values)
    {
        sample = slot < 0 ? default : _samples[slot];
        values = slot < 0 ? default : _values.AsSpan(slot * _inputs, _inputs);
        return slot >= 0;
    }
}

/// <summary>A sample of the history.</summary>
/// <param name="Id">Number in the store.</param>
/// <param name="Elapsed">The loop's count when it was taken.</param>
/// <param name="Prediction">What was published for it; NaN where nothing could be.</param>
/// <param name="IsComplete">Whether all inputs were there.</param>
/// <param name="Place">Its place in the run; 0 where that is not known.</param>
public readonly record struct PastSample(long Id, TimeSpan Elapsed, double Prediction, bool IsComplete, long Place = 0);
