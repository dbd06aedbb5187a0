namespace IllsEdge.Device.Retraining;

/// <summary>
/// Root mean square of errors without the largest tenth: what decides about models. One absurd reading or label in ten must
/// neither start a retraining nor win one.
/// </summary>
public static class TypicalError
{
    /// <summary>The error; the largest count / 10 squares are left out.</summary>
    /// <param name="squares">Squared errors, at least one; sorted by this call.</param>
    public static double Of(Span<double> squares)
    {
        squares.Sort();
        ReadOnlySpan<double> kept = squares[..(squares.Length - squares.Length / 10)];
        double sum = 0;
        foreach (double square in kept)
            sum += square;
        return Math.Sqrt(sum / kept.Length);
    }
}
