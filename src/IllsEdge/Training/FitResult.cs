using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <summary>A fitted model and how it came about.</summary>
/// <param name="Model">The model.</param>
/// <param name="Report">
/// What the trainer did: to the first network where there are several, with the time of all, and the reason why they were cut
/// short if they were.
/// </param>
/// <param name="Rows">Rows trained on.</param>
/// <param name="SkippedRows">Rows that were left out, for whatever reason.</param>
/// <param name="Validation">Errors on the rows kept aside; null without such rows.</param>
/// <param name="Findings">Columns that carry nothing, repeat others, or consist of one value and little else.</param>
public sealed record FitResult(
    Model Model,
    TrainingReport Report,
    int Rows,
    int SkippedRows,
    IReadOnlyList<TargetMetrics>? Validation,
    IReadOnlyList<ColumnFinding> Findings)
{
    /// <summary>
    /// Errors on rows of the training rows, predicted by fits without them, from which the intervals come; null where there are none.
    /// </summary>
    public IReadOnlyList<TargetMetrics>? HeldOut { get; init; }

    /// <summary>Errors of linear models on the same rows.</summary>
    public IReadOnlyList<TargetMetrics>? HeldOutLinear { get; init; }

    /// <summary>All fits in their order.</summary>
    public IReadOnlyList<FittedStart> Starts { get; init; } = [];

    /// <summary>Of the rows left out, those with fewer rows before them than the model looks back.</summary>
    public int WithoutHistory { get; init; }

    /// <summary>Of the rows left out, those that have every target and miss an input.</summary>
    public int WithoutInput { get; init; }

    /// <summary>Of the rows left out, those whose weight is 0.</summary>
    public int WithoutWeight { get; init; }

    /// <summary>Columns of inputs that miss values, in the whole table.</summary>
    public IReadOnlyList<ColumnGaps> Gaps { get; init; } = [];

    /// <summary>The targets that lay furthest from the fit, the first of several, where <see cref="TrainingOptions.Robust"/> asked.</summary>
    public IReadOnlyList<OutlyingTarget> Outliers { get; init; } = [];
}

/// <summary>A target that lay further than <see cref="ResidualScale.Outlying"/> scales from the fit.</summary>
/// <param name="Line">Line in the file, as <see cref="DataTable.LineOf"/> counts.</param>
/// <param name="Target">Name of the target.</param>
/// <param name="Value">What the row says.</param>
/// <param name="Predicted">What the fit says.</param>
/// <param name="Residual">Value less prediction, over the scale of the target's residuals.</param>
/// <param name="Weight">What it counted at the end, in [0, 1].</param>
public sealed record OutlyingTarget(
    long Line, string Target, double Value, double Predicted, double Residual, double Weight);
