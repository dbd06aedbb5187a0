using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Search;

/// <summary>A model that was searched for, and how.</summary>
/// <param name="Model">The mean of networks of the chosen kinds, fitted to all rows.</param>
/// <param name="Chosen">What was tried of these kinds, the best first, with the number of networks that the model has of each.</param>
/// <param name="Trials">All that was tried, in order; a candidate that was judged again comes again.</param>
/// <param name="Validation">Errors of the chosen kinds on the rows held out, their restarts averaged.</param>
/// <param name="Rows">Rows trained on.</param>
/// <param name="SkippedRows">Rows that were left out, for whatever reason.</param>
/// <param name="StopReason">
/// Converged, or Time or Interrupted, which cut the search short: then another run may find something else.
/// </param>
/// <param name="Seconds">Duration.</param>
/// <param name="Findings">Columns that carry nothing, repeat others, or consist of one value and little else.</param>
public sealed record SearchResult(
    Model Model,
    IReadOnlyList<Trial> Chosen,
    IReadOnlyList<Trial> Trials,
    IReadOnlyList<TargetMetrics> Validation,
    int Rows,
    int SkippedRows,
    StopReason StopReason,
    double Seconds,
    IReadOnlyList<ColumnFinding> Findings)
{
    /// <summary>What was found to be outlying before the search; null where nobody asked.</summary>
    public RobustReport? Robust { get; init; }

    /// <summary>The targets that lay furthest from the fit that looked for them.</summary>
    public IReadOnlyList<OutlyingTarget> Outliers { get; init; } = [];

    /// <summary>Of the rows left out, those with fewer rows before them than the model looks back.</summary>
    public int WithoutHistory { get; init; }

    /// <summary>Of the rows left out, those that have every target and miss an input.</summary>
    public int WithoutInput { get; init; }

    /// <summary>Of the rows left out, those whose weight is 0.</summary>
    public int WithoutWeight { get; init; }
}
