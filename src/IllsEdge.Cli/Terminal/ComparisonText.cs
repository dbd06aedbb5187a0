using IllsEdge.Comparison;

namespace IllsEdge.Cli.Terminal;

/// <summary>A comparison as text.</summary>
internal static class ComparisonText
{
    public static IEnumerable<string> Lines(ComparisonResult result) => Format.Table(
        ["method", "rmse", "+-", "to common accuracy", "times as long", "whole fit", "iterations", "failed", "memory"],
        result.Methods.Select(method => (IReadOnlyList<string>)
        [
            method.Name,
            Format.Short(method.Rmse),
            Format.Short(method.StandardError),
            method.Method.IsLinear ? "" : result.TypicalSecondsToCommon(method) is { } seconds ? $"{Format.Short(seconds)} s" : "never",
            Format.Short(result.TimesAsLong(method)),
            $"{Format.Short(method.Seconds)} s",
            Format.Short(method.Iterations),
            $"{method.Failed:P0}",
            $"{method.Bytes / 1e6:F1} MB",
        ])).Append($"{result.Seconds:F1} s");
}
