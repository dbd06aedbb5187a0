using System.Numerics;

namespace IllsEdge.Device.Runtime;

/// <summary>
/// Durations by size: buckets that are a sixteenth of their value wide, from a nanosecond to hours, so that a percentile is
/// right to 6 %. Adding allocates nothing.
/// </summary>
public sealed class LatencyHistogram
{
    private const int StepBits = 4;

    private readonly long[] _counts = new long[64 << StepBits];

    /// <summary>Durations added.</summary>
    public long Count { get; private set; }

    /// <summary>The longest.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Adds a duration; one below zero counts as zero.</summary>
    public void Add(TimeSpan duration)
    {
        long ticks = Math.Clamp(duration.Ticks, 0, long.MaxValue / TimeSpan.NanosecondsPerTick);
        long nanoseconds = ticks * TimeSpan.NanosecondsPerTick;
        _counts[BucketOf(nanoseconds)]++;
        Count++;
        Longest = duration > Longest ? duration : Longest;
    }

    /// <summary>The duration that a share of all does not exceed, to the upper end of its bucket; zero where there are
    /// none.</summary>
    /// <param name="share">0 to 1, such as 0.999.</param>
    public TimeSpan Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        long wanted = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (int bucket = 0; bucket < _counts.Length; bucket++)
            if ((seen += _counts[bucket]) >= wanted && seen > 0)
                return TimeSpan.FromTicks(Math.Min(Longest.Ticks, UpperEnd(bucket) / TimeSpan.NanosecondsPerTick));
        return TimeSpan.Zero;
    }

    private static int BucketOf(long nanoseconds)
    {
        int exponent = BitOperations.Log2((ulong)nanoseconds | 1);
        return exponent < StepBits
            ? (int)nanoseconds
            : ((exponent - StepBits + 1) << StepBits) + (int)(nanoseconds >> (exponent - StepBits)) - (1 << StepBits);
    }

    private static long UpperEnd(int bucket)
    {
        int exponent = bucket >> StepBits;
        long step = bucket & ((1 << StepBits) - 1);
        return exponent == 0 ? step : (((1L << StepBits) + step + 1) << (exponent - 1)) - 1;
    }
}
