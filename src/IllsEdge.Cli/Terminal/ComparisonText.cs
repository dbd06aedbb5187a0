using System.Text.Json;
using IllsEdge.Comparison;
using IllsEdge.Data;
using IllsEdge.Training;

namespace IllsEdge.Cli.Terminal;

/// <summary>A comparison for people and for programs.</summary>
internal static class ComparisonText
{
    /// <summary>What is odd about the data, and what was not done.</summary>
    public static IEnumerable<string> Warnings(ComparisonResult result)
    {
        if (result.HasFewRows)
            yield return $"there are only {Format.Count(result.Rows, "row")}; nothing that is found is sure";
        if (result.SkippedRows > result.History)
            yield return $"{Format.Count(result.SkippedRows - result.History, "row")} without a target or an input were left out";
        if (result.RepeatedRows > 0)
            yield return $"{Format.Count(result.RepeatedRows, "row")} repeat another one; errors may look smaller than they are";
        foreach (ColumnGaps gaps in result.Gaps)
            yield return $"{gaps.Missing} of {gaps.Column} are missing";
        foreach (ColumnFinding finding in result.Findings)
            yield return $"{finding}";
        foreach (MethodResult method in result.Methods.Where(method => method.Refusal is not null))
            yield return $"{method.Name} could not take part: {method.Refusal!.TrimEnd('.')}";
        if (!result.IsComplete)
            yield return $"interrupted after {result.Subject.Fits.Count} of {result.Request.Runs * result.Request.Folds} " +
                "timed fits of each method; what was not come to is left out";
    }

    /// <summary>The verdict and the figures behind it.</summary>
    public static IEnumerable<string> Lines(ComparisonResult result)
    {
        foreach (string line in Format.Wrap(Verdict.Of(result).ToString(), "", ""))
            yield return line;
        yield return "";
        foreach (string line in Format.Table(
            [$"rmse of {result.Request.Target}", "mean", "+-", "to common accuracy", "times as long", "whole fit", "iterations", "failed", "memory"],
            result.Methods.Select(method => Row(result, method))))
            yield return line;
        yield return "";
        foreach (string line in Format.Wrap(
            $"{Format.Count(result.Subject.Fits.Count, "fit")} a method, each judged on rows that it has not seen; +- is the " +
            "standard error, folds sharing rows. " +
            "The common accuracy is 1 % above the error at which " +
            $"{result.Subject.Name}{(result.BestOpponent is { } best ? $" or {best.Name} ends, the later one" : " ends")}; " +
            "seconds to it " +
            "are the median of all fits, times as long a geometric mean where half of them reach it. Failed: errs over 5 % more than " +
            $"linear regression. {Verdict.RidgeNote(result)} {result.Seconds:F0} s in all.",
            "",
            ""))
            yield return line;
    }

    /// <summary>What `--json` prints.</summary>
    public static CompareOutput ToOutput(ComparisonResult result, IReadOnlyList<string> warnings, string? report) => new(
        result.Request.Target,
        result.Rows,
        result.SkippedRows,
        result.Deviation,
        result.Request.Runs,
        result.Request.Folds,
        result.Request.Seed,
        result.Seconds,
        result.IsComplete,
        Verdict.Of(result).ToString(),
        result.Subject.Name,
        result.BestOpponent?.Name,
        [.. result.Methods.Select(method => ToOutput(result, method))],
        result.Request.Level,
        result.Coverage,
        [
            .. result.HeldOut.Select(row => new HeldOutOutput(
                row.Row, row.Line, row.Fold, row.Measured, row.Predicted, row.Reach, $"{(char)row.Status}")),
        ],
        result.Importance,
        result.Dependence,
        result.Noise,
        result.Outliers,
        result.Variations,
        result.Gaps,
        warnings,
        report);

    private static IReadOnlyList<string> Row(ComparisonResult result, MethodResult method) =>
    [
        method.Name,
        Format.Short(method.Rmse),
        Format.Short(method.StandardError),
        FigureText.ToCommonAccuracy(result, method),
        method.Method.IsLinear || result.TimesAsLong(method) is not { } times ? "" : $"{times:F1}",
        FigureText.Seconds(method.Seconds),
        $"{method.Iterations:F0}",
        $"{method.Failed:P0}",
        $"{method.Bytes / 1e6:F1} MB",
    ];

    private static MethodOutput ToOutput(ComparisonResult result, MethodResult method) => new(
        method.Name,
        method.Rmse,
        method.StandardError,
        method.Failed,
        method.Refusal,
        result.TypicalSecondsToCommon(method),
        result.TimesAsLong(method),
        method.Seconds,
        method.Iterations,
        method.Bytes,
        ErrorRatio.Of(method, result.Subject, result.Request.Folds),
        [
            .. method.Fits.Zip(result.CommonRmse, result.SecondsToCommon(method)).Select(fit => new FitOutput(
                fit.First.Run,
                fit.First.Fold,
                double.IsFinite(fit.First.Rmse) ? fit.First.Rmse : null,
                fit.Second,
                fit.Third,
                fit.First.Seconds,
                fit.First.Iterations,
                fit.First.Ridge,
                fit.First.StopReason is { } reason ? JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()) : null,
                fit.First.HasFailed,
                fit.First.Curve)),
        ]);
}
