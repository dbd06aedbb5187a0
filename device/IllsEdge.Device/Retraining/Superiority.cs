namespace IllsEdge.Device.Retraining;

/// <summary>Whether one model is better than another on the same labels, by a margin and by more than chance.</summary>
public static class Superiority
{
    /// <summary>Compares squared errors label by label.</summary>
    /// <param name="champion">Of the model in use.</param>
    /// <param name="challenger">Of the other, on the same labels.</param>
    /// <param name="margin">Share by which <see cref="TypicalError"/> has to be smaller.</param>
    /// <returns>
    /// Whether it is, and the mean of the differences exceeds its standard error: the best of several would otherwise win by
    /// luck, and one label alone, however loud, never decides.
    /// </returns>
    public static bool Holds(ReadOnlySpan<double> champion, ReadOnlySpan<double> challenger, double margin)
    {
        if (!(TypicalError.Of(challenger.ToArray()) < TypicalError.Of(champion.ToArray()) * (1 - margin)))
            return false;
        (double sum, double squares) = (0, 0);
        for (int judge = 0; judge < champion.Length; judge++)
        {
            double difference = champion[judge] - challenger[judge];
            (sum, squares) = (sum + difference, squares + difference * difference);
        }

        // mean > s / sqrt(n) with s^2 = (squares - sum^2 / n) / (n - 1) comes down to this.
        return sum > 0 && sum * sum > squares;
    }
}
