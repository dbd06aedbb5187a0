using System.Numerics.Tensors;

namespace IllsEdge.Data;

/// <summary>The linear map between a column's values and values of mean 0 and standard deviation 1.</summary>
/// <param name="Mean">The mean of the values.</param>
/// <param name="StandardDeviation">The population standard deviation; 0 for a constant column.</param>
public readonly record struct Scaling(double Mean, double StandardDeviation)
{
    // Values that differ by no more than a few roundings were one value before they were computed.
    private const double RoundingTolerance = 4 * 2.220446049250313e-16;
    private const int ChunkLength = 512;

    /// <summary>
    /// Measures a column in two passes: the mean, then sqrt((sum d^2 - (sum d)^2 / n) / n) with d = x - mean, whose
    /// second term corrects the rounding of the mean (Chan, Golub and LeVeque, The American Statistician 37, 1983,
    /// equation 1.7). Values are divided by the largest magnitude first, so that no square leaves the range.
    /// </summary>
    /// <param name="values">At least one value, all finite.</param>
    /// <returns>Mean and deviation; the deviation is 0 when all values are equal but for a few roundings.</returns>
    /// <exception cref="ArgumentException">There are no values, or one is NaN or infinite.</exception>
    public static Scaling Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty) Throw.NoValues();
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude(values));
        if (!double.IsFinite(largest)) Throw.NotFinite();
        double minimum = TensorPrimitives.Min(values);
        double maximum = TensorPrimitives.Max(values);
        // Halved, because the difference of two finite numbers may be infinite.
        if (maximum / 2 - minimum / 2 <= RoundingTolerance / 2 * largest)
            return new Scaling(minimum + (maximum - minimum) / 2, 0);

        double mean = SumOver(values, largest, 0).Sum / values.Length;
        (double sum, double squares) = SumOver(values, largest, mean);
        double variance = (squares - sum * sum / values.Length) / values.Length;
        return new Scaling(mean * largest, Math.Sqrt(variance) * largest);
    }

    /// <summary>Scales: (x - mean) / deviation, or 0 for a constant column.</summary>
    /// <param name="values">The values.</param>
    /// <param name="scaled">As long as <paramref name="values"/>, which it may be.</param>
    public void Apply(ReadOnlySpan<double> values, Span<double> scaled)
    {
        if (StandardDeviation == 0)
        {
            scaled[..values.Length].Clear();
            return;
        }

        TensorPrimitives.Subtract(values, Mean, scaled);
        TensorPrimitives.Divide(scaled[..values.Length], StandardDeviation, scaled);
    }

    /// <summary>Scales one value; NaN stays NaN unless the column is constant.</summary>
    /// <param name="value">The value.</param>
    /// <returns>(x - mean) / deviation, or 0 for a constant column.</returns>
    public double Apply(double value) => StandardDeviation == 0 ? 0 : (value - Mean) / StandardDeviation;

    /// <summary>Undoes <see cref="Apply(ReadOnlySpan{double}, Span{double})"/>: scaled * deviation + mean.</summary>
    /// <param name="scaled">Scaled values.</param>
    /// <param name="values">As long as <paramref name="scaled"/>, which it may be.</param>
    public void Restore(ReadOnlySpan<double> scaled, Span<double> values)
    {
        TensorPrimitives.Multiply(scaled, StandardDeviation, values);
        TensorPrimitives.Add(values[..scaled.Length], Mean, values);
    }

    /// <summary>Undoes <see cref="Apply(double)"/>.</summary>
    /// <param name="scaled">A scaled value.</param>
    /// <returns>scaled * deviation + mean.</returns>
    public double Restore(double scaled) => scaled * StandardDeviation + Mean;

    private static (double Sum, double Squares) SumOver(ReadOnlySpan<double> values, double divisor, double origin)
    {
        Span<double> chunk = stackalloc double[ChunkLength];
        (double sum, double squares) = (0, 0);
        for (; !values.IsEmpty; values = values[Math.Min(ChunkLength, values.Length)..])
        {
            ReadOnlySpan<double> part = values[..Math.Min(ChunkLength, values.Length)];
            Span<double> differences = chunk[..part.Length];
            TensorPrimitives.Divide(part, divisor, differences);
            TensorPrimitives.Subtract(differences, origin, differences);
            sum += TensorPrimitives.Sum<double>(differences);
            squares += TensorPrimitives.SumOfSquares<double>(differences);
        }

        return (sum, squares);
    }
}
