using System.CommandLine;
using IllsEdge.Baselines;
using IllsEdge.Cli.Terminal;
using IllsEdge.Comparison;
using IllsEdge.Data;
using IllsEdge.Networks.Activations;
using IllsEdge.Reports.Comparisons;
using IllsEdge.Training;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge compare`: our methods beside others on one's own data.</summary>
internal static class CompareCommand
{
    private const int MostRuns = 100, MostFolds = 100;

    private static readonly ComparisonRequest Defaults = new() { Inputs = [], Target = "", Methods = [] };

    public static Command Make()
    {
        Argument<string> data = LearningOptions.Data();
        Option<string[]> target = Options.Names("--target", "COL", "Column to predict.");
        target.Required = true;
        Option<string[]> inputs = LearningOptions.Inputs();
        Option<string[]> exclude = LearningOptions.Exclude();
        Option<Tap[]> lags = Options.Lags("--lags", "Inputs from rows before, as for train. May be repeated.");
        Option<MissingInputs> missing = LearningOptions.Missing();
        Option<int[]> hidden = Options.Read<int[]>(
            "--hidden", "16", "Neurons of each hidden layer, such as 16 or 20,10.", [16], Options.Hidden);
        Option<Activation> activation = Options.Read(
            "--activation", "NAME", "Activation of the hidden layers.", Defaults.Activation, Options.Activation);
        Option<string[]> methods = Options.Names(
            "--methods", "a,b", $"Of {string.Join(", ", Opponents.All)}. Default: {string.Join(", ", Opponents.Usual)}.");
        Option<RidgeOption> ridge = Options.Read<RidgeOption>(
            "--ridge", "VALUE", "Ridge of all methods; auto lets ours find it.", new RidgeOption(null), Options.Ridge);
        Option<int> runs = Options.Read(
            "--runs", "2", "Random starts, each with folds of its own.", Defaults.Runs, Options.WholeNumber(1, MostRuns));
        Option<int> folds = Options.Read(
            "--folds", "5", "Parts of the rows, each predicted by fits to the others.", Defaults.Folds, Options.WholeNumber(2, MostFolds));
        Option<bool> timeOrdered = new("--time-ordered")
        {
            Description = "The rows are in order of time: folds are blocks of them, not single rows.",
        };
        Option<TimeSpan?> limit = Options.Read(
            "--time-limit", "10s", "Time of one fit at most. Default: 10s.", (TimeSpan?)null, Options.Duration);
        Option<ulong> seed = Options.Read("--seed", "1", "Seed of folds, starts and noise.", Defaults.Seed, Options.Seed);
        Option<string?> html = Options.Html();
        Option<bool> json = Options.Json();
        ExampleCommand command = new(
            "compare",
            "Compares our methods with others on the rows of a CSV file.",
            "illsedge compare concrete.csv --target strength_mpa --html report.html")
        {
            data, target, inputs, exclude, lags, missing, hidden, activation, methods, ridge, runs, folds, timeOrdered, limit, seed,
            html, json,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(data),
            new ComparisonRequest
            {
                Inputs = parsed.GetRequiredValue(inputs),
                Target = One(parsed.GetRequiredValue(target)),
                Methods = Methods(parsed.GetRequiredValue(methods)),
                Lags = parsed.GetRequiredValue(lags),
                Missing = parsed.GetValue(missing),
                Hidden = parsed.GetRequiredValue(hidden),
                Activation = parsed.GetRequiredValue(activation),
                Ridge = parsed.GetRequiredValue(ridge).Value,
                Runs = parsed.GetValue(runs),
                Folds = parsed.GetValue(folds),
                TimeOrdered = parsed.GetValue(timeOrdered),
                TimeLimit = parsed.GetValue(limit) ?? Defaults.TimeLimit,
                Seed = parsed.GetValue(seed),
            },
            parsed.GetRequiredValue(exclude),
            parsed.GetValue(html),
            parsed.GetValue(json)));
        return command;
    }

    private static string One(string[] targets) => targets.Length == 1
        ? targets[0]
        : throw new UsageException($"compare judges one target at a time, and --target names {targets.Length}.");

    private static IReadOnlyList<ComparedMethod> Methods(string[] names)
    {
        if (names.Length == 0)
            return Opponents.Usual;
        ComparedMethod[] methods =
        [
            .. names.Select(name => Opponents.Named(name)
                ?? throw new UsageException($"--methods {name}: {Options.OneOf(name, Opponents.All.Select(method => method.Name))}"))
                .DistinctBy(method => method.Name),
        ];
        return methods.Any(method => method.IsOurs)
            ? methods
            : throw new UsageException("--methods names none of ours, so there is nothing to compare with. Add auto.");
    }

    private static int Run(string data, ComparisonRequest request, string[] exclude, string? html, bool json)
    {
        using Interruption interruption = new();
        Reporting.Check(html, data);
        (DataTable table, string[] inputs, Tap[] lags) = TrainingTable.Read(
            data, request.Inputs, request.Lags, [request.Target], exclude, weights: null, interruption.Token);
        ComparisonResult? result;
        using (ProgressLine line = new())
            result = MethodComparison.Run(
                table,
                request with { Inputs = inputs, Lags = lags },
                new Direct<ComparisonProgress>(step => line.Show(() => $"{step.Stage}: {step.Done} of {step.Total}")),
                interruption.Token);
        if (result is null)
        {
            Console.Error.WriteLine("illsedge: interrupted before all methods had done one fold; there is nothing to report.");
            return ExitCode.Interrupted;
        }

        IReadOnlyList<string> warnings = [.. ComparisonText.Warnings(result)];
        foreach (string warning in warnings)
            Console.Error.WriteLine($"warning: {warning}.");
        try
        {
            if (html is not null)
                ComparisonReport.Of(result, Reporting.Origin(data)).Write(html);
        }
        finally
        {
            // Also where the disk is full: a minute's work is not lost for that.
            Print(result, warnings, html, json);
        }

        return interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static void Print(ComparisonResult result, IReadOnlyList<string> warnings, string? html, bool json)
    {
        if (json)
            CliJson.Print(ComparisonText.ToOutput(result, warnings, html), CliJson.Default.CompareOutput);
        else
            foreach (string text in ComparisonText.Lines(result))
                Console.Out.WriteLine(text);
    }
}
