using IllsEdge.Comparison;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Tests.Comparison;

/// <summary>Figures and words of a result, from fits that are made by hand.</summary>
public class ComparisonFiguresTests
{
    [Fact]
    public void A_mean_comes_with_its_standard_error_and_medians()
    {
        MethodResult method = Method("adam", (2, 10), (4, 30), (6, 20));
        Assert.Equal((4.0, 20.0), (method.Rmse, method.Seconds));
        // Three folds that share rows: 1/3 + 1/2 instead of 1/3.
        Assert.Equal(2 * Math.Sqrt(1.0 / 3 + 1.0 / 2), method.StandardError!.Value, 1e-14);
        Assert.Null(Method("adam", (2, 10)).StandardError);
    }

    [Fact]
    public void A_ratio_of_errors_widens_for_folds_that_share_rows()
    {
        // Ratios e^-0.1 and e^-0.3: mean -0.2, variance 0.02, times 1/2 + 1/4 of five folds.
        ErrorRatio ratio = ErrorRatio.Of(Method("a", (Math.Exp(-0.1), 1), (3 * Math.Exp(-0.3), 1)), Method("b", (1, 1), (3, 1)), folds: 5)!;
        Assert.Equal(Math.Exp(-0.2), ratio.Mean, 1e-14);
        Assert.Equal(Math.Sqrt(0.02 * 0.75), ratio.StandardError!.Value, 1e-14);
        Assert.Equal((false, false, false), (ratio.IsClearlyLower, ratio.IsClearlyHigher, ratio.IsWithin(0.05)));
    }

    [Fact]
    public void Few_folds_need_a_larger_difference()
    {
        // Student's quantiles: 12.71 with one degree of freedom, 2.262 with nine.
        Assert.Equal((false, true), (new ErrorRatio(0.9, 0.01, 2).IsClearlyLower, new ErrorRatio(0.87, 0.01, 2).IsClearlyLower));
        Assert.True(new ErrorRatio(0.97, 0.01, 10).IsClearlyLower);
        Assert.Equal((true, false), (new ErrorRatio(1.01, 0.01, 10).IsWithin(0.05), new ErrorRatio(1.03, 0.01, 10).IsWithin(0.05)));
        Assert.False(new ErrorRatio(0.5, null, 1).IsClearlyLower);
    }

    [Fact]
    public void Fits_without_a_number_are_left_out_of_a_ratio_and_make_no_best_opponent()
    {
        MethodResult wild = Method("wild", (0.1, 1), (double.PositiveInfinity, 1)), tame = Method("tame", (1, 1), (3, 1));
        Assert.Equal((1, 0.1), (wild.Ended, wild.Rmse));
        ErrorRatio ratio = ErrorRatio.Of(wild, tame, 2)!;
        Assert.Equal(1, ratio.Count);
        Assert.Equal(0.1, ratio.Mean, 1e-12);
        MethodResult ours = Method("auto", (1, 1), (2, 1)), linear = Method("linear", (2, 1), (4, 1));
        ComparisonResult result = Result(
            ours with { Method = ours.Method with { IsOurs = true } }, wild, tame, linear with { Method = ComparedMethod.Linear });
        Assert.Equal("tame", result.BestOpponent!.Name);
    }

    [Fact]
    public void The_common_accuracy_is_where_the_later_of_both_leaders_ends()
    {
        ComparisonResult result = Result(
            Fit("auto", true, (1, 3.0), (2, 2.0)), Fit("adam", false, (1, 4.0), (10, 2.5), (20, 2.4)), Fit("linear", false, (1, 8.0)));
        Assert.Equal(2.4 * 1.01, result.CommonRmse[0]!.Value, 1e-12);
        Assert.Equal((2.0, 20.0), (result.TypicalSecondsToCommon(result.Subject), result.TypicalSecondsToCommon(result.BestOpponent!)));
        Assert.Equal(10, result.TimesAsLong(result.BestOpponent!)!.Value, 1e-12);
        Assert.Null(result.TypicalSecondsToCommon(result.Linear));
    }

    [Theory]
    [InlineData(4.0, 5.0, 10.0, "20 % less than adam", "10.0 times as long", "errs 60 % less")]
    [InlineData(5.0, 4.0, 10.0, "adam, the best of its opponents, errs less, by 4", "take it", "10.0 times as long")]
    [InlineData(4.0, 4.0, 10.0, "as well as adam")]
    [InlineData(4.0, 5.0, 3.0, "Take a linear model: ", "errs by 3", "auto by 4")]
    [InlineData(4.0, 5.0, 4.1, "may be all that is needed")]
    public void The_verdict_says_what_the_figures_say(double ours, double adam, double linear, params string[] parts)
    {
        double common = Math.Max(ours, adam);
        ComparisonResult result = Result(
            Fit("auto", true, (1, common), (2, ours)), Fit("adam", false, (10, common), (20, adam)), Fit("linear", false, (1, linear)));
        string verdict = Verdict.Of(result).ToString();
        Assert.All(parts, part => Assert.Contains(part, verdict, StringComparison.Ordinal));
    }

    [Fact]
    public void Disturbed_targets_have_the_noise_and_the_slips_that_were_asked_for()
    {
        const int Count = 20_000;
        TrainingRows rows = new(Count, new double[Count], new double[Count]);
        double[] noisy = Disturbances.Disturb(rows, 0.25, 0, 1).Targets.Column(0).ToArray();
        // Standard errors: 0.25 / sqrt(2 n) of the deviation, sqrt(0.05 / n) of the share; four of them.
        Assert.Equal(0.25, Math.Sqrt(noisy.Average(value => value * value)), 4 * 0.25 / Math.Sqrt(2 * Count));
        double[] slipped = Disturbances.Disturb(rows, 0, 0.05, 1).Targets.Column(0).ToArray();
        Assert.Equal(0.05, slipped.Count(value => value != 0) / (double)Count, 4 * Math.Sqrt(0.05 / Count));
        Assert.All(slipped.Where(value => value != 0), value => Assert.InRange(Math.Abs(value), 5, 10));
        Assert.Equal(rows.Targets.Column(0).ToArray(), Disturbances.Disturb(rows, 0, 0, 1).Targets.Column(0).ToArray());
    }

    [Theory]
    [InlineData(0.0000123, "12 µs")]
    [InlineData(0.0123, "12 ms")]
    [InlineData(1.23, "1.2 s")]
    [InlineData(123.4, "123 s")]
    [InlineData(null, "-")]
    public void A_duration_has_the_unit_that_suits_it(double? seconds, string text) => Assert.Equal(text, FigureText.Seconds(seconds));

    [Theory]
    [InlineData(3.9953, 0.0392, "3.995 ± 0.039")]
    [InlineData(4.929, 0.12, "4.93 ± 0.12")]
    [InlineData(1234.5, 25.2, "1234 ± 25")]
    [InlineData(0.00127, 0.00037, "0.00127 ± 0.00037")]
    [InlineData(5.0, null, "5")]
    public void An_error_has_the_digits_that_mean_something(double value, double? error, string text) =>
        Assert.Equal(text, FigureText.WithStandardError(value, error));

    private static MethodResult Method(string name, params (double Rmse, double Seconds)[] fits) => new(
        new ComparedMethod(name, _ => new CoupledTrainer()),
        [.. fits.Select((fit, index) => new FitOutcome(0, index, fit.Rmse, fit.Seconds, 1, 0, StopReason.Converged) { Part = index })]);

    /// <summary>Two folds with the same curve, of which the last point is the end.</summary>
    private static MethodResult Fit(string name, bool isOurs, params (double Seconds, double Rmse)[] curve) => new(
        new ComparedMethod(name, _ => new CoupledTrainer()) { IsOurs = isOurs, FindsRidge = isOurs, IsLinear = name == "linear" },
        [
            .. Enumerable.Range(0, 2).Select(fold => new FitOutcome(
                0, fold, curve[^1].Rmse * (1 + 1e-3 * fold), curve[^1].Seconds, 1, 0, StopReason.Converged)
                {
                    Part = fold,
                    Curve = [.. curve.Select(point => new CurvePoint(point.Seconds, 1, point.Rmse * (1 + 1e-3 * fold)))],
                }),
        ]);

    private static ComparisonResult Result(params MethodResult[] methods) => new(
        new ComparisonRequest { Inputs = ["a"], Target = "y", Methods = [.. methods.Select(method => method.Method)], Folds = 2 },
        methods, Rows: 20, SkippedRows: 0, Deviation: 12, [], []);
}
