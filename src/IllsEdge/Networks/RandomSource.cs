namespace IllsEdge.Networks;

/// <summary>
/// Random numbers that are the same on every machine and in every version: SplitMix64 (Steele, Lea and Flood 2014),
/// integers and exactly rounded operations only.
/// </summary>
/// <param name="seed">Any value; neighbouring seeds give unrelated sequences.</param>
public sealed class RandomSource(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextUniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public double NextUniform(double low, double high) => low + (high - low) * NextUniform();

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1.</summary>
    /// <remarks>Multiply-shift; the bias of at most count / 2^64 cannot be noticed.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public int NextBelow(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul(Next(), (ulong)count, out _);
    }

    /// <summary>Mean 0 and standard deviation 1: the sum of twelve uniform numbers less 6, normal enough for noise.</summary>
    public double NextNormal()
    {
        double sum = -6;
        for (int draw = 0; draw < 12; draw++)
            sum += NextUniform();
        return sum;
    }

    /// <summary>Puts values into a random order (Fisher and Yates).</summary>
    /// <param name="values">Reordered.</param>
    public void Shuffle(Span<int> values)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = NextBelow(last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
