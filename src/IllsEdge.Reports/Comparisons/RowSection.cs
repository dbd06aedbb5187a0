using IllsEdge.Comparison;
using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Prediction;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;
using IllsEdge.Training;

namespace IllsEdge.Reports.Comparisons;

/// <summary>Which rows are odd, and what is odd about the data?</summary>
internal static class RowSection
{
    private const int Listed = 12;

    /// <summary>Halves of an interval beyond which a measured value is odd and not only unlucky.</summary>
    private const double FarOff = 2;

    public static string Answer(ComparisonResult result)
    {
        HeldOutPrediction[] far = FarOffRows(result);
        int strange = result.HeldOut.Count(row => row.Status == ValueStatus.OutOfSpecification);
        string odd = far.Length == 0
            ? "No measured value is far off"
            : $"{far.Length} of {result.HeldOut.Count} measured values are over {FarOff} half intervals off, most of all line {far[0].Line}";
        return $"{odd}; {strange} {(strange == 1 ? "row is" : "rows are")} unlike those that the model learned from.";
    }

    public static void Add(HtmlPage page, ComparisonResult result)
    {
        Section section = page.Section(
            "rows", "Which rows are odd?", result.HeldOut.Count > 0 ? Answer(result) : "The predictions were not come to.");
        if (FarOffRows(result) is { Length: > 0 } far)
            section.Table(RowTables.Odd(
                far.Take(Listed).Select(row => new OddTarget(row.Line, result.Request.Target, row.Measured, row.Predicted, row.Reach!.Value)),
                $"Measured values far from what rows like these let expect, the furthest first; {Math.Min(Listed, far.Length)} of {far.Length}"));
        if (result.Inspection?.Odd?.Unfamiliar is { Count: > 0 } unfamiliar)
            section.Table(RowTables.Unfamiliar(unfamiliar));
        section.Heading("Problems of the data");
        string[] problems = [.. Problems(result)];
        if (problems.Length == 0)
            section.Note(NoteKind.Good, "No column is empty, constant, a copy of another, or ruled by one value, and no cell is missing.");
        else
            foreach (string problem in problems)
                section.Note(NoteKind.Warning, problem);
    }

    private static IEnumerable<string> Problems(ComparisonResult result)
    {
        if (result.SkippedRows > 0)
            yield return $"{result.SkippedRows} rows were left out: without a target, or without an input.";
        foreach (ColumnGaps gaps in result.Gaps)
            yield return $"{gaps.Missing} values of {gaps.Column} are missing.";
        foreach (ColumnFinding finding in result.Findings)
            yield return $"{finding}.";
    }

    private static HeldOutPrediction[] FarOffRows(ComparisonResult result) =>
    [
        .. result.HeldOut.Where(row => Math.Abs(row.Residual) > FarOff * row.Reach).OrderByDescending(row => Math.Abs(row.Residual) / row.Reach),
    ];
}
