using IllsEdge.Data;

namespace IllsEdge.Comparison;

/// <summary>How the errors of two methods compare, fold by fold.</summary>
/// <param name="Mean">Geometric mean of the first error over the second.</param>
/// <param name="StandardError">Of its logarithm, with folds sharing rows; null of one fold.</param>
/// <param name="Count">Folds that it is the mean of; runs with the same folds count once.</param>
public sealed record ErrorRatio(double Mean, double? StandardError, int Count)
{
    /// <summary>Whether the first errs less than the second beyond what the choice of rows and starts explains (95 %).</summary>
    public bool IsClearlyLower => Math.Log(Mean) < -Uncertainty;

    /// <summary>Whether the first errs more than the second beyond that.</summary>
    public bool IsClearlyHigher => Math.Log(Mean) > Uncertainty;

    private double? Uncertainty => FoldStatistics.Clear(Count) * StandardError;

    /// <summary>Whether both are surely as good but for a share.</summary>
    /// <param name="share">Such as 0.05.</param>
    public bool IsWithin(double share) => Math.Abs(Math.Log(Mean)) + Uncertainty < Math.Log(1 + share);

    /// <summary>Compares the fits in which both ended with a number above 0.</summary>
    /// <param name="first">The first method.</param>
    /// <param name="second">The second, with the same folds.</param>
    /// <param name="folds">Number of folds of a run.</param>
    /// <returns>Null where there is no such fit.</returns>
    public static ErrorRatio? Of(MethodResult first, MethodResult second, int folds)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        RunningMoments moments = default;
        foreach (IGrouping<int, (FitOutcome One, FitOutcome Other)> part in first.Fits.Zip(second.Fits)
            .Where(pair => IsNumber(pair.First) && IsNumber(pair.Second)).GroupBy(pair => pair.First.Part))
            moments.Add(part.Average(pair => Math.Log(pair.One.Rmse / pair.Other.Rmse)));
        return moments.Count == 0
            ? null
            : new(Math.Exp(moments.Mean), FoldStatistics.StandardError(moments, folds), moments.Count);

        static bool IsNumber(FitOutcome fit) => double.IsFinite(fit.Rmse) && fit.Rmse > 0;
    }
}
