using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IllsEdge.Cli.Live;
using IllsEdge.Diagnostics;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Cli.Terminal;

/// <summary>What `train --json` prints.</summary>
internal sealed record TrainOutput(
    string Model,
    int Rows,
    int SkippedRows,
    int WithoutHistory,
    int WithoutInput,
    int WithoutWeight,
    IReadOnlyList<ColumnGaps> Missing,
    IReadOnlyList<TargetMetrics> Targets,
    IReadOnlyList<TargetMetrics>? Validation,
    IReadOnlyList<TargetMetrics>? HeldOut,
    IReadOnlyList<TargetMetrics>? HeldOutLinear,
    string Method,
    int Iterations,
    double Seconds,
    string StopReason,
    double Ridge,
    ulong Seed,
    int Members,
    IReadOnlyList<StartOutput> Starts,
    int Parameters,
    int? Rank,
    IReadOnlyList<TraceOutput> Trace,
    RobustOutput? Robust,
    IReadOnlyList<string> Warnings);

/// <summary>One fit from random weights; loss, validation loss and evidence where the kept weights are.</summary>
internal sealed record StartOutput(
    ulong Seed,
    bool Kept,
    double Ridge,
    int Iterations,
    string StopReason,
    double Loss,
    double? ValidationLoss,
    double? LogEvidence);

/// <summary>One iteration.</summary>
internal sealed record TraceOutput(int Iteration, double Seconds, double Loss, double? ValidationLoss, double Ridge, int Rows, int Round);

/// <summary>The loss that was used, how many targets lay far from the fit, and the furthest of them.</summary>
internal sealed record RobustOutput(string Loss, int Count, IReadOnlyList<OutlyingTarget> Outliers);

/// <summary>What `tune --json` prints.</summary>
internal sealed record TuneOutput(
    string Model,
    int Rows,
    int SkippedRows,
    IReadOnlyList<TargetMetrics> Targets,
    IReadOnlyList<TargetMetrics> Validation,
    string Method,
    int Iterations,
    double Seconds,
    string StopReason,
    double Ridge,
    ulong Seed,
    int Members,
    int Parameters,
    IReadOnlyList<TrialOutput> Chosen,
    IReadOnlyList<TrialOutput> Tried,
    IReadOnlyList<SearchTraceOutput> Trace,
    RobustOutput? Robust,
    IReadOnlyList<string> Warnings);

/// <summary>One candidate; errors as a share of the target's standard deviation.</summary>
internal sealed record TrialOutput(
    IReadOnlyList<int> Hidden,
    string Activation,
    bool Resampled,
    double Ridge,
    int Folds,
    int Restarts,
    int Members,
    double SingleError,
    double EnsembleError,
    double Seconds);

/// <summary>The lowest mean squared error on held-out rows after so many trials.</summary>
internal sealed record SearchTraceOutput(int Iteration, double Seconds, double Loss);

/// <summary>What `evaluate --json` prints.</summary>
internal sealed record EvaluateOutput(
    int Rows,
    int SkippedRows,
    IReadOnlyList<ColumnGaps> Missing,
    IReadOnlyList<TargetMetrics> Targets,
    double Interval,
    IReadOnlyList<TargetReliability> Reliability);

/// <summary>What `inspect --json` prints.</summary>
internal sealed record InspectOutput(
    IReadOnlyList<InspectVariable> Inputs,
    IReadOnlyList<InspectVariable> Targets,
    IReadOnlyList<InspectMember> Members,
    Provenance Provenance,
    EvaluateOutput? Data,
    IReadOnlyList<InputImportance> Importance,
    IReadOnlyList<InputRelation> Relations,
    RowInspection? Rows,
    IReadOnlyList<FindingOutput> Findings);

/// <summary>A finding with its words in camel case.</summary>
internal sealed record FindingOutput(string Kind, string Severity, string What, string Remedy);

/// <summary>An input or a target.</summary>
internal sealed record InspectVariable(
    string Name,
    string? Unit,
    double Mean,
    double StandardDeviation,
    double Lowest,
    double Highest,
    string Column,
    int Lag,
    bool Indicator,
    double? Fill);

/// <summary>One network; all behind `parameters` only with data, rank and condition up to 600 parameters.</summary>
internal sealed record InspectMember(
    IReadOnlyList<InspectLayer> Layers,
    int Parameters,
    IReadOnlyList<NeuronInsight>? Neurons,
    double? Error,
    int? Rank,
    double? Condition,
    double? Reachable,
    IReadOnlyList<NeuronPair>? Overlaps);

/// <summary>One layer.</summary>
internal sealed record InspectLayer(int Inputs, int Neurons, string Activation);

/// <summary>What `predict FILE -o OUT --json` prints.</summary>
internal sealed record PredictOutput(string Output, long Rows, long Good, long OutOfSpecification, long Failed);

/// <summary>What `run --json` prints last, behind the predictions.</summary>
internal sealed record RunOutput(RunSummary Summary);

/// <summary>Serialisation code made at build time. Numbers that JSON cannot hold are written as text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(TrainOutput))]
[JsonSerializable(typeof(TuneOutput))]
[JsonSerializable(typeof(EvaluateOutput))]
[JsonSerializable(typeof(InspectOutput))]
[JsonSerializable(typeof(CompareOutput))]
[JsonSerializable(typeof(PredictOutput))]
[JsonSerializable(typeof(RunOutput))]
[JsonSerializable(typeof(ReplayOutput))]
[JsonSerializable(typeof(DoctorOutput))]
internal sealed partial class CliJson : JsonSerializerContext
{
    /// <summary>Prints one object on standard output.</summary>
    public static void Print<T>(T value, JsonTypeInfo<T> type) => Console.Out.WriteLine(JsonSerializer.Serialize(value, type));
}
