using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Search;

/// <summary>
/// Searches width, depth, activation, ridge, steps and ensemble size by cross-validation, and fits the best to all rows.
/// </summary>
/// <remarks>
/// README.md in this folder has the plan. Without the time limit the result depends on the rows and the seed alone.
/// </remarks>
public static class ModelSearch
{
    /// <summary>Searches.</summary>
    /// <param name="table">Holds all input and target columns.</param>
    /// <param name="request">What to find.</param>
    /// <param name="progress">Told of every network that is fitted.</param>
    /// <param name="cancellationToken">Ends the search; the best so far is fitted to all rows.</param>
    /// <returns>The model, or null where the search was cancelled before it had judged anything.</returns>
    /// <exception cref="DataFileException">The rows cannot be trained on; the message names the place and the remedy.</exception>
    public static SearchResult? Run(
        DataTable table,
        SearchRequest request,
        IProgress<SearchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(request);
        Preparation prepared = new(table, request.Inputs, request.Lags, request.Targets, request.Missing, request.Weights);
        int[] usable = prepared.Rows;
        if (usable.Length < SmallestTable)
            throw Preparation.TooFewRows(table, usable.Length, SmallestTable);
        Model blank = prepared.Blank(usable, new AcceleratedTrainer().Name, request.Seed, new Dictionary<string, string>());
        DataTable complete = blank.Derive(table);
        TrainingRows rows = TrainingRows.Of(complete, blank, usable);

        SearchRun run = new(prepared.Weigh(rows, usable), request, progress, cancellationToken);
        run.Search(cancellationToken);
        if (run.Best is null)
            return null;

        Committee committee = run.Choose();
        IReadOnlyList<Member> members = run.Refit(committee);
        Trial[] chosen = [.. run.ToTrials(committee, members.Count)];
        Model model = blank with
        {
            Members = members,
            Provenance = blank.Provenance with { Options = Options(chosen, members.Count, request) },
        };
        return new SearchResult(
            model with
            {
                Calibration = SearchCalibration.Of(committee, model, complete, usable),
                Novelty = ModelFitter.FindNovelty(rows),
                Provenance = model.Provenance with { Metrics = Evaluation.Of(model, complete, usable) },
            },
            chosen,
            run.Trials,
            [.. model.Targets.Select((target, index) => Validate(committee, target, index))],
            usable.Length,
            table.RowCount - usable.Length,
            cancellationToken.IsCancellationRequested ? StopReason.Interrupted
                : run.IsCutShort ? StopReason.Time : StopReason.Converged,
            run.Seconds,
            prepared.Findings)
        {
            Robust = run.Robust,
            Outliers = ModelFitter.OutliersOf(run.Robust, table, usable, model.Targets),
            WithoutHistory = Math.Min(prepared.History, table.RowCount),
            WithoutInput = prepared.WithoutInput,
            WithoutWeight = prepared.WithoutWeight,
        };
    }

    /// <summary>Two folds of two rows.</summary>
    private const int SmallestTable = 4;

    private static TargetMetrics Validate(Committee committee, Variable target, int index)
    {
        MetricsAccumulator metrics = new(target.Scaling.StandardDeviation);
        foreach (HeldOutValue value in committee.HeldOut(index))
            metrics.Add(target.Scaling.Restore(value.Measured), target.Scaling.Restore(value.Predicted));
        return metrics.ToMetrics(target.Name);
    }

    private static Dictionary<string, string> Options(Trial[] chosen, int members, SearchRequest request)
    {
        Dictionary<string, string> options = new()
        {
            ["hidden"] = OfAll(kind => string.Join(',', kind.Candidate.Hidden)),
            ["activation"] = OfAll(kind => kind.Candidate.Activation.Name),
            ["ridge"] = OfAll(kind => kind.Ridge.ToString(null, CultureInfo.InvariantCulture)),
            ["ensemble"] = members.ToString(null, CultureInfo.InvariantCulture),
            ["resampled"] = OfAll(kind => kind.Candidate.Resampled ? "yes" : "no"),
            ["timeOrdered"] = request.TimeOrdered ? "yes" : "no",
        };
        if (request.Robust != RobustLoss.None)
            options["robust"] = request.Robust.ToString().ToLowerInvariant();
        if (request.Weights is not null)
            options["weights"] = request.Weights;
        return options;

        string OfAll(Func<Trial, string> text) => string.Join("; ", chosen.Select(text));
    }
}
