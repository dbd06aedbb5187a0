using System.Text.Json;
using IllsEdge.Data;
using IllsEdge.Search;
using IllsEdge.Training;

namespace IllsEdge.Cli.Terminal;

/// <summary>What a search did, for people and for programs.</summary>
internal static class SearchSummary
{
    /// <summary>What it does at present.</summary>
    public static string Line(SearchProgress progress) =>
        $"{progress.Seconds:F1} s: {progress.Doing}" + (progress.Best is { } best
            ? $"; best so far {best.Candidate}, error {Format.Short(best.EnsembleError)}"
            : "");

    /// <summary>What the user should know, a line each, without a full stop.</summary>
    public static IEnumerable<string> Warnings(SearchResult result)
    {
        foreach (ColumnFinding finding in result.Findings)
            yield return finding.ToString();
        if (result.SkippedRows - result.WithoutHistory - result.WithoutInput - result.WithoutWeight is > 0 and int withoutTarget)
            yield return $"{Format.Count(withoutTarget, "row")} without a target were left out";
        if (result.WithoutInput > 0)
            yield return $"{Format.Count(result.WithoutInput, "row")} with a missing input were left out";
        if (result.WithoutWeight > 0)
            yield return $"{Format.Count(result.WithoutWeight, "row")} of weight 0 were left out";
        if (result.Robust is null or { Loss: RobustLoss.None })
            foreach (string warning in MetricsTable.Warnings(result.Validation))
                yield return warning;
        if (result.Model.Calibration is null)
            yield return Intervals.None;
        if (result.StopReason == StopReason.Interrupted)
            yield return "interrupted; the best of what was tried so far was fitted to all rows and written";
    }

    /// <summary>What was done, for people.</summary>
    public static IEnumerable<string> Lines(SearchResult result, string data, string output)
    {
        yield return $"{data}: {Format.Count(result.Rows, "row")}, {Format.Count(result.Model.Inputs.Count, "input")}";
        if (result.WithoutHistory > 0)
            yield return $"the first {Format.Count(result.WithoutHistory, "row")} only as history";
        yield return "";
        foreach (string line in Format.Table(
            ["tried", "ridge", "folds", "restarts", "error of one", "of the mean of", "", "seconds"],
            result.Trials.Select(trial => (IReadOnlyList<string>)
            [
                trial.Candidate.ToString(),
                Format.Short(trial.Ridge),
                Format.Short(trial.Folds),
                Format.Short(trial.Restarts),
                Format.Short(trial.SingleError),
                Format.Short(trial.Members),
                Format.Short(trial.EnsembleError),
                $"{trial.Seconds:F1}",
            ])))
            yield return line;
        yield return "";
        string kinds = string.Join(" + ", result.Chosen.Select(kind =>
            $"{(kind.Members == 1 ? "" : $"{kind.Members} x ")}{kind.Candidate} with ridge {Format.Short(kind.Ridge)}"));
        yield return $"chosen: {(result.Model.Members.Count == 1 ? "" : "the mean of ")}{kinds}";
        yield return $"{Reason(result.StopReason)} after {result.Seconds:F1} s";
        foreach (string line in MetricsTable.Lines("held-out rows", result.Validation))
            yield return line;
        foreach (string line in MetricsTable.Lines("training rows", result.Model.Provenance.Metrics))
            yield return line;
        foreach (string line in OutlierTable.Lines(result.Robust, result.Outliers))
            yield return line;
        yield return $"written: {output}";
    }

    /// <summary>What was done, for programs.</summary>
    public static TuneOutput ToOutput(SearchResult result, string output, IReadOnlyList<string> warnings) => new(
        output,
        result.Rows,
        result.SkippedRows,
        result.Model.Provenance.Metrics,
        result.Validation,
        result.Model.Provenance.Method,
        result.Trials.Count,
        result.Seconds,
        JsonNamingPolicy.CamelCase.ConvertName(result.StopReason.ToString()),
        result.Chosen[0].Ridge,
        result.Model.Provenance.Seed,
        result.Model.Members.Count,
        result.Model.Members.Sum(member => member.Network.Parameters.Length),
        [.. result.Chosen.Select(ToOutput)],
        [.. result.Trials.Select(ToOutput)],
        [.. Trace(result.Trials)],
        OutlierTable.ToOutput(result.Robust, result.Outliers),
        warnings);

    private static TrialOutput ToOutput(Trial trial) => new(
        trial.Candidate.Hidden,
        trial.Candidate.Activation.Name,
        trial.Candidate.Resampled,
        trial.Ridge,
        trial.Folds,
        trial.Restarts,
        trial.Members,
        trial.SingleError,
        trial.EnsembleError,
        trial.Seconds);

    private static IEnumerable<SearchTraceOutput> Trace(IReadOnlyList<Trial> trials)
    {
        double lowest = double.PositiveInfinity;
        int folds = trials.Max(trial => trial.Folds);
        foreach ((int index, Trial trial) in trials.Index())
        {
            if (trial.Folds == folds)
                lowest = Math.Min(lowest, trial.EnsembleError * trial.EnsembleError);
            yield return new SearchTraceOutput(index + 1, trial.At, lowest);
        }
    }

    private static string Reason(StopReason reason) => reason switch
    {
        StopReason.Converged => "everything tried",
        StopReason.Time => "as far as the time limit allows,",
        _ => "interrupted",
    };
}
