using IllsEdge.Comparison;
using IllsEdge.Diagnostics;
using IllsEdge.Training;

namespace IllsEdge.Cli.Terminal;

/// <summary>What `compare --json` prints.</summary>
internal sealed record CompareOutput(
    string Target,
    int Rows,
    int SkippedRows,
    double Deviation,
    int Runs,
    int Folds,
    ulong Seed,
    double Seconds,
    bool Complete,
    string Verdict,
    string Subject,
    string? BestOpponent,
    IReadOnlyList<MethodOutput> Methods,
    double Interval,
    double? Coverage,
    IReadOnlyList<HeldOutOutput> HeldOut,
    IReadOnlyList<InputImportance> Importance,
    IReadOnlyList<PartialDependence> Dependence,
    Disturbance? Noise,
    Disturbance? Outliers,
    IReadOnlyList<Variation> Variations,
    IReadOnlyList<ColumnGaps> Missing,
    IReadOnlyList<string> Warnings,
    string? Report);

/// <summary>A row as a fit without it predicts it; reach is half of its interval's width, status G or S.</summary>
internal sealed record HeldOutOutput(
    int Row, long Line, int Fold, double Measured, double Predicted, double? Reach, string Status);

/// <summary>One method; null where no fit ended, or none reached the common accuracy.</summary>
internal sealed record MethodOutput(
    string Name,
    double? Rmse,
    double? StandardError,
    double Failed,
    string? Refusal,
    double? SecondsToCommon,
    double? TimesAsLong,
    double? Seconds,
    double? Iterations,
    double? Bytes,
    ErrorRatio? AgainstSubject,
    IReadOnlyList<FitOutput> Fits);

/// <summary>One fit; the error is null where it is no number.</summary>
internal sealed record FitOutput(
    int Run,
    int Fold,
    double? Rmse,
    double? CommonRmse,
    double? SecondsToCommon,
    double Seconds,
    int Iterations,
    double Ridge,
    string? StopReason,
    bool Failed,
    IReadOnlyList<CurvePoint> Curve);
