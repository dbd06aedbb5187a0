using IllsEdge.Comparison;
using IllsEdge.Diagnostics;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;

namespace IllsEdge.Reports.Comparisons;

/// <summary>Which inputs matter?</summary>
internal static class InputSection
{
    private const int Named = 3;

    public static string Answer(ComparisonResult result)
    {
        InputImportance[] counting = [.. result.Importance.Where(input => input.Increase > 2 * input.Deviation && input.Increase > 0)];
        if (counting.Length == 0)
            return "None of them to speak of.";
        string[] least = [.. result.Importance.Except(counting).Select(input => input.Name)];
        return $"Above all {Wording.List([.. counting.Take(Named).Select(input => input.Name)])}" +
            (least.Length > 0 ? $"; hardly {Wording.List(least)}." : ".");
    }

    public static void Add(HtmlPage page, ComparisonResult result)
    {
        Section section = page.Section("inputs", "Which inputs matter?", Answer(result));
        section.Figure(
            InputCharts.Importance(result.Importance, result.Request.Target),
            "By how much the error rises when an input's values are shuffled among the rows, on rows not seen; whiskers: " +
            "scatter of five shuffles. Inputs that say the same hide each other's importance.");
        foreach (PartialDependence dependence in result.Dependence)
            section.Figure(InputCharts.Dependence(dependence));
        section.Paragraph(InputCharts.DependenceInWords);
        foreach (Finding finding in (result.Inspection?.Findings ?? [])
            .Where(finding => finding.Kind is FindingKind.RelatedInputs or FindingKind.UnusedInputs))
            section.Finding(finding);
    }
}
