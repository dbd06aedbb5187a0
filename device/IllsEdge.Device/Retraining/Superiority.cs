namespace IllsEdge.Device.Retraining;

/// <summary>Whether one model is better than another on the same labels, by a margin and by more than chance.</summary>
public static class Superiority
{
    // Standard errors. Several challengers stand for election on the same few labels, so that one would find the best of them
    // better by luck every other time.
    private const double TwoErrors = 2;

    /// <summary>Compares squared errors label by label.</summary>
    /// <param name="champion">Of the model in use.</param>
    /// <param name="challenger">Of the other, on the same labels; 2 or more.</param>
    /// <param name="margin">Share by which <see cref="TypicalError"/> has to be smaller.</param>
    /// <param name="certainty">Standard errors that the difference has to exceed.</param>
    /// <returns>
    /// Whether it is, and the mean of the differences of their losses exceeds so many of its standard errors. The loss is Huber's, in
    /// deviations of the better model: a label that is far from both speaks for the nearer, but no louder than others.
    /// </returns>
    public static bool Holds(
        ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger, double margin, double certainty = TwoErrors) =>
        IsSmaller(champion, challenger, margin) && IsCertain(champion, challenger, certainty);

    /// <summary>Why a challenger with the smaller error does not replace the champion, to be said behind its error.</summary>
    /// <returns>Empty where its error is not smaller, which says it all.</returns>
    public static string Doubt(ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger, double margin)
    {
        if (!IsSmaller(champion, challenger, 0))
            return "";
        return IsSmaller(champion, challenger, margin)
            ? ", which may be chance"
            : FormattableString.Invariant($", which is less than {margin:P0} better");
    }

    private static bool IsSmaller(ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger, double margin) =>
        TypicalError.Of(challenger.ToArray()) < TypicalError.Of(champion.ToArray()) * (1 - margin);

    private static bool IsCertain(ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger, double certainty)
    {
        double[] sorted = champion.ToArray(), others = challenger.ToArray();
        sorted.AsSpan().Sort();
        others.AsSpan().Sort();
        double far = TypicalError.Limit * Math.Min(TypicalError.Deviation(sorted), TypicalError.Deviation(others));
        (double sum, double squares, int labels) = (0, 0, champion.Length);
        for (int label = 0; label < labels; label++)
        {
            double difference = Loss(champion[label], far) - Loss(challenger[label], far);
            (sum, squares) = (sum + difference, squares + difference * difference);
        }

        // mean > c s / sqrt(n) with s^2 = (squares - sum^2 / n) / (n - 1) comes down to this.
        return sum > 0 && sum * sum * (labels - 1 + certainty * certainty) > certainty * certainty * labels * squares;
    }

    // Twice Huber's.
    private static double Loss(double square, double far) =>
        square <= far * far ? square : far * (2 * Math.Sqrt(square) - far);
}
