using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <summary>What a comparison found.</summary>
/// <param name="Request">What was asked for, with the linear model among the methods.</param>
/// <param name="Methods">One entry a method.</param>
/// <param name="Rows">Rows that took part.</param>
/// <param name="SkippedRows">Rows that were left out: without a target or without an input.</param>
/// <param name="Deviation">Standard deviation of the target.</param>
/// <param name="Findings">What is odd about the columns.</param>
/// <param name="Gaps">Columns that miss values.</param>
public sealed record ComparisonResult(
    ComparisonRequest Request,
    IReadOnlyList<MethodResult> Methods,
    int Rows,
    int SkippedRows,
    double Deviation,
    IReadOnlyList<ColumnFinding> Findings,
    IReadOnlyList<ColumnGaps> Gaps)
{
    /// <summary>An error this much above another counts as equal.</summary>
    private const double Allowance = 1.01;

    /// <summary>The first of our methods, which is looked into.</summary>
    public MethodResult Subject => Methods.First(method => method.Method.IsOurs);

    /// <summary>
    /// The opponent with the lowest error among those of which most fits ended; null where none was asked for, or none ended.
    /// </summary>
    public MethodResult? BestOpponent =>
        InOrderOfMerit.FirstOrDefault(method => !method.Method.IsOurs && !method.Method.IsLinear);

    /// <summary>The method with the lowest error among those of which most fits ended.</summary>
    public MethodResult Best => InOrderOfMerit.FirstOrDefault() ?? Subject;

    /// <summary>Linear regression.</summary>
    public MethodResult Linear => Methods.First(method => method.Method.IsLinear);

    /// <summary>The subject's error over that of linear regression; null where one of them never ended.</summary>
    public ErrorRatio? AgainstLinear => ErrorRatio.Of(Subject, Linear, Request.Folds);

    /// <summary>Whether linear regression is clearly better than the subject.</summary>
    public bool IsLinearBetter => AgainstLinear is { IsClearlyHigher: true };

    /// <summary>
    /// The common accuracy of every fold and run, in the order of the fits: 1 % above the higher of the errors at which the subject
    /// and the best opponent ended, of those that have not failed there; null where both have.
    /// </summary>
    public IReadOnlyList<double?> CommonRmse
    {
        get
        {
            MethodResult?[] leaders = [Subject, BestOpponent];
            return
            [
                .. Enumerable.Range(0, Subject.Fits.Count).Select(fit =>
                    leaders.Where(method => method is { } leader && !leader.Fits[fit].HasFailed)
                        .Max(method => (double?)method!.Fits[fit].Rmse) * Allowance),
            ];
        }
    }

    /// <summary>What the subject said of every row, by a fit without the row; empty where that was not come to.</summary>
    public IReadOnlyList<HeldOutPrediction> HeldOut { get; init; } = [];

    /// <summary>Share of the rows with an interval whose measured value lies in it; null without intervals.</summary>
    public double? Coverage => HeldOut.Any(row => row.Reach is not null)
        ? HeldOut.Where(row => row.Reach is not null).Average(row => row.IsHeld == true ? 1.0 : 0)
        : null;

    /// <summary>
    /// Share of the target's variance that the predictions of rows not seen explain, 1 - (sum of squared errors) / (sum of squared
    /// distances from the mean); below 0 for those that are worse than the mean. Null where there are none.
    /// </summary>
    public double? Explained
    {
        get
        {
            RunningMoments measured = default;
            foreach (HeldOutPrediction row in HeldOut)
                measured.Add(row.Measured);
            return measured.Spread > 0 ? 1 - HeldOut.Sum(row => row.Residual * row.Residual) / measured.Spread : null;
        }
    }

    /// <summary>Rows at the beginning that are only the history of others.</summary>
    public int History { get; init; }

    /// <summary>Rows that repeat another one to the last digit: what is learned from in one fold is judged in another.</summary>
    public int RepeatedRows { get; init; }

    /// <summary>Whether there are too few rows for anything to be sure.</summary>
    public bool HasFewRows => Rows < MethodComparison.FewestRows;

    /// <summary>The subject fitted to all rows; null where that was not come to.</summary>
    public FitResult? Whole { get; init; }

    /// <summary>
    /// How much the columns matter to the subject, on the rows that each fit has not seen, the most important first; empty where that
    /// was not come to.
    /// </summary>
    public IReadOnlyList<InputImportance> Importance { get; init; } = [];

    /// <summary>How <see cref="Whole"/> depends on the most important inputs.</summary>
    public IReadOnlyList<PartialDependence> Dependence { get; init; } = [];

    /// <summary>What there is to see in <see cref="Whole"/>; null where that was not come to.</summary>
    public InspectionResult? Inspection { get; init; }

    /// <summary>Noise on the targets; null where that was not come to.</summary>
    public Disturbance? Noise { get; init; }

    /// <summary>Gross errors in the targets; null where that was not come to.</summary>
    public Disturbance? Outliers { get; init; }

    /// <summary>Other activations, ridges, iterations, widths; empty where that was not come to.</summary>
    public IReadOnlyList<Variation> Variations { get; init; } = [];

    /// <summary>Whether everything was done; otherwise somebody interrupted it.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Duration of it all.</summary>
    public double Seconds { get; init; }

    /// <summary>Seconds to the common accuracy, fit by fit; null where it was not reached.</summary>
    /// <param name="method">The method.</param>
    public IReadOnlyList<double?> SecondsToCommon(MethodResult method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return [.. method.Fits.Zip(CommonRmse, (fit, rmse) => rmse is { } common ? fit.SecondsTo(common) : null)];
    }

    private IEnumerable<MethodResult> InOrderOfMerit => Methods
        .Where(method => method.Ended > 0).OrderByDescending(method => method.Ended).ThenBy(method => method.Rmse);

    /// <summary>Median of the seconds to the common accuracy; null where most fits did not reach it.</summary>
    /// <param name="method">The method.</param>
    public double? TypicalSecondsToCommon(MethodResult method)
    {
        double median = MethodResult.Median(SecondsToCommon(method).Select(seconds => seconds ?? double.PositiveInfinity))!.Value;
        return double.IsFinite(median) ? median : null;
    }

    /// <summary>
    /// How many times as long a method takes to the common accuracy as the subject: geometric mean over the fits in which both
    /// reach it; null where these are fewer than half.
    /// </summary>
    /// <param name="method">The method.</param>
    public double? TimesAsLong(MethodResult method)
    {
        double[] ratios =
        [
            .. SecondsToCommon(method).Zip(SecondsToCommon(Subject))
                .Where(pair => pair is { First: > 0, Second: > 0 }).Select(pair => Math.Log(pair.First!.Value / pair.Second!.Value)),
        ];
        return 2 * ratios.Length < method.Fits.Count ? null : Math.Exp(ratios.Average());
    }
}
