using System.CommandLine;
using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge evaluate`: how well a model predicts rows whose targets are known.</summary>
internal static class EvaluateCommand
{
    public static Command Make()
    {
        Argument<string> model = new("MODEL") { Description = "Model file." };
        Argument<string> data = new("DATA.csv") { Description = "Rows with inputs and targets." };
        Option<double?> interval = Options.Interval(
            Calibration.UsualLevel, "Judge intervals that are to hold this share of the measured values.");
        Option<bool> json = Options.Json();
        ExampleCommand command = new(
            "evaluate",
            "Judges a model on rows whose targets are known.",
            "illsedge evaluate concrete.ills test.csv")
        {
            model, data, interval, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), parsed.GetValue(interval)!.Value, parsed.GetValue(json)));
        return command;
    }

    private static int Run(string modelPath, string data, double interval, bool json)
    {
        using Interruption interruption = new();
        Model model = ModelFile.Read(modelPath);
        EvaluateOutput output = Evaluate(model, data, interval, interruption.Token, out _, out _);
        if (output.SkippedRows > 0)
            Console.Error.WriteLine(
                $"warning: {Format.Count(output.SkippedRows, "row")} with a missing input or without a target were left out" +
                $"{(model.History > 0 ? $"; the first {model.History} have too few rows before them" : "")}.");
        foreach (ColumnGaps gaps in output.Missing)
            Console.Error.WriteLine($"warning: {gaps.Missing} of {gaps.Column} are missing.");
        if (json)
            CliJson.Print(output, CliJson.Default.EvaluateOutput);
        else
            foreach (string line in MetricsTable.Lines(Format.Count(output.Rows, "row"), output.Targets)
                .Concat(ReliabilityTable.Lines(output, Intervals.WhyNot(model, interval))))
                Console.Out.WriteLine(line);
        return ExitCode.Done;
    }

    /// <summary>
    /// Reads the model's columns and judges it on the rows that have all inputs and a target; <paramref name="table"/> has
    /// the model's inputs, then its targets.
    /// </summary>
    internal static EvaluateOutput Evaluate(
        Model model, string data, double interval, CancellationToken cancellationToken, out DataTable table, out int[] rows)
    {
        DataTable read;
        using (ProgressLine line = new())
            read = DataTable.ReadCsv(
                data,
                _ => [.. model.Columns.Union(model.Targets.Select(target => target.Name))],
                new Direct<double>(share => line.Show(() => $"reading {data}: {share:P0}")),
                cancellationToken);

        DataTable derived = table = model.Derive(read);
        int inputs = model.Inputs.Count;
        rows =
        [
            .. Enumerable.Range(0, read.RowCount).Where(row =>
                !Enumerable.Range(0, inputs).Any(column => derived.IsMissing(row, column))
                && Enumerable.Range(inputs, model.Targets.Count).Any(column => !derived.IsMissing(row, column))),
        ];
        return new EvaluateOutput(
            rows.Length,
            read.RowCount - rows.Length,
            ModelFitter.GapsOf(read, model.Columns),
            Evaluation.Of(model, derived, rows),
            interval,
            Reliability.Of(model, read, rows, interval));
    }
}
