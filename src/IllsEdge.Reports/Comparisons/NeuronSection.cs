using IllsEdge.Comparison;
using IllsEdge.Diagnostics;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;

namespace IllsEdge.Reports.Comparisons;

/// <summary>What the network has learned, and what to do about it.</summary>
internal static class NeuronSection
{
    public static void Add(HtmlPage page, ComparisonResult result)
    {
        if (result.Inspection is not { } inspection || result.Whole is not { } whole)
            return;
        Section section = page.Section(
            "neurons",
            "What has the network learned?",
            $"{result.Subject.Name} fitted to all rows, by {whole.Report.Method}: " +
            $"{whole.Model.Members[0].Network.Parameters.Length} parameters, ridge (a penalty that keeps weights small) " +
            $"{NumberText.Of(whole.Report.Ridge)}, {whole.Report.Iterations} iterations.");
        foreach (Finding finding in inspection.Findings.Where(finding =>
            finding.Kind is not (FindingKind.RelatedInputs or FindingKind.UnusedInputs or FindingKind.OddRows)))
            section.Finding(finding);
        NeuronCharts.Add(section, inspection.Members[0]);
    }
}
