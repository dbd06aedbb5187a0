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
    /// <exception cref="NotSupportedException">The method cannot train this network, or the start is of another shape.</exception>
    public static FitResult Fit(
        DataTable table,
        FitRequest request,
        IProgress<TrainingStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(request);
        CheckStart(request);
        CheckStarts(request);
        Preparation prepared = new(table, request.Inputs, request.Lags, request.Targets, request.Missing, request.Weights);
        (int[] training, int[] validation) = Split(table, prepared.Rows, request);
        return Fit(table, prepared, training, validation, request, progress, cancellationToken);
    }

    /// <summary>Fits a model to some of the rows that may be trained on.</summary>
    internal static FitResult Fit(
        DataTable table,
        Preparation prepared,
        int[] training,
        int[] validation,
        FitRequest request,
        IProgress<TrainingStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Model model = prepared.Blank(training, request.Trainer.Name, request.Seed, Options(request));
        if (request.Start is not null)
            model = WithScalingOf(request.Start, model);
        DataTable complete = model.Derive(table);
        TrainingRows plainRows = TrainingRows.Of(complete, model, training);
        TrainingRows trainingRows = prepared.Weigh(plainRows, training);
        TrainingRows? validationRows = validation.Length == 0
            ? null
            : prepared.Weigh(TrainingRows.Of(complete, model, validation), validation);
        FittedNetworks fitted = FitNetworks(
            seed => request.Start?.Members[0].Network.Clone() ?? RandomNetwork(model, request, seed),
            trainingRows,
            validationRows,
            request,
            request.Training with { Start = ToWarmStart(request.Start) },
            progress,
            cancellationToken);

        TrainingReport report = fitted.Report;
        Model whole = model with { Members = fitted.Members };
        HeldOutRows? held = HoldOut(whole, complete, training, trainingRows, validationRows, request, report, cancellationToken);
        return new FitResult(
            whole with
            {
                Calibration = held?.Calibration,
                Novelty = FindNovelty(plainRows),
                Provenance = model.Provenance with { Method = report.Method, Metrics = Evaluation.Of(whole, complete, training) },
            },
            report,
            training.Length,
            table.RowCount - prepared.Rows.Length,
            validation.Length == 0 ? null : Evaluation.Of(whole, complete, validation),
            prepared.Findings)
        {
            Starts = fitted.Starts,
            HeldOut = held?.Metrics,
            HeldOutLinear = held?.Linear,
            WithoutHistory = Math.Min(prepared.History, table.RowCount),
            WithoutInput = prepared.WithoutInput,
            Gaps = GapsOf(table, model.Columns),
            WithoutWeight = prepared.WithoutWeight,
            Outliers = OutliersOf(report.Robust, table, training, model.Targets),
        };
    }

    internal static Network RandomNetwork(Model model, FitRequest request, ulong seed)
    {
        Network network = new(
            model.Inputs.Count, request.Hidden, model.Targets.Count, request.Activation, request.OutputActivation);
        for (int output = 0; output < model.Targets.Count; output++)
            network.OutputMaps[output] = OutputMap.For(
                request.OutputActivation,
                model.Targets[output].Scaling.Apply(model.Targets[output].Lowest),
                model.Targets[output].Scaling.Apply(model.Targets[output].Highest));
        Initialisation.Randomise(network, seed);
        return network;
    }

    internal static string Version { get; } =
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
            ["ridge"] = request.Training.Ridge is { } ridge ? Text(ridge) : "auto",
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
        if (request.Training.Robust != RobustLoss.None)
            options["robust"] = request.Training.Robust.ToString().ToLowerInvariant();
        if (request.Weights is not null)
            options["weights"] = request.Weights;
        if (request.Training.Threads > 1)
            options["threads"] = Text(request.Training.Threads);
        if (request.Restarts > 1)
            options["restarts"] = Text(request.Restarts);
        if (request.Ensemble > 1)
            options["ensemble"] = Text(request.Ensemble);
        if (request.Start is not null)
            options["start"] = request.Start.Provenance.DataFingerprint;
        return options;

        static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }
}
