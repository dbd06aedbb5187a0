using IllsEdge.Comparison;
using IllsEdge.Data;
using IllsEdge.Diagnostics;
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
        return far.Length == 0
            ? "No measured value is far from what rows like it let expect."
            : $"{far.Length} of {result.HeldOut.Count} measured values {(far.Length == 1 ? "is" : "are")} more than twice as " +
                "far off as the " +
                $"{Wording.Percent(result.Request.Level)} interval reaches, most of all line {far[0].Line}.";
    }

    public static void Add(HtmlPage page, ComparisonResult result)
    {
        Section section = page.Section(
            "rows", "Which rows are odd?", result.HeldOut.Count > 0 ? Answer(result) : "The predictions were not come to.");
        if (FarOffRows(result) is { Length: > 0 } far)
            section.Table(RowTables.Odd(
                far.Take(Listed).Select(row => new OddTarget(row.Line, result.Request.Target, row.Measured, row.Predicted, row.Reach!.Value)),
                "Measured values far from what rows like these let expect, the furthest first; " +
                $"{Math.Min(Listed, far.Length)} of {far.Length}"));
        if (result.Inspection?.Odd?.Unfamiliar is { Count: > 0 } unfamiliar)
            section.Table(RowTables.Unfamiliar(unfamiliar));
        section.Heading("Problems of the data");
        string[] problems = [.. Problems(result)];
        if (problems.Length == 0)
            section.Note(NoteKind.Good, "No column is empty, constant, a copy of another, or ruled by one value; no cell is " +
                "missing, and no row is there twice.");
        else
            foreach (string problem in problems)
                section.Note(NoteKind.Warning, problem);
    }

    private static IEnumerable<string> Problems(ComparisonResult result)
    {
        if (result.HasFewRows)
            yield return $"There are only {result.Rows} rows. Nothing here is sure.";
        if (result.SkippedRows > result.History)
            yield return $"{result.SkippedRows - result.History} rows were left out: without a target, or without an input.";
        if (result.RepeatedRows > 0)
            yield return $"{result.RepeatedRows} rows repeat another one to the last digit. Such rows are learned from in one " +
                "fold and judged in another, so errors may look smaller than they are.";
        foreach (ColumnGaps gaps in result.Gaps)
            yield return $"{gaps.Missing} values of {gaps.Column} are missing.";
        foreach (ColumnFinding finding in result.Findings)
            yield return $"{finding}.";
    }

    /// <summary>Measured values over twice as far off as the interval reaches, the furthest first.</summary>
    public static HeldOutPrediction[] FarOffRows(ComparisonResult result) =>
    [
        .. result.HeldOut.Where(row => Math.Abs(row.Residual) > FarOff * row.Reach).OrderByDescending(row => Math.Abs(row.Residual) / row.Reach),
    ];
}
