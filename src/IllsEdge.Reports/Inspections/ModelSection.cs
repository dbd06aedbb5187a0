using IllsEdge.Prediction;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Inspections;

/// <summary>What the model is and where it comes from.</summary>
internal static class ModelSection
{
    public static void Add(HtmlPage page, Model model)
    {
        Provenance provenance = model.Provenance;
        Section section = page.Section("model", "What it is");
        Table facts = new(Column.Text("what"), Column.Text("value"));
        foreach ((Member member, int index) in model.Members.Select((member, index) => (member, index)))
            facts.Row(
                model.Members.Count == 1 ? "network" : $"network {index + 1}",
                string.Join(", then ", member.Network.Layers.Select(layer => $"{layer.Outputs} {layer.Activation} on " +
                    $"{layer.Inputs}")));
        facts.Row("trained by", $"{provenance.Method} on {provenance.Rows} rows, seed {provenance.Seed}")
            .Row("fingerprint of the rows", provenance.DataFingerprint);
        foreach ((string name, string value) in provenance.Options)
            facts.Row(name, value);
        section.Table(facts);

        Table variables = new(
            Column.Text("variable"),
            Column.Text("role"),
            Column.Number("lowest"),
            Column.Number("highest"),
            Column.Number("mean"),
            Column.Number("deviation"));
        foreach ((Variable variable, string role) in model.Inputs.Select(input => (input, "input"))
            .Concat(model.Targets.Select(target => (target, "target"))))
            variables.Row(
                variable.Unit is { } unit ? $"{variable.Name} [{unit}]" : variable.Name,
                role,
                NumberText.Of(variable.Lowest, 4),
                NumberText.Of(variable.Highest, 4),
                NumberText.Of(variable.Scaling.Mean, 4),
                NumberText.Of(variable.Scaling.StandardDeviation, 4));
        section.Table(variables);
    }
}
