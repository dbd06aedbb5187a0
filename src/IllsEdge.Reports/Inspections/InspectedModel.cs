using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Prediction;

namespace IllsEdge.Reports.Inspections;

/// <summary>A model and what was seen in it.</summary>
/// <param name="File">Name of its file.</param>
/// <param name="Model">The model.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Table">The rows, as <see cref="Prediction.Model.Derive"/> makes them; null without data.</param>
/// <param name="Rows">Places of the rows that were looked at.</param>
/// <param name="Metrics">Errors on them, one entry a target; empty without data.</param>
/// <param name="Reliability">Of the intervals there, one entry a target; empty without data.</param>
public sealed record InspectedModel(
    string File,
    Model Model,
    InspectionResult Seen,
    DataTable? Table,
    int[] Rows,
    IReadOnlyList<TargetMetrics> Metrics,
    IReadOnlyList<TargetReliability> Reliability);
