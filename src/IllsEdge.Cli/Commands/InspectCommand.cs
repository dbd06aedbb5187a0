using System.CommandLine;
using System.Text.Json;
using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.ModelFiles;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Reports.Inspections;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge inspect`: what a model is, and with data what it does there and what is amiss.</summary>
internal static class InspectCommand
{
    public static Command Make()
    {
        Argument<string> model = new("MODEL") { Description = "Model file." };
        Argument<string?> data = new("DATA.csv")
        {
            Description = "Rows with inputs and targets.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> html = Options.Html();
        Option<bool> json = Options.Json();
        ExampleCommand command = new(
            "inspect",
            "Shows what a model is; with data also what its inputs and neurons do, which rows are odd, and what to do about it.",
            "illsedge inspect concrete.ills concrete.csv --html concrete.html")
        {
            model, data, html, json,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(model), parsed.GetValue(data), parsed.GetValue(html), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string modelPath, string? data, string? html, bool json)
    {
        using Interruption interruption = new();
        Reporting.Check(html, modelPath, data);
        Model model = ModelFile.Read(modelPath);
        EvaluateOutput? errors = null;
        DataTable? table = null;
        int[] rows = [];
        if (data is not null)
        {
            errors = EvaluateCommand.Evaluate(model, data, Calibration.UsualLevel, interruption.Token, out table, out rows);
            DataTable derived = table;
            rows = [.. rows.Where(row => !Enumerable.Range(model.Inputs.Count, model.Targets.Count)
                .Any(column => derived.IsMissing(row, column)))];
            if (rows.Length == 0)
                throw new DataFileException("has no row with all targets, which a look at the neurons needs.", data);
        }

        InspectionResult seen = Inspection.Of(model, table, rows, interruption.Token);
        if (html is not null)
            InspectionReport.Of(
                new InspectedModel(
                    Path.GetFileName(modelPath), model, seen, table, rows, errors?.Targets ?? [], errors?.Reliability ?? []),
                Reporting.Origin(data ?? "")).Write(html);
        if (json)
            CliJson.Print(ToOutput(model, errors, seen), CliJson.Default.InspectOutput);
        else
            foreach (string line in InspectionText.Lines(model, errors, seen))
                Console.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static InspectOutput ToOutput(Model model, EvaluateOutput? errors, InspectionResult seen) => new(
        [.. model.Inputs.Select(ToOutput)],
        [.. model.Targets.Select(ToOutput)],
        [.. model.Members.Select((member, index) => ToOutput(member.Network, seen.Members.ElementAtOrDefault(index)))],
        model.Provenance,
        errors,
        seen.Importance,
        seen.Relations,
        seen.Odd,
        [
            .. seen.Findings.Select(finding => new FindingOutput(
                CamelCase(finding.Kind), CamelCase(finding.Severity), finding.What, finding.Remedy)),
        ]);

    private static InspectMember ToOutput(Network network, MemberInspection? seen) => new(
        [.. network.Layers.Select(layer => new InspectLayer(layer.Inputs, layer.Outputs, layer.Activation.Name))],
        network.Parameters.Length,
        seen?.Neurons,
        seen?.Error,
        seen?.Rank?.Value,
        seen?.Rank?.Condition,
        seen?.Reachable,
        seen?.Overlaps);

    private static InspectVariable ToOutput(Variable variable) => new(
        variable.Name,
        variable.Unit,
        variable.Scaling.Mean,
        variable.Scaling.StandardDeviation,
        variable.Lowest,
        variable.Highest,
        variable.Tap.Column,
        variable.Tap.Lag,
        variable.Tap.IsIndicator,
        variable.Tap.Fill);

    private static string CamelCase(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
