using System.CommandLine;
using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.Data.Csv;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge predict`: one row out for every row in, in order.</summary>
internal static class PredictCommand
{
    // What the kernel calls standard input: as a file it would be answered only when it ends.
    private static readonly string[] StandardInput = ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

    public static Command Make()
    {
        Argument<string> model = new("MODEL") { Description = "Model file." };
        Argument<string> data = new("DATA.csv")
        {
            Description = "Rows with the model's inputs, in any order; - reads standard input and answers each line at once.",
        };
        Option<string?> output = new("--output", "-o")
        {
            Description = "CSV file to write. Default: standard output.",
            HelpName = "OUT.csv",
        };
        Option<double?> interval = Options.Interval(
            null, "Also bounds, as COL_low and COL_high, that hold this share of the measured values.");
        Option<bool> json = new("--json")
        {
            Description = "Print JSON: one object a row for -, otherwise one object when the command ends.",
        };
        ExampleCommand command = new(
            "predict",
            "Predicts; status G is good, S unlike the rows that were trained on, F no value.",
            "illsedge predict concrete.ills new.csv -o predicted.csv",
            "sensor | illsedge predict concrete.ills -")
        {
            model, data, output, interval, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(model),
            parsed.GetRequiredValue(data),
            parsed.GetValue(output),
            parsed.GetValue(interval),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(string modelPath, string data, string? output, double? interval, bool json)
    {
        using Interruption interruption = new();
        if (output is not null)
            Overwriting.Refuse(output, modelPath, data);
        Model model = ModelFile.Read(modelPath);
        double[]? quantiles = interval is { } level ? Intervals.Quantiles(model, level, modelPath) : null;
        if (output is not null)
            AtomicFile.Check(output);

        bool isLive = StandardInput.Contains(data);
        using InterruptibleInput input = new(Console.OpenStandardInput(), interruption.Token);
        using CsvRowReader rows = isLive ? CsvRowReader.OpenLive(input) : CsvRowReader.Open(data);
        PredictionRun run = new(model, rows, isLive, quantiles);
        if (output is null)
        {
            using Stream standardOutput = Console.OpenStandardOutput();
            using RowWriter writer = json
                ? new JsonRowWriter(standardOutput, model, isLive)
                : new CsvRowWriter(standardOutput, model, quantiles is not null);
            run.Run(writer, interruption.Token, StandardOutput.HasNoReader);
            return interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
        }

        using AtomicFile file = new(output);
        try
        {
            using RowWriter writer = new CsvRowWriter(file.Stream, model, quantiles is not null);
            run.Run(writer, interruption.Token);
        }
        catch (IOException exception)
        {
            throw file.Failed(exception);
        }

        file.Commit();
        if (json)
            CliJson.Print(
                new PredictOutput(output, run.Rows, run.Good, run.OutOfSpecification, run.Failed),
                CliJson.Default.PredictOutput);
        return interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }
}
