using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Diagnostics;

/// <summary>Looks at a model as a whole and says in sentences what there is to know.</summary>
public static class Inspection
{
    /// <summary>
    /// Rows for what costs p^2 flops each and changes little with more of them: eight for each of the 600 parameters above which
    /// no factor is made.
    /// </summary>
    public const int LargestSample = 5000;

    /// <summary>Rows below which shares and scatter mean nothing.</summary>
    private const int FewestRows = 10;

    /// <summary>Looks at a model, and where there are data at what it does on them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">As <see cref="Model.Derive"/> makes it; null without data.</param>
    /// <param name="rows">Rows to look at; in none of them may an input or a target be missing. Not looked at without data.</param>
    /// <param name="cancellationToken">Looked at between networks.</param>
    /// <returns>The same for the same model and rows.</returns>
    /// <exception cref="ArgumentException">There is a table and no row.</exception>
    /// <exception cref="DataFileException">A column is not there.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static InspectionResult Of(
        Model model, DataTable? table, int[] rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rows);
        if (table is null)
            return WithFindings(model, new(0, 0, [], InputRelations.Of(model), [], null, []));

        ArgumentOutOfRangeException.ThrowIfZero(rows.Length, nameof(rows));
        int[] sample = RowSample.Evenly(rows, LargestSample);
        TrainingRows sampled = TrainingRows.Of(table, model, sample);
        return WithFindings(model, new(
            rows.Length,
            sample.Length,
            PermutationImportance.Of(model, table, rows, model.Provenance.Seed),
            InputRelations.Of(model, table, sample),
            [.. model.Members.Select(Look)],
            RowInspection.Of(model, table, rows),
            []));

        MemberInspection Look(Member member)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return MemberInspection.Of(member.Network, sampled);
        }
    }

    private static InspectionResult WithFindings(Model model, InspectionResult seen)
    {
        if (seen.Rows is > 0 and < FewestRows)
            return seen with { Findings = [FewRows(seen)] };
        Finding[] findings =
        [
            .. NetworkFindings.Of(model, seen).Concat(DataFindings.Of(model, seen)).OrderByDescending(finding => finding.Severity),
        ];
        return seen with { Findings = findings.Length > 0 ? findings : [Sound(seen)] };
    }

    private static Finding FewRows(InspectionResult seen) => new(
        FindingKind.FewRows,
        Severity.Warning,
        $"{Wording.Count(seen.Rows, "row")} tell nothing of neurons, weights and inputs.",
        $"Look at the model on {FewestRows} rows or more.");

    private static Finding Sound(InspectionResult seen) => new(
        FindingKind.Sound,
        Severity.Good,
        seen.Rows > 0
            ? "Nothing to find fault with: the neurons work, the rows determine the weights, and no row lies beyond what is to be " +
              "expected."
            : "Nothing to find fault with in the model itself; with data also its neurons and its predictions are looked at.",
        "");
}
