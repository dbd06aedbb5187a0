using IllsEdge.Comparison;
using IllsEdge.Diagnostics;
using IllsEdge.Reports.Pages;

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
        return $"Above all {List([.. counting.Take(Named).Select(input => input.Name)])}" +
            (least.Length > 0 ? $"; hardly {List(least)}." : ".");
    }

    public static void Add(HtmlPage page, ComparisonResult result)
    {
        Section section = page.Section("inputs", "Which inputs matter?", Answer(result));
        section.Figure(
            InputCharts.Importance(result.Importance, result.Request.Target),
            "By how much the error rises where the rows exchange the values of an input, on rows not seen; whiskers: from exchange to exchange. Inputs that say the same hide each other's importance.");
        foreach (PartialDependence dependence in result.Dependence)
            section.Figure(InputCharts.Dependence(dependence));
        section.Paragraph(
            "Below the bars: the mean prediction with one input set to value after value. The band holds 80 % of the rows' own curves, " +
            "shifted to one mean: where it is wide, the effect depends on the other inputs. This is what the model has learned, which " +
            "need not be what causes what.");
        foreach (Finding finding in (result.Inspection?.Findings ?? []).Where(finding => finding.Kind is FindingKind.RelatedInputs or FindingKind.UnusedInputs))
            section.Finding(finding);
    }

    private static string List(string[] names) => names.Length switch
    {
        1 => names[0],
        _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
    };
}
