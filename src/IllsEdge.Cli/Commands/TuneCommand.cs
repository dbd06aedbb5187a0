using System.CommandLine;
using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Search;
using IllsEdge.Training;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge tune`: from a CSV file to the best model that a time limit allows.</summary>
internal static class TuneCommand
{
    private static readonly SearchRequest Defaults = new() { Inputs = [], Targets = [] };

    public static Command Make()
    {
        Argument<string> data = LearningOptions.Data();
        Option<string[]> target = LearningOptions.Target();
        Option<string> output = LearningOptions.Output();
        Option<string[]> inputs = LearningOptions.Inputs();
        Option<string[]> exclude = LearningOptions.Exclude();
        Option<Tap[]> lags = Options.Lags("--lags", "Inputs from rows before, as for train. May be repeated.");
        Option<MissingInputs> missing = LearningOptions.Missing();
        Option<RobustLoss> robust = LearningOptions.Robust();
        Option<string?> weights = LearningOptions.Weights();
        Option<bool> timeOrdered = new("--time-ordered")
        {
            Description = "The rows are in order of time: judge on blocks of them, not on single rows.",
        };
        Option<TimeSpan?> limit = Options.Read(
            "--time-limit", "60s", "Time for all, the final fit included. Default: 60s.", (TimeSpan?)null, Options.Duration);
        Option<ulong> seed = Options.Read("--seed", "1", "Seed of folds and weights.", Defaults.Seed, Options.Seed);
        Option<bool> json = Options.Json();
        ExampleCommand command = new(
            "tune",
            "Searches the best network, or ensemble of networks, for the rows of a CSV file.",
            "illsedge tune concrete.csv --target strength_mpa -o concrete.ills --time-limit 20s")
        {
            data, target, output, inputs, exclude, lags, missing, robust, weights, timeOrdered, limit, seed, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(data),
            parsed.GetRequiredValue(output),
            new SearchRequest
            {
                Inputs = parsed.GetRequiredValue(inputs),
                Targets = parsed.GetRequiredValue(target),
                Lags = parsed.GetRequiredValue(lags),
                Missing = parsed.GetValue(missing),
                Robust = parsed.GetValue(robust),
                Weights = parsed.GetValue(weights),
                TimeOrdered = parsed.GetValue(timeOrdered),
                TimeLimit = parsed.GetValue(limit) ?? Defaults.TimeLimit,
                Seed = parsed.GetValue(seed),
            },
            parsed.GetRequiredValue(exclude),
            parsed.GetValue(json)));
        return command;
    }

    private static int Run(string data, string output, SearchRequest request, string[] exclude, bool json)
    {
        using Interruption interruption = new();
        Overwriting.Refuse(output, data);
        AtomicFile.Check(output);
        if (Search(data, request, exclude, interruption.Token) is not { } result)
        {
            Console.Error.WriteLine(
                $"illsedge: stopped before anything was judged; {output} was not written. Give it more time.");
            return interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Failed;
        }

        ModelFile.Write(output, result.Model);
        IReadOnlyList<string> warnings = [.. SearchSummary.Warnings(result)];
        foreach (string warning in warnings)
            Console.Error.WriteLine($"warning: {warning}.");
        if (json)
            CliJson.Print(SearchSummary.ToOutput(result, output, warnings), CliJson.Default.TuneOutput);
        else
            foreach (string line in SearchSummary.Lines(result, data, output))
                Console.Out.WriteLine(line);
        return result.StopReason == StopReason.Interrupted ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static SearchResult? Search(
        string data, SearchRequest request, string[] exclude, CancellationToken cancellationToken)
    {
        (DataTable table, string[] inputs, Tap[] lags) = TrainingTable.Read(
            data, request.Inputs, request.Lags, request.Targets, exclude, request.Weights, cancellationToken);
        using ProgressLine line = new();
        return ModelSearch.Run(
            table,
            request with { Inputs = inputs, Lags = lags },
            new Direct<SearchProgress>(progress => line.Show(() => SearchSummary.Line(progress))),
            cancellationToken);
    }
}
