using System.Globalization;
using IllsEdge.Diagnostics;
using IllsEdge.Prediction;

namespace IllsEdge.Cli.Terminal;

/// <summary>What `inspect` prints for people.</summary>
internal static class InspectionText
{
    /// <summary>Everything: the model, then with data what it does, and at the end the findings.</summary>
    public static IEnumerable<string> Lines(Model model, EvaluateOutput? errors, InspectionResult seen)
    {
        IEnumerable<IEnumerable<string>> sections =
        [
            Describe(model),
            VariableTable("input", model.Inputs),
            VariableTable("target", model.Targets),
            errors is null ? [] : MetricsTable.Lines($"{Format.Count(errors.Rows, "row")} of data", errors.Targets),
            .. seen.Members.Select((member, index) => NeuronTable(member, seen.Members.Count > 1 ? $"{index + 1}:" : "")),
            seen.Members.Any(member => member.Neurons.Count > 0) ? NeuronLegend(seen) : [],
            RankLines(seen),
            ImportanceTable(seen.Importance),
            RelationTable(seen.Relations),
            seen.Odd is null ? [] : InspectedRows.Lines(seen.Odd),
            Findings(seen.Findings),
        ];
        return sections.Where(section => section.Any())
            .SelectMany((section, index) => index == 0 ? section : section.Prepend(""));
    }

    private static IEnumerable<string> Describe(Model model)
    {
        Provenance provenance = model.Provenance;
        foreach (Member member in model.Members)
            yield return "network: " + string.Join(", then ", member.Network.Layers.Select(layer =>
                $"{layer.Outputs} x {layer.Activation} on {layer.Inputs}")) +
                $"; {Format.Count(member.Network.Parameters.Length, "parameter")}";
        yield return $"trained: {provenance.Method} on {Format.Count(provenance.Rows, "row")}, seed {provenance.Seed}, " +
            $"data {provenance.DataFingerprint}, illsedge {provenance.LibraryVersion}";
        yield return "options: " + string.Join(", ", provenance.Options.Select(option =>
            $"{option.Key} {(option.Value.Length > 0 ? option.Value : "none")}"));
        foreach (string line in MetricsTable.Lines("training rows", provenance.Metrics))
            yield return line;
        yield return model.Calibration is { } calibration
            ? $"intervals: from {Format.Count(calibration.Scores.Min(scores => scores.Length), "held-out error")} that are kept"
            : $"intervals: none; the model {Intervals.WhyNot(model, Calibration.UsualLevel)}";
    }

    private static IEnumerable<string> VariableTable(string heading, IReadOnlyList<Variable> variables) => Format.Table(
        [heading, "lowest", "highest", "mean", "deviation"],
        variables.Select(variable => (IReadOnlyList<string>)
        [
            variable.Unit is { } unit ? $"{variable.Name} [{unit}]" : variable.Name,
            Format.Short(variable.Lowest),
            Format.Short(variable.Highest),
            Format.Short(variable.Scaling.Mean),
            Format.Short(variable.Scaling.StandardDeviation),
        ]));

    private static IEnumerable<string> NeuronTable(MemberInspection member, string network) => member.Neurons.Count == 0
        ? []
        : Format.Table(
        ["neuron", "asked", "could follow", "mean", "deviation", "saturated", "contribution"],
        member.Neurons.Select(neuron => (IReadOnlyList<string>)
        [
            $"{network}{neuron.Layer + 1}.{neuron.Neuron + 1}",
            Format.Short(neuron.Asked),
            $"{neuron.Followed:P0}",
            Format.Short(neuron.MeanValue),
            Format.Short(neuron.ValueDeviation),
            $"{neuron.Saturated:P0}",
            Format.Short(neuron.Contribution),
        ]));

    private static IEnumerable<string> NeuronLegend(InspectionResult seen)
    {
        if (seen.Sample < seen.Rows)
            yield return $"from {seen.Sample} rows, spread evenly over the {seen.Rows} with all targets.";
        yield return "asked: change of its total input that would remove the residuals (root mean square, standardised).";
        yield return "could follow: share of that which some weights could do. Saturated: rows where its slope is below a";
        yield return "tenth of its steepest. Contribution: change of the predictions where it says its mean in every row";
        yield return "(root mean square, in deviations of the targets).";
    }

    private static IEnumerable<string> RankLines(InspectionResult seen) => seen.Members
        .Where(member => member.Rank is not null)
        .Select((member, index) =>
            $"weights{(seen.Members.Count > 1 ? $" of network {index + 1}" : "")}: the rows determine {member.Rank!.Value.Value} " +
            $"of {Format.Count(member.Rank.Value.Columns, "parameter")}, condition {Format.Short(member.Rank.Value.Condition)}");

    private static IEnumerable<string> ImportanceTable(IReadOnlyList<InputImportance> importance)
    {
        bool hasSeveral = importance.Select(column => column.Target).Distinct().Count() > 1;
        return importance.Count == 0 ? [] : Format.Table(
            ["importance", "rmse rises by", "+-", "share"],
            importance.Select(column => (IReadOnlyList<string>)
            [
                hasSeveral ? $"{column.Name} for {column.Target}" : column.Name,
                Format.Short(column.Increase),
                Format.Short(column.Deviation),
                $"{column.Share:P0}",
            ])).Append("with the column's values exchanged between rows, delayed ones too. Share: of the squared error then.");
    }

    private static IEnumerable<string> RelationTable(IReadOnlyList<InputRelation> relations) =>
        relations.All(relation => relation.Partners.Count == 0) ? [] : Format.Table(
            ["inputs that say the same", "inflation", "correlation with"],
            relations.Where(relation => relation.Partners.Count > 0).OrderByDescending(relation => relation.Inflation)
                .Select(relation => (IReadOnlyList<string>)
                [
                    relation.Name,
                    Format.Short(relation.Inflation),
                    string.Join(", ", relation.Partners.Select(partner =>
                        $"{partner.Name} {partner.Correlation.ToString("0.000", CultureInfo.InvariantCulture)}")),
                ])).Append("inflation: 1 / (1 - R2) of the input by the others; 10 is much.");

    private static IEnumerable<string> Findings(IReadOnlyList<Finding> findings) => findings
        .SelectMany(finding => Format.Wrap(finding.What, $"{Mark(finding.Severity)}: ", "  ")
            .Concat(finding.Remedy.Length > 0 ? Format.Wrap(finding.Remedy, "  -> ", "     ") : []))
        .Prepend("findings");

    private static string Mark(Severity severity) => severity switch
    {
        Severity.Good => "good",
        Severity.Note => "note",
        _ => "WARNING",
    };
}
