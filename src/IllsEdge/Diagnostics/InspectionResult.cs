namespace IllsEdge.Diagnostics;

/// <summary>All that was seen in a model; without data the relations of its inputs alone.</summary>
/// <param name="Rows">Rows that were looked at; 0 without data.</param>
/// <param name="Sample">
/// Rows, spread evenly among them, of which <paramref name="Members"/> and <paramref name="Relations"/> tell.
/// </param>
/// <param name="Importance">Importance of the columns for each target; empty without data.</param>
/// <param name="Relations">How far the inputs repeat each other; without data as the training rows had it.</param>
/// <param name="Members">The networks, in the model's order; empty without data.</param>
/// <param name="Odd">Rows to look at, from all of them; null without data.</param>
/// <param name="Findings">
/// What to know about it, warnings first; never empty: the one <see cref="FindingKind.Sound"/> where nothing is amiss.
/// </param>
public sealed record InspectionResult(
    int Rows,
    int Sample,
    IReadOnlyList<InputImportance> Importance,
    IReadOnlyList<InputRelation> Relations,
    IReadOnlyList<MemberInspection> Members,
    RowInspection? Odd,
    IReadOnlyList<Finding> Findings);
