using IllsEdge.Data;

namespace IllsEdge.Comparison;

/// <summary>What a method did on all folds of all runs.</summary>
/// <param name="Method">The method.</param>
/// <param name="Fits">One outcome a fold and run, in the same order for every method.</param>
public sealed record MethodResult(ComparedMethod Method, IReadOnlyList<FitOutcome> Fits)
{
    /// <summary>
    /// A fit has failed that could not begin, ended without a number, or errs this much more than linear regression on the same
    /// rows: what a network is for, it has not done.
    /// </summary>
    public const double WorseThanLinear = 1.05;

    /// <summary>Share of the target's deviation below which an error is success, whatever linear regression makes of the rows.</summary>
    public const double Negligible = 0.01;

    /// <summary>Name of the method.</summary>
    public string Name => Method.Name;

    /// <summary>Fits that ended with a number.</summary>
    public int Ended => Fits.Count(fit => double.IsFinite(fit.Rmse));

    /// <summary>Mean root mean square error on rows that the fits have not seen, over those that ended; null where none has.</summary>
    public double? Rmse => Ended > 0 ? Errors.Mean : null;

    /// <summary>
    /// Standard error of the mean over folds, which share rows: larger than that of as many independent ones, which published tables
    /// often give. Null of one fold; runs with the same folds count once.
    /// </summary>
    public double? StandardError =>
        FoldStatistics.StandardError(Errors, Math.Max(Fits.Select(fit => fit.Fold).Distinct().Count(), 2));

    /// <summary>Share of the fits that failed; see <see cref="WorseThanLinear"/>.</summary>
    public double Failed => (double)Fits.Count(fit => fit.HasFailed) / Fits.Count;

    /// <summary>Why no fit could begin; null where one could.</summary>
    public string? Refusal => Fits.All(fit => fit.Refusal is not null) ? Fits[0].Refusal : null;

    /// <summary>Median duration of a fit, s.</summary>
    public double? Seconds => Median(Finished.Select(fit => fit.Seconds));

    /// <summary>Median number of iterations, in the method's own sense.</summary>
    public double? Iterations => Median(Finished.Select(fit => (double)fit.Iterations));

    /// <summary>Median of the memory that a fit allocated, bytes.</summary>
    public double? Bytes => Median(Finished.Select(fit => (double)fit.Bytes));

    private RunningMoments Errors
    {
        get
        {
            RunningMoments moments = default;
            foreach (IGrouping<int, FitOutcome> part in Fits.Where(fit => double.IsFinite(fit.Rmse)).GroupBy(fit => fit.Part))
                moments.Add(part.Average(fit => fit.Rmse));
            return moments;
        }
    }

    private IEnumerable<FitOutcome> Finished => Fits.Where(fit => fit.Refusal is null);

    /// <summary>The middle one, or the mean of the two in the middle; null where there are none.</summary>
    internal static double? Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
