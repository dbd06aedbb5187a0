using System.CommandLine;
using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge train`: from a CSV file to a model file.</summary>
internal static class TrainCommand
{
    private static readonly FitRequest Defaults = new() { Inputs = [], Targets = [] };

    /// <summary>A device has to evaluate them all, and more than 30 hardly lower an error.</summary>
    private const int MostNetworks = 100;

    private const int MostThreads = 256;

    public static Command Make()
    {
        Argument<string> data = LearningOptions.Data();
        Option<string[]> target = LearningOptions.Target();
        Option<string> output = LearningOptions.Output();
        Option<string[]> inputs = LearningOptions.Inputs();
        Option<string[]> exclude = LearningOptions.Exclude();
        Option<Tap[]> lags = Options.Lags(
            "--lags", "Inputs from rows before: flow:1,2,5; target:1 where it is measured in time. May be repeated.");
        Option<MissingInputs> missing = LearningOptions.Missing();
        Option<int[]> hidden = Options.Read(
            "--hidden", "16", "Neurons of each hidden layer: 16, or 20,10, or none.", [16], Options.Hidden);
        Option<Activation> activation = Options.Read(
            "--activation", "NAME", $"Hidden layers: {Names}.", Defaults.Activation, Options.Activation);
        Option<Activation> outputActivation = Options.Read(
            "--output-activation",
            "NAME",
            "Output: identity, or one that keeps predictions within 10 % of the training targets' range.",
            Defaults.OutputActivation,
            Options.Activation);
        Option<ITrainer> method = Options.Read(
            "--method", "NAME", "auto, accelerated or coupled; or classic: the method as published.", Defaults.Trainer, Options.Method);
        Option<StepBlock> block = Options.Choice<StepBlock>(
            "--block", "A step changes the whole network or layer after layer, as method coupled does.");
        Option<RidgeOption> ridge = Options.Read(
            "--ridge",
            "VALUE",
            "Ridge on the weights, more for noisy data; auto finds it by the evidence of the rows.",
            new RidgeOption(Defaults.Training.Ridge),
            Options.Ridge);
        Option<RobustLoss> robust = LearningOptions.Robust();
        Option<string?> weights = LearningOptions.Weights();
        Option<ValidationOption> validation = Options.Read(
            "--validation",
            "0.2",
            "Rows that decide when to stop: none, 0.2, or last:0.2.",
            new ValidationOption(Defaults.Validation),
            Options.Validation);
        Option<string?> start = new("--start")
        {
            Description = "Model to go on from. Inputs, lags, neurons and activations are its own.",
            HelpName = "MODEL",
        };
        Option<int> restarts = Options.Read(
            "--restarts", "1", "Random starts, of which the best is kept.", Defaults.Restarts, Options.WholeNumber(1, MostNetworks));
        Option<int> ensemble = Options.Read(
            "--ensemble", "1", "Networks that are averaged.", Defaults.Ensemble, Options.WholeNumber(1, MostNetworks));
        Option<int> threads = Options.Read(
            "--threads", "1", "Threads that share the rows, where these are many.", Defaults.Training.Threads, Options.WholeNumber(1, MostThreads));
        Option<ulong> seed = Options.Read("--seed", "1", "Seed of weights and split.", Defaults.Seed, Options.Seed);
        Option<int> iterations = Options.Read(
            "--max-iterations", "200", "Iterations at most.", Defaults.Training.MaximumIterations, Options.WholeNumber(1));
        Option<TimeSpan?> limit = Options.Read(
            "--time-limit", "30s", "Time at most. Default: none.", (TimeSpan?)null, Options.Duration);
        Option<bool> json = Options.Json();

        ExampleCommand command = new(
            "train",
            "Fits a network to the rows of a CSV file.",
            "illsedge train concrete.csv --target strength_mpa -o concrete.ills")
        {
            data, target, output, inputs, exclude, lags, missing, hidden, activation, outputActivation, method, block, ridge,
            robust, weights, validation, start, restarts, ensemble, threads, seed, iterations, limit, json,
        };
        command.SetAction(parsed =>
        {
            FitRequest request = new()
            {
                Inputs = parsed.GetRequiredValue(inputs),
                Targets = parsed.GetRequiredValue(target),
                Lags = parsed.GetRequiredValue(lags),
                Missing = parsed.GetValue(missing),
                Hidden = parsed.GetRequiredValue(hidden),
                Activation = parsed.GetRequiredValue(activation),
                OutputActivation = parsed.GetRequiredValue(outputActivation),
                Trainer = parsed.GetRequiredValue(method),
                Weights = parsed.GetValue(weights),
                Validation = parsed.GetRequiredValue(validation).Value,
                Restarts = parsed.GetValue(restarts),
                Ensemble = parsed.GetValue(ensemble),
                Seed = parsed.GetValue(seed),
                Training = new TrainingOptions
                {
                    Ridge = parsed.GetRequiredValue(ridge).Value,
                    Robust = parsed.GetValue(robust),
                    Block = parsed.GetValue(block),
                    Threads = parsed.GetValue(threads),
                    MaximumIterations = parsed.GetValue(iterations),
                    TimeLimit = parsed.GetValue(limit),
                },
            };
            if (parsed.GetValue(start) is { } file)
                request = GoOnFrom(ModelFile.Read(file), request);
            return Run(
                parsed.GetRequiredValue(data),
                parsed.GetRequiredValue(output),
                request,
                parsed.GetRequiredValue(exclude),
                parsed.GetValue(json));

            // What was not given is as the model has it; what was given is compared with it later.
            FitRequest GoOnFrom(Model model, FitRequest asked)
            {
                Network network = model.Members[0].Network;
                Tap[] taps = [.. model.Inputs.Select(input => input.Tap).Where(tap => !tap.IsIndicator)];
                return asked with
                {
                    Start = model,
                    Inputs = IsGiven(inputs) || IsGiven(exclude)
                        ? asked.Inputs
                        : [.. taps.Where(tap => tap.Lag == 0).Select(tap => tap.Column)],
                    Lags = IsGiven(lags) ? asked.Lags : [.. taps.Where(tap => tap.Lag > 0).Select(tap => tap with { Fill = null })],
                    Missing = !IsGiven(missing) && taps.Any(tap => tap.Fill is not null) ? MissingInputs.Mean : asked.Missing,
                    Hidden = IsGiven(hidden) ? asked.Hidden : [.. network.Layers.SkipLast(1).Select(layer => layer.Outputs)],
                    Activation = IsGiven(activation) || network.Layers.Count == 1 ? asked.Activation : network.Layers[0].Activation,
                    OutputActivation = IsGiven(outputActivation) ? asked.OutputActivation : network.Layers[^1].Activation,
                };
            }

            bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
        });
        return command;
    }

    private static string Names => string.Join(", ", Activation.All.Select(activation => activation.Name));

    private static int Run(string data, string output, FitRequest request, string[] exclude, bool json)
    {
        request.Trainer.Check([request.Activation, request.OutputActivation]);
        using Interruption interruption = new();
        Overwriting.Refuse(output, data);
        AtomicFile.Check(output);
        FitResult result = Fit(data, request, exclude, interruption.Token);
        if (TrainingSummary.IsUntrained(result))
        {
            Console.Error.WriteLine(
                $"illsedge: stopped before the first iteration was finished; {output} was not written. Give it more time.");
            return result.Report.StopReason == StopReason.Interrupted ? ExitCode.Interrupted : ExitCode.Failed;
        }

        ModelFile.Write(output, result.Model);

        IReadOnlyList<string> warnings = [.. TrainingSummary.Warnings(result)];
        foreach (string warning in warnings)
            Console.Error.WriteLine($"warning: {warning}.");
        if (json)
            CliJson.Print(TrainingSummary.ToOutput(result, output, warnings), CliJson.Default.TrainOutput);
        else
            foreach (string line in TrainingSummary.Lines(result, data, output))
                Console.Out.WriteLine(line);
        // Also where the fit was done and rows were being held out for the intervals.
        return interruption.Token.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    /// <summary>Reads the columns that are needed and fits a model to them, with progress.</summary>
    internal static FitResult Fit(string data, FitRequest request, string[] exclude, CancellationToken cancellationToken)
    {
        (DataTable table, string[] inputs, Tap[] lags) = TrainingTable.Read(
            data, request.Inputs, request.Lags, request.Targets, exclude, request.Weights, cancellationToken);
        using ProgressLine line = new();
        int networks = request.Restarts * request.Ensemble;
        return ModelFitter.Fit(
            table,
            request with { Inputs = inputs, Lags = lags },
            new Direct<TrainingStep>(step => line.Show(() =>
                $"{(networks > 1 ? $"network {step.Start + 1} of {networks}, " : "")}iteration {step.Iteration}: loss {Format.Short(step.Loss)}, {step.Seconds:F1} s")),
            cancellationToken);
    }
}
