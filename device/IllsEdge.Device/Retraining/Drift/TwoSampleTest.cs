namespace IllsEdge.Device.Retraining.Drift;

/// <summary>
/// Whether two stretches of a signal have the same distribution, by the largest distance of their cumulative frequencies.
/// </summary>
/// <remarks>
/// The two-sample test of Kolmogorov and Smirnov, its probability by the series of Stephens (JRSS B 32, 1970). Values of a
/// process follow each other and are no independent draws: each stretch counts as n (1 - r) / (1 + r) of them, r the
/// correlation of neighbours (Bayley and Hammersley, JRSS Suppl. 8, 1946); without that everything drifts all the time.
/// </remarks>
public static class TwoSampleTest
{
    /// <summary>Compares two stretches.</summary>
    /// <param name="first">In the order of time.</param>
    /// <param name="second">In the order of time.</param>
    /// <param name="scratch">Room for both; overwritten.</param>
    /// <returns>The distance, 0 to 1, and the probability of one as large where nothing has changed.</returns>
    public static (double Distance, double Probability) Compare(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second, Span<double> scratch)
    {
        Span<double> left = scratch[..first.Length], right = scratch.Slice(first.Length, second.Length);
        first.CopyTo(left);
        second.CopyTo(right);
        left.Sort();
        right.Sort();
        double distance = Distance(left, right);
        (double n, double m) = (Independent(first), Independent(second));
        double root = Math.Sqrt(n * m / (n + m));
        return (distance, Tail((root + 0.12 + 0.11 / root) * distance));
    }

    /// <summary>How many independent draws a stretch is worth; at least 1.</summary>
    public static double Independent(ReadOnlySpan<double> values)
    {
        double mean = System.Numerics.Tensors.TensorPrimitives.Sum(values) / values.Length;
        (double squares, double products) = (0, 0);
        for (int index = 0; index < values.Length; index++)
        {
            squares += (values[index] - mean) * (values[index] - mean);
            if (index > 0)
                products += (values[index] - mean) * (values[index - 1] - mean);
        }

        // Only what follows itself counts for less; what alternates is not believed to count for more.
        double correlation = squares > 0 ? Math.Clamp(products / squares, 0, 0.999) : 0;
        return Math.Max(1, values.Length * (1 - correlation) / (1 + correlation));
    }

    private static double Distance(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        (int i, int j, double largest) = (0, 0, 0);
        while (i < left.Length && j < right.Length)
        {
            double value = Math.Min(left[i], right[j]);
            while (i < left.Length && left[i] <= value)
                i++;
            while (j < right.Length && right[j] <= value)
                j++;
            largest = Math.Max(largest, Math.Abs((double)i / left.Length - (double)j / right.Length));
        }

        return largest;
    }

    private static double Tail(double statistic)
    {
        // Below this the series converges slowly, and the probability is 1 to nine digits.
        if (statistic < 0.2)
            return 1;
        double sum = 0;
        for (int term = 1; term <= 20; term++)
            sum += (term % 2 == 1 ? 2 : -2) * Math.Exp(-2 * term * term * statistic * statistic);
        return Math.Clamp(sum, 0, 1);
    }
}
