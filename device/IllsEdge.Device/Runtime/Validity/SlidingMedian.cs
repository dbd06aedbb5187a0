namespace IllsEdge.Device.Runtime.Validity;

/// <summary>
/// Median and median absolute deviation of the newest values: a ring, and the same values in order beside it. O(capacity)
/// a value, nothing allocated after it is made.
/// </summary>
/// <param name="capacity">Values that are kept.</param>
public sealed class SlidingMedian(int capacity)
{
    private readonly double[] _ring = new double[capacity];
    private readonly double[] _ordered = new double[capacity];
    private int _next;

    /// <summary>Values that are kept at present.</summary>
    public int Count { get; private set; }

    /// <summary>The middle value, or the mean of the two middle ones; NaN where there is none.</summary>
    public double Median => Count == 0 ? double.NaN : 0.5 * _ordered[(Count - 1) / 2] + 0.5 * _ordered[Count / 2];

    /// <summary>The median of the distances from the median, unscaled; NaN where there is no value.</summary>
    public double Deviation
    {
        get
        {
            // Distances ascend from the median outwards, on either side: they are merged up to their middle.
            double median = Median;
            int right = 0;
            while (right < Count && _ordered[right] < median)
                right++;
            int left = right - 1;
            (double before, double middle) = (double.NaN, double.NaN);
            for (int rank = 0; rank <= Count / 2 && rank < Count; rank++)
            {
                before = middle;
                bool isRight = left < 0 || (right < Count && _ordered[right] - median <= median - _ordered[left]);
                middle = isRight ? _ordered[right++] - median : median - _ordered[left--];
            }

            return int.IsOddInteger(Count) ? middle : 0.5 * before + 0.5 * middle;
        }
    }

    /// <summary>Takes in a value, in the place of the oldest where there is no room.</summary>
    /// <param name="value">Finite.</param>
    public void Add(double value)
    {
        if (Count == _ring.Length)
        {
            int gone = Place(_ring[_next]);
            _ordered.AsSpan(gone + 1, --Count - gone).CopyTo(_ordered.AsSpan(gone));
        }

        int place = Place(value);
        _ordered.AsSpan(place, Count - place).CopyTo(_ordered.AsSpan(place + 1));
        _ordered[place] = value;
        Count++;
        _ring[_next] = value;
        _next = (_next + 1) % _ring.Length;
    }

    /// <summary>Forgets all values.</summary>
    public void Clear() => (Count, _next) = (0, 0);

    private int Place(double value)
    {
        int place = _ordered.AsSpan(0, Count).BinarySearch(value);
        return place < 0 ? ~place : place;
    }
}
