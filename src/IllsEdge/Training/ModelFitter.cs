using System.Globalization;
using System.Reflection;
using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <summary>From a table to a model: checks, splits and scales the rows, fits a network, and judges it.</summary>
public static partial class ModelFitter
{
    /// <summary>Fits a model.</summary>
    /// <param name="table">Holds all input and target columns.</param>
    /// <param name="request">What to fit.</param>
    /// <param name="progress">Told of every iteration.</param>
    /// <param name="cancellationToken">Ends the fit; the best model so far is returned.</param>
    /// <exception cref="DataFileException">The rows cannot be trained on; the message names the place and the remedy.</exception>
    /// <exception cref="NotSupportedException">The method cannot train this network.</exception>
    public static FitResult Fit(
        DataTable table,
        FitRequest request,
        IProgress<TrainingStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(request);
        Tap[] taps = [.. request.Inputs.Select(name => new Tap(name)), .. request.Lags];
        DataTable given = table.Derive([.. taps, .. request.Targets.Select(name => new Tap(name))]);
        int[] inputs = [.. Enumerable.Range(0, taps.Length)];
        int[] targets = [.. Enumerable.Range(taps.Length, request.Targets.Count)];
        int history = taps.Max(tap => tap.Lag);
        int[] labelled = LabelledRows(given, targets, history);
        int[] usable = UsableRows(given, inputs, labelled, request.Missing, history);
        (int[] training, int[] validation) = Split(table, usable, request);

        Crc32C fingerprint = new();
        Variable[] inputVariables = Describe(given, inputs, training, fingerprint);
        Variable[] targetVariables = Describe(given, targets, training, fingerprint);
        CheckVariation(table, inputVariables, targetVariables);
        for (int input = 0; input < taps.Length; input++)
            inputVariables[input] = inputVariables[input] with { Tap = taps[input] };
        if (request.Missing == MissingInputs.Mean)
            inputVariables = Fill(given, inputVariables, training);

        Network network = new(
            inputVariables.Length, request.Hidden, targets.Length, request.Activation, request.OutputActivation);
        for (int output = 0; output < targets.Length; output++)
            network.OutputMaps[output] = OutputMap.For(
                request.OutputActivation,
                targetVariables[output].Scaling.Apply(targetVariables[output].Lowest),
                targetVariables[output].Scaling.Apply(targetVariables[output].Highest));
        Initialisation.Randomise(network, request.Seed);

        Model model = new(
            inputVariables,
            targetVariables,
            [new Member(network, Factor: null, Damping: 0)],
            new Provenance(
                request.Trainer.Name, request.Seed, training.Length, fingerprint.ToString(), Version, Options(request), []));
        DataTable complete = model.Derive(table);
        TrainingReport report = request.Trainer.Fit(
            network,
            TrainingRows.Of(complete, model, training),
            validation.Length == 0 ? null : TrainingRows.Of(complete, model, validation),
            request.Training,
            progress,
            cancellationToken);

        return new FitResult(
            model with
            {
                Members = [new Member(network, report.Factor, report.Damping)],
                Provenance = model.Provenance with { Metrics = Evaluation.Of(model, complete, training) },
            },
            report,
            training.Length,
            table.RowCount - usable.Length,
            validation.Length == 0 ? null : Evaluation.Of(model, complete, validation),
            ColumnCheck.Find(given, inputs))
        {
            WithoutHistory = Math.Min(history, table.RowCount),
            WithoutInput = labelled.Length - usable.Length,
            Gaps = GapsOf(table, model.Columns),
        };
    }

    private static string Version { get; } =
        typeof(ModelFitter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;

    private static Dictionary<string, string> Options(FitRequest request)
    {
        Dictionary<string, string> options = new()
        {
            ["hidden"] = string.Join(',', request.Hidden),
            ["activation"] = request.Activation.Name,
            ["outputActivation"] = request.OutputActivation.Name,
            ["block"] = request.Training.Block.ToString().ToLowerInvariant(),
            ["ridge"] = Text(request.Training.Ridge),
            ["validation"] = request.Validation switch
            {
                null => "none",
                { Last: true } last => $"last:{Text(last.Fraction)}",
                { } random => Text(random.Fraction),
            },
            ["maxIterations"] = Text(request.Training.MaximumIterations),
            ["timeLimit"] = request.Training.TimeLimit is { } limit ? $"{Text(limit.TotalSeconds)}s" : "none",
        };
        if (request.Lags.Count > 0)
            options["lags"] = string.Join(',', request.Lags.Select(lag => lag.Name));
        if (request.Missing != MissingInputs.Error)
            options["missing"] = request.Missing.ToString().ToLowerInvariant();
        return options;

        static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }
}
