using IllsEdge.Data;

namespace IllsEdge.Comparison;

/// <summary>How the errors of two methods compare, fold by fold.</summary>
/// <param name="Mean">Geometric mean of the first error over the second.</param>
/// <param name="StandardError">Of its logarithm; infinite of one fold.</param>
public sealed record ErrorRatio(double Mean, double StandardError)
{
    /// <summary>A difference is clear beyond so many standard errors.</summary>
    private const double Clear = 2;

    /// <summary>Whether the first errs less than the second beyond what the choice of rows and starts explains.</summary>
    public bool IsClearlyLower => Math.Log(Mean) < -Clear * StandardError;

    /// <summary>Whether the first errs more than the second beyond that.</summary>
    public bool IsClearlyHigher => Math.Log(Mean) > Clear * StandardError;

    /// <summary>Compares the fits in which both ended with a number.</summary>
    /// <remarks>
    /// Folds share most of their rows, so their scatter understates the error of the mean; the variance is multiplied with
    /// 1/n + (rows held out over rows trained on) and not with 1/n (Nadeau and Bengio 2003, Machine Learning 52, 239-281).
    /// </remarks>
    /// <param name="first">The first method.</param>
    /// <param name="second">The second, with the same folds.</param>
    /// <param name="folds">Number of folds of a run.</param>
    /// <returns>Null where there is no such fit.</returns>
    public static ErrorRatio? Of(MethodResult first, MethodResult second, int folds)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        RunningMoments moments = default;
        foreach ((FitOutcome one, FitOutcome other) in first.Fits.Zip(second.Fits))
            if (double.IsFinite(one.Rmse) && double.IsFinite(other.Rmse) && other.Rmse > 0 && one.Rmse > 0)
                moments.Add(Math.Log(one.Rmse / other.Rmse));
        if (moments.Count == 0)
            return null;
        double variance = moments.Count < 2 ? double.PositiveInfinity : moments.Spread / (moments.Count - 1);
        return new(Math.Exp(moments.Mean), Math.Sqrt(variance * (1.0 / moments.Count + 1.0 / (folds - 1))));
    }
}
