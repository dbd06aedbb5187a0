using IllsEdge.Diagnostics;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;

namespace IllsEdge.Reports.Inspections;

/// <summary>What it makes of its inputs.</summary>
internal static class InputSection
{
    public static void Add(HtmlPage page, InspectedModel inspected)
    {
        Section section = page.Section(
            "inputs", "What it makes of its inputs", inspected.Table is null ? "With data, this shows which of them matter." : "");
        string target = inspected.Model.Targets[0].Name;
        InputImportance[] importance =
            [.. inspected.Seen.Importance.Where(input => input.Target == target).OrderByDescending(input => input.Increase)];
        if (importance.Length > 0)
        {
            section.Figure(
                InputCharts.Importance(importance, target),
                "By how much the error rises when an input's values are shuffled among the rows; whiskers: scatter of five shuffles.");
            foreach (PartialDependence dependence in PartialDependence.OfMostImportant(
                inspected.Model, inspected.Table!, inspected.Rows, importance))
                section.Figure(InputCharts.Dependence(dependence));
            section.Paragraph(InputCharts.DependenceInWords);
        }

        Table table = new(Column.Text("input"), Column.Number("variance inflation"), Column.Text("says the same as"))
        {
            Caption = "How far each input repeats the others: 1 is not at all, 10 is much",
        };
        foreach (InputRelation relation in inspected.Seen.Relations.OrderByDescending(relation => relation.Inflation))
            table.Row(
                relation.Name,
                NumberText.Of(relation.Inflation, 2),
                string.Join(", ", relation.Partners.Select(partner => $"{partner.Name} (correlation " +
                    $"{NumberText.Of(partner.Correlation, 2)})")));
        section.Table(table);
    }
}
