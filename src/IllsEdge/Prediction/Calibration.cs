namespace IllsEdge.Prediction;

/// <summary>
/// How wrong a model is on rows that it has not learned from: what makes its intervals honest (conformal prediction; Lei,
/// G'Sell, Rinaldo, Tibshirani and Wasserman, JASA 113, 2018, section 5.2).
/// </summary>
/// <param name="Scores">
/// A list a target, ascending: |measured - predicted| in units of <see cref="Predictor"/>'s spread, of held-out rows.
/// </param>
/// <param name="WidestSpreads">
/// Spread, in standardised units, that <see cref="Novelty.Share"/> of the held-out rows exceed; one a target. What is wider
/// is out of specification.
/// </param>
public sealed record Calibration(IReadOnlyList<double[]> Scores, IReadOnlyList<double> WidestSpreads)
{
    /// <summary>Share of the rows that an interval holds unless somebody asks for another.</summary>
    public const double UsualLevel = 0.9;

    /// <summary>Scores that are kept a target: with 199, every half per cent has its own.</summary>
    public const int LargestKept = 199;

    /// <summary>Keeps evenly spaced ranks of the scores; all of them where there are few.</summary>
    /// <param name="rows">A list a target of score and standardised spread.</param>
    /// <returns>Null where there are no rows, or a number is not finite.</returns>
    public static Calibration? Of(IReadOnlyList<IReadOnlyList<(double Score, double Spread)>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Any(target => target.Count == 0
            || target.Any(row => !double.IsFinite(row.Score) || !double.IsFinite(row.Spread))))
            return null;
        return new Calibration(
            [.. rows.Select(target => Thin([.. target.Select(row => row.Score).Order()]))],
            [.. rows.Select(target => Math.Sqrt(1 + Novelty.LimitOf(target.Select(row => row.Spread * row.Spread - 1))))]);
    }

    /// <summary>
    /// Half of an interval's width in units of the spread: the ceil((n + 1) level)-th smallest of n scores, which a new row
    /// exceeds with a probability of at most 1 - level if it could as well have been one of them.
    /// </summary>
    /// <param name="target">The target, from 0.</param>
    /// <param name="level">Share of the rows that the interval is to hold, between 0 and 1.</param>
    /// <returns>Null where there are too few scores for so high a level.</returns>
    public double? Quantile(int target, double level)
    {
        double[] scores = Scores[target];
        // The products of levels such as 0.7 are a rounding above the whole number that they mean.
        int rank = (int)Math.Ceiling((scores.Length + 1) * level - 1e-9);
        return rank > scores.Length ? null : scores[Math.Max(rank, 1) - 1];
    }

    private static double[] Thin(double[] scores) => scores.Length <= LargestKept
        ? scores
        : [
            .. Enumerable.Range(1, LargestKept).Select(
                step => scores[(int)Math.Ceiling((scores.Length + 1L) * step / (LargestKept + 1.0)) - 1]),
        ];
}
