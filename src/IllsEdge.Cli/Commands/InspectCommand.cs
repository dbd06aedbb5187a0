using System.CommandLine;
using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge inspect`: what a model is, and with data what each neuron was asked for and did.</summary>
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
        Option<bool> json = Options.Json();
        ExampleCommand command = new(
            "inspect",
            "Shows what a model is; with data also what each neuron was asked for and did.",
            "illsedge inspect concrete.ills concrete.csv")
        {
            model, data, json,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(model), parsed.GetValue(data), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string modelPath, string? data, bool json)
    {
        using Interruption interruption = new();
        Model model = ModelFile.Read(modelPath);
        EvaluateOutput? errors = null;
        IReadOnlyList<NeuronInsight>?[] neurons = new IReadOnlyList<NeuronInsight>?[model.Members.Count];
        if (data is not null)
        {
            errors = EvaluateCommand.Evaluate(
                model, data, Calibration.UsualLevel, interruption.Token, out DataTable table, out int[] rows);
            rows = [.. rows.Where(row => !Enumerable.Range(model.Inputs.Count, model.Targets.Count)
                .Any(column => table.IsMissing(row, column)))];
            if (rows.Length == 0)
                throw new DataFileException("has no row with all targets, which a look at the neurons needs.", data);
            for (int member = 0; member < neurons.Length; member++)
                neurons[member] = Insight.Of(model.Members[member].Network, TrainingRows.Of(table, model, rows));
        }

        if (json)
            CliJson.Print(ToOutput(model, errors, neurons), CliJson.Default.InspectOutput);
        else
            foreach (string line in Describe(model, errors, neurons))
                Console.Out.WriteLine(line);
        return ExitCode.Done;
    }

    private static IEnumerable<string> Describe(
        Model model, EvaluateOutput? errors, IReadOnlyList<NeuronInsight>?[] neurons)
    {
        Provenance provenance = model.Provenance;
        foreach (Member member in model.Members)
            yield return "network: " + string.Join(", then ", member.Network.Layers.Select(layer =>
                $"{layer.Outputs} x {layer.Activation} on {layer.Inputs}")) +
                $"; {Format.Count(member.Network.Parameters.Length, "parameter")}";
        yield return $"trained: {provenance.Method} on {Format.Count(provenance.Rows, "row")}, seed {provenance.Seed}, " +
            $"data {provenance.DataFingerprint}, illsedge {provenance.LibraryVersion}";
        yield return "options: " + string.Join(", ", provenance.Options.Select(option => $"{option.Key} {option.Value}"));
        foreach (string line in MetricsTable.Lines("training rows", provenance.Metrics))
            yield return line;
        yield return model.Calibration is { } calibration
            ? $"intervals: from {Format.Count(calibration.Scores.Min(scores => scores.Length), "held-out error")} that are kept"
            : $"intervals: none; the model {Intervals.WhyNot(model, Calibration.UsualLevel)}";
        yield return "";
        foreach (string line in VariableTable("input", model.Inputs).Append("").Concat(VariableTable("target", model.Targets)))
            yield return line;

        if (errors is null)
            yield break;
        yield return "";
        foreach (string line in MetricsTable.Lines($"{Format.Count(errors.Rows, "row")} of data", errors.Targets))
            yield return line;
        foreach (IReadOnlyList<NeuronInsight>? member in neurons)
        {
            yield return "";
            foreach (string line in NeuronTable(member!))
                yield return line;
        }

        yield return "";
        yield return "asked: change of its total input that would remove the residuals (root mean square, standardised).";
        yield return "could follow: share of that which some weights could do. Asked much and able to follow little: the";
        yield return "layer lacks inputs or neurons. Saturated: rows where its slope is below a tenth of its steepest.";
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

    private static IEnumerable<string> NeuronTable(IReadOnlyList<NeuronInsight> neurons) => Format.Table(
        ["neuron", "asked", "could follow", "mean", "deviation", "saturated"],
        neurons.Select(neuron => (IReadOnlyList<string>)
        [
            $"{neuron.Layer + 1}.{neuron.Neuron + 1}",
            Format.Short(neuron.Asked),
            $"{neuron.Followed:P0}",
            Format.Short(neuron.MeanValue),
            Format.Short(neuron.ValueDeviation),
            $"{neuron.Saturated:P0}",
        ]));

    private static InspectOutput ToOutput(Model model, EvaluateOutput? errors, IReadOnlyList<NeuronInsight>?[] neurons) => new(
        [.. model.Inputs.Select(ToOutput)],
        [.. model.Targets.Select(ToOutput)],
        [
            .. model.Members.Select((member, index) => new InspectMember(
                [.. member.Network.Layers.Select(layer => new InspectLayer(layer.Inputs, layer.Outputs, layer.Activation.Name))],
                member.Network.Parameters.Length,
                neurons[index])),
        ],
        model.Provenance,
        errors);

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
}
