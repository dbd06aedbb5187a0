using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Retraining;

/// <summary>
/// Root mean square of errors of which none counts for more than three deviations: what decides about models. Absurd readings
/// or labels must neither start a retraining nor win one, and of ten labels now and then two or three are absurd.
/// </summary>
public static class TypicalError
{
    /// <summary>
    /// Deviations from which on the size of an error tells of its own cause and no longer of the model: of normal errors one in
    /// 370 is larger.
    /// </summary>
    internal const double Limit = 3;

    /// <summary>sqrt(mean(min(e^2, (3 s)^2))) with s of <see cref="Deviation"/>.</summary>
    /// <param name="squares">Squared errors, at least one; sorted by this call.</param>
    public static double Of(Span<double> squares)
    {
        squares.Sort();
        double most = Math.Pow(Limit * Deviation(squares), 2);
        double sum = 0;
        foreach (double square in squares)
            sum += Math.Min(square, most);
        return Math.Sqrt(sum / squares.Length);
    }

    /// <summary>
    /// 1.4826 times the median of the errors without their signs, which of normal errors is their standard deviation, and does
    /// not change much while fewer than half are absurd.
    /// </summary>
    /// <param name="sorted">Squared errors, at least one.</param>
    internal static double Deviation(ReadOnlySpan<double> sorted) =>
        HampelFilter.Consistency * Math.Sqrt(sorted[sorted.Length / 2]);
}
