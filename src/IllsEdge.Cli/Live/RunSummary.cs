using IllsEdge.Device.Retraining;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Runtime.Validity;
using IllsEdge.Device.Simulation;

namespace IllsEdge.Cli.Live;

/// <summary>How a simulated run was, for people and as JSON.</summary>
/// <param name="Hours">Plant time.</param>
/// <param name="Samples">Samples taken.</param>
/// <param name="Labels">Labels that came.</param>
/// <param name="UnmatchedLabels">Of these, labels that matched no sample.</param>
/// <param name="Unit">Unit of the errors; null where there is none.</param>
/// <param name="Change">What changed, and when; null where nothing did.</param>
/// <param name="ErrorBefore">RMSE of what was published before the change.</param>
/// <param name="ErrorWithoutRetraining">RMSE after the change of the model that was in use at it.</param>
/// <param name="ErrorWithRetraining">RMSE of what was published after the change, on the same labels.</param>
/// <param name="LabelsAfter">Labels after the change.</param>
/// <param name="Adopted">Challengers that were adopted.</param>
/// <param name="Kept">Retrainings after which the champion stayed.</param>
/// <param name="RolledBack">Times the previous model was put back.</param>
/// <param name="Decisions">What was decided and why, of a simulation; null on a device, whose store has them.</param>
/// <param name="RowsLost">Readings and rows that were lost.</param>
/// <param name="Timing">How punctual the loop was; null where it did not run in real time.</param>
internal sealed record RunSummary(
    double Hours,
    long Samples,
    long Labels,
    long UnmatchedLabels,
    string? Unit,
    string? Change,
    double? ErrorBefore,
    double? ErrorWithoutRetraining,
    double? ErrorWithRetraining,
    long LabelsAfter,
    int Adopted,
    int Kept,
    int RolledBack,
    IReadOnlyList<RunDecision>? Decisions,
    long RowsLost,
    RunTiming? Timing)
{
    /// <summary>What was wrong with each input, one figure a reason.</summary>
    public IReadOnlyList<InputCounts> Inputs { get; init; } = [];

    /// <summary>Labels outside what a label can be.</summary>
    public long ImplausibleLabels { get; init; }

    public static RunSummary Of(LoopStatus status, DriftStudy? study, MachineEvent? change, string? unit) => new(
        Math.Round(status.Elapsed.TotalHours, 4),
        status.Samples,
        status.Labels,
        status.UnmatchedLabels,
        unit,
        change is null ? null : $"{change.Text}, at {LogLine.Time(change.At)}",
        study?.Before,
        study?.WithoutRetraining,
        study?.WithRetraining,
        study?.LabelsAfter ?? 0,
        status.Adopted,
        status.Kept,
        status.RolledBack,
        study?.Decisions.Select(decision => new RunDecision(
            LogLine.Time(decision.Elapsed), decision.Word, decision.Text, Word(decision.Reason))).ToArray(),
        status.Lost,
        RunTiming.Of(status.Timing))
    {
        Inputs = status.Inputs,
        ImplausibleLabels = status.ImplausibleLabels,
        // The store writes when it comes to it; a run that can be repeated says nothing that depends on that.
        BytesWritten = status.Timing is null ? null : status.Store.BytesWritten,
        RowsThinned = status.Store.ThinnedSamples,
        RowsGivenUp = status.Store.GivenUpSamples,
    };

    /// <summary>Bytes that the store has written to the disk; null in a run that is not in real time.</summary>
    public long? BytesWritten { get; init; }

    /// <summary>Samples without a label that were not kept, so that the day's budget of bytes holds.</summary>
    public long RowsThinned { get; init; }

    /// <summary>Old samples that were deleted before their time, because the disk was full.</summary>
    public long RowsGivenUp { get; init; }

    /// <summary>The summary for people.</summary>
    public IEnumerable<string> Lines()
    {
        string of = Unit is null ? "" : $" {Unit}";
        if (Change is not null)
            yield return $"the change                          {Change}";
        yield return $"error before the change             {Error(ErrorBefore)}{of}";
        yield return $"error after it, without retraining  {Error(ErrorWithoutRetraining)}{of}";
        yield return $"error after it, with retraining     {Error(ErrorWithRetraining)}{of}, on the same {LabelsAfter} labels";
        yield return $"retrainings                         {Adopted + Kept}: {string.Join(", ", Reasons())}";
        yield return $"of these                            {Adopted} adopted, {Kept} not, {RolledBack} rolled back later";
        yield return $"rows lost                           {RowsLost}; {Samples} samples and {Labels} labels came";
        foreach (InputCounts input in Inputs.Where(input => input.ToString().Length > 0))
            yield return $"{$"input {input.Name}",-36}{input}";
        if (ImplausibleLabels > 0)
            yield return $"labels outside target.range         {ImplausibleLabels}";
    }

    private IEnumerable<string> Reasons() => (Decisions ?? [])
        .Where(decision => decision.Reason is not null)
        .GroupBy(decision => decision.Reason)
        .Select(reason => $"{reason.Key} {reason.Count()}");

    private static string? Word(RetrainReason? reason) => reason switch
    {
        RetrainReason.FirstModel => "first model",
        RetrainReason.Schedule => "schedule",
        RetrainReason.Labels => "new labels",
        RetrainReason.ErrorRise => "error rise",
        RetrainReason.ErrorDrift => "error drift",
        RetrainReason.InputDrift => "input drift",
        RetrainReason.Command => "command",
        _ => null,
    };

    private static string Error(double? error) => error is { } value ? FormattableString.Invariant($"{value:0.000}") : "-";
}

/// <summary>How much later than due steps began, in milliseconds, and periods without one.</summary>
internal sealed record RunTiming(double MedianLateness, double P999Lateness, double LongestLateness, long MissedPeriods)
{
    public static RunTiming? Of(LoopTiming? timing) => timing is null ? null : new(
        timing.Median.TotalMilliseconds, timing.NearlyAll.TotalMilliseconds, timing.Longest.TotalMilliseconds, timing.Missed);
}

/// <summary>A decision with its plant time; the reason with retrainings only.</summary>
internal sealed record RunDecision(string Time, string Kind, string Text, string? Reason);
