using System.Globalization;
using IllsEdge.Diagnostics;
using IllsEdge.Prediction;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;

namespace IllsEdge.Reports.Inspections;

/// <summary>The page that a model is shown on.</summary>
public static class InspectionReport
{
    /// <summary>Makes the page.</summary>
    /// <param name="inspected">The model and what was seen.</param>
    /// <param name="origin">What is needed to make it again.</param>
    public static HtmlPage Of(InspectedModel inspected, ReportOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(inspected);
        ArgumentNullException.ThrowIfNull(origin);
        Provenance provenance = inspected.Model.Provenance;
        HtmlPage page = new($"What is in {inspected.File}?")
        {
            Subtitle = string.Create(
                CultureInfo.InvariantCulture,
                $"{(inspected.Table is null ? "without data" : $"on {inspected.Rows.Length} rows of {origin.Name}")}; made " +
                $"{origin.Made:yyyy-MM-dd HH:mm} UTC"),
            Footer = $"Made by illsedge; the model by {provenance.Method} of illsedge {provenance.LibraryVersion}.",
        };
        AddTiles(page, inspected);
        Section findings = page.Section("findings", "What to know about it", "What matters most comes first, each with what " +
            "to do about it.");
        foreach (Finding finding in inspected.Seen.Findings)
            findings.Finding(finding);
        PredictionSection.Add(page, inspected);
        InputSection.Add(page, inspected);
        foreach ((MemberInspection member, int index) in inspected.Seen.Members.Select((member, index) => (member, index)))
            AddNeurons(page, member, index, inspected.Seen.Members.Count);
        ModelSection.Add(page, inspected.Model);
        page.Section("repeat", "How to repeat it").Preformatted(origin.Command);
        return page;
    }

    private static void AddTiles(HtmlPage page, InspectedModel inspected)
    {
        foreach ((TargetMetrics metrics, TargetReliability reliability) in inspected.Metrics.Zip(inspected.Reliability).Take(2))
        {
            page.Tile(NumberText.Of(metrics.Rmse), "", $"error (RMSE) of {metrics.Name} on these rows");
            if (reliability.Coverage is { } coverage)
                page.Tile(Wording.Percent(coverage), "", "of its values lie in their " +
                    $"{Wording.Percent(Calibration.UsualLevel)} interval");
        }

        page.Tile(
            NumberText.Of(inspected.Model.Members.Sum(member => member.Network.Parameters.Length)), "", "parameters")
            .Tile(NumberText.Of(inspected.Model.Provenance.Rows), "", "rows trained on");
    }

    private static void AddNeurons(HtmlPage page, MemberInspection member, int index, int members)
    {
        if (member.Neurons.Count == 0)
            return;
        string rank = member.Rank is { } known
            ? $"The rows determine {known.Value} of {known.Columns} parameters, with a condition of " +
                $"{NumberText.Of(known.Condition, 2)}. "
            : "";
        string reachable = member.Reachable is { } share
            ? $"Other weights could remove {Wording.Percent(share)} of the variance of the residuals."
            : "";
        NeuronCharts.Add(
            page.Section(
                $"network-{index + 1}",
                members == 1 ? "What its neurons do" : $"What the neurons of network {index + 1} of {members} do",
                rank + reachable),
            member);
    }
}
