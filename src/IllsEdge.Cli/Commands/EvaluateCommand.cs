using System.CommandLine;
using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge evaluate`: how well a model predicts rows whose targets are known.</summary>
internal static class EvaluateCommand
{
    public static Command Make()
    {
        Argument<string> model = new("MODEL") { Description = "Model file." };
        Argument<string> data = new("DATA.csv") { Description = "Rows with inputs and targets." };
        Option<bool> json = Options.Json();
        ExampleCommand command = new(
            "evaluate",
            "Judges a model on rows whose targets are known.",
            "illsedge evaluate concrete.ills test.csv")
        {
            model, data, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string modelPath, string data, bool json)
    {
        using Interruption interruption = new();
        EvaluateOutput output = Evaluate(ModelFile.Read(modelPath), data, interruption.Token, out _, out _);
        if (output.SkippedRows > 0)
            Console.Error.WriteLine(
                $"warning: {Format.Count(output.SkippedRows, "row")} with a missing input or without a target were left out.");
        if (json)
            CliJson.Print(output, CliJson.Default.EvaluateOutput);
        else
            foreach (string line in MetricsTable.Lines(Format.Count(output.Rows, "row"), output.Targets))
                Console.Out.WriteLine(line);
        return ExitCode.Done;
    }

    /// <summary>Reads the model's columns and judges it on the rows that have all inputs and a target.</summary>
    internal static EvaluateOutput Evaluate(
        Model model, string data, CancellationToken cancellationToken, out DataTable table, out int[] rows)
    {
        DataTable read;
        using (ProgressLine line = new())
            read = DataTable.ReadCsv(
                data,
                _ => [.. model.Inputs.Concat(model.Targets).Select(variable => variable.Name)],
                new Direct<double>(share => line.Show(() => $"reading {data}: {share:P0}")),
                cancellationToken);

        int inputs = model.Inputs.Count;
        rows =
        [
            .. Enumerable.Range(0, read.RowCount).Where(row =>
                !Enumerable.Range(0, inputs).Any(column => read.IsMissing(row, column))
                && Enumerable.Range(inputs, model.Targets.Count).Any(column => !read.IsMissing(row, column))),
        ];
        table = read;
        return new EvaluateOutput(rows.Length, read.RowCount - rows.Length, Evaluation.Of(model, read, rows));
    }
}
