using System.Text.Json;
using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Cli.Terminal;

/// <summary>What a training did, for people and for programs.</summary>
internal static class TrainingSummary
{
    /// <summary>Whether the fit was stopped before its first iteration ended: the model is still its random start.</summary>
    public static bool IsUntrained(FitResult result) =>
        result.Report is { Iterations: 0, StopReason: StopReason.Time or StopReason.Interrupted };

    /// <summary>What the user should know, a line each, without a full stop.</summary>
    public static IEnumerable<string> Warnings(FitResult result)
    {
        foreach (ColumnFinding finding in result.Findings)
            yield return finding.ToString();
        int parameters = result.Model.Members[0].Network.Parameters.Length;
        if (parameters > result.Rows * result.Model.Targets.Count)
            yield return $"the network has {parameters} parameters and only {Format.Count(result.Rows, "row")} to learn " +
                "them from; the ridge decides the rest. Consider fewer --hidden neurons";
        if (result.SkippedRows - result.WithoutHistory - result.WithoutInput - result.WithoutWeight is > 0 and int withoutTarget)
            yield return $"{Format.Count(withoutTarget, "row")} without a target were left out";
        if (result.WithoutInput > 0)
            yield return $"{Format.Count(result.WithoutInput, "row")} with a missing input were left out";
        if (result.WithoutWeight > 0)
            yield return $"{Format.Count(result.WithoutWeight, "row")} of weight 0 were left out";
        if (result.Report.Robust is null or { Loss: RobustLoss.None })
            foreach (string warning in MetricsTable.Warnings(result.Model.Provenance.Metrics))
                yield return warning;
        if (result.Model.Members[0].Network.Layers.Count > 1)
            foreach ((TargetMetrics ours, TargetMetrics linear) in (result.HeldOut ?? []).Zip(result.HeldOutLinear ?? []))
                if (linear.Rmse < ours.Rmse)
                    yield return $"a linear model predicts \"{ours.Name}\" better on held-out rows, with an rmse of " +
                        $"{Format.Short(linear.Rmse)} against {Format.Short(ours.Rmse)}. Consider --hidden none, or tune";
        if (result.Model.Calibration is null)
            yield return Intervals.None;
        if (result.Report.StopReason == StopReason.Interrupted)
            yield return "interrupted after " + (result.Starts.Count > 1
                    ? $"{Format.Count(result.Starts.Count - 1, "network")}"
                    : $"{Format.Count(result.Report.Iterations, "iteration")}")
                + "; the best model so far was written";
    }

    /// <summary>What was done, for people.</summary>
    public static IEnumerable<string> Lines(FitResult result, string data, string output)
    {
        TrainingReport report = result.Report;
        string shape = string.Join(
            " x ", result.Model.Members[0].Network.Layers.Select(layer => layer.Outputs).Prepend(result.Model.Inputs.Count));
        yield return $"{data}: {Format.Count(result.Rows, "row")}, {Format.Count(result.Model.Inputs.Count, "input")}";
        if (result.WithoutHistory > 0)
            yield return $"the first {Format.Count(result.WithoutHistory, "row")} only as history";
        if (result.Gaps.Count > 0)
            yield return "missing values: " + string.Join(", ", result.Gaps.Select(gaps => $"{gaps.Missing} of {gaps.Column}"));
        if (result.Starts.Count == 1)
            yield return $"{report.Method}, {shape}, {Describe(report)}";
        else
        {
            yield return $"{report.Method}, {shape}: {result.Model.Members.Count} of " +
                $"{Format.Count(result.Starts.Count, "network")} kept, {report.Seconds:F2} s";
            foreach (FittedStart start in result.Starts)
                yield return $"  seed {start.Seed}{(start.IsKept ? ", kept" : "")}, {Describe(start.Report)}";
        }

        foreach (string line in MetricsTable.Lines("training rows", result.Model.Provenance.Metrics))
            yield return line;
        if (result.HeldOut is not null)
            foreach (string line in MetricsTable.Lines("held-out rows", result.HeldOut))
                yield return line;
        if (result.Validation is not null)
            foreach (string line in MetricsTable.Lines("validation rows", result.Validation))
                yield return line;
        foreach (string line in OutlierTable.Lines(result.Report.Robust, result.Outliers))
            yield return line;
        yield return $"written: {output}";
    }

    /// <summary>What was done, for programs.</summary>
    public static TrainOutput ToOutput(FitResult result, string output, IReadOnlyList<string> warnings) => new(
        output,
        result.Rows,
        result.SkippedRows,
        result.WithoutHistory,
        result.WithoutInput,
        result.WithoutWeight,
        result.Gaps,
        result.Model.Provenance.Metrics,
        result.Validation,
        result.HeldOut,
        result.HeldOutLinear,
        result.Report.Method,
        result.Report.Iterations,
        result.Report.Seconds,
        JsonNamingPolicy.CamelCase.ConvertName(result.Report.StopReason.ToString()),
        result.Report.Ridge,
        result.Model.Provenance.Seed,
        result.Model.Members.Count,
        [
            .. result.Starts.Select(start => new StartOutput(
                start.Seed,
                start.IsKept,
                start.Report.Ridge,
                start.Report.Iterations,
                JsonNamingPolicy.CamelCase.ConvertName(start.Report.StopReason.ToString()),
                start.Report.Loss,
                start.Report.Trace[start.Report.BestIteration].ValidationLoss,
                start.LogEvidence)),
        ],
        result.Model.Members[0].Network.Parameters.Length,
        result.Report.Rank?.Value,
        [
            .. result.Report.Trace.Select(step =>
                new TraceOutput(
                    step.Iteration, step.Seconds, step.Loss, step.ValidationLoss, step.Ridge, step.Rows, step.Round)),
        ],
        OutlierTable.ToOutput(result.Report.Robust, result.Outliers),
        warnings);

    private static string Describe(TrainingReport report) =>
        $"ridge {Format.Short(report.Ridge)}: {Reason(report.StopReason)} after " +
        $"{Format.Count(report.Iterations, "iteration")}, {report.Seconds:F2} s, loss {Format.Short(report.Loss)}" +
        (report.Trace[report.BestIteration].ValidationLoss is { } validation ? $", on validation rows {Format.Short(validation)}" : "");

    private static string Reason(StopReason reason) => reason switch
    {
        StopReason.Converged => "converged",
        StopReason.NoImprovement => "no improvement on the validation rows",
        StopReason.Iterations => "stopped at the largest number of iterations",
        StopReason.Time => "stopped at the time limit",
        _ => "interrupted",
    };
}
