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

    /// <summary>Name of the method.</summary>
    public string Name => Method.Name;

    /// <summary>Errors of the fits that ended with a number.</summary>
    private double[] Errors => [.. Fits.Select(fit => fit.Rmse).Where(double.IsFinite)];

    /// <summary>Mean root mean square error on rows that the fits have not seen; null where none has ended.</summary>
    public double? Rmse => Errors is { Length: > 0 } errors ? errors.Average() : null;

    /// <summary>Standard deviation of a fit's error from fold to fold.</summary>
    public double? Deviation
    {
        get
        {
            RunningMoments moments = default;
            foreach (double error in Errors)
                moments.Add(error);
            return Errors.Length > 1 ? Math.Sqrt(moments.Deviation * moments.Deviation * Errors.Length / (Errors.Length - 1)) : null;
        }
    }

    /// <summary>Standard error of the mean, with the fits taken as independent, as published tables have it.</summary>
    public double? StandardError => Deviation / Math.Sqrt(Errors.Length);

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

    private IEnumerable<FitOutcome> Finished => Fits.Where(fit => fit.Refusal is null);

    /// <summary>The middle one, or the mean of the two in the middle; null where there are none.</summary>
    internal static double? Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
