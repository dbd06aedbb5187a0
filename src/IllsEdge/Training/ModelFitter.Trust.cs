using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <content>What tells how far a model's predictions can be trusted; README.md in this folder has the reasons.</content>
public static partial class ModelFitter
{
    private const int Folds = 5;

    /// <summary>Held-out rows after which no further fold is fitted: a 90 % quantile of 500 is sure to 1.3 %.</summary>
    private const int EnoughHeldOut = 500;

    /// <summary>Rows below which nothing is held out.</summary>
    internal const int FewestRows = 10;

    /// <summary>
    /// Predicts rows by fits without them, fold by fold, until there are enough. Every fit has as many starts and networks as
    /// that of all rows and finds its own ridge, as that did: an error is that of the whole way to a model. Also where that went
    /// on from a start, they begin at random weights: the start may have seen the rows that are held out. Beside a network with
    /// hidden layers a linear model is judged.
    /// </summary>
    /// <returns>Null where there are too few rows, or where the time is up or the caller stopped.</returns>
    private static HeldOutRows? HoldOut(
        Model model,
        DataTable table,
        int[] rows,
        TrainingRows training,
        TrainingRows? validation,
        FitRequest request,
        TrainingReport report,
        CancellationToken cancellationToken)
    {
        if (!request.Intervals || rows.Length < FewestRows || report.StopReason is StopReason.Interrupted)
            return null;
        HeldOutRows held = new(model), linear = new(model);
        bool isLinear = model.Members[0].Network.Layers.Count == 1;
        TimeSpan? left = request.Training.TimeLimit - TimeSpan.FromSeconds(report.Seconds);
        int[] folds = FoldOf(rows.Length, request);
        for (int fold = 0; fold < Folds && held.Count < EnoughHeldOut; fold++)
        {
            if (left <= TimeSpan.Zero)
                return null;
            TrainingRows others = training.Select([.. Enumerable.Range(0, rows.Length).Where(place => folds[place] != fold)]);
            FittedNetworks part = FitNetworks(
                BeginAnew,
                others,
                validation,
                request,
                request.Training with { TimeLimit = left, Start = null },
                progress: null,
                cancellationToken);
            if (part.Report.StopReason is StopReason.Interrupted or StopReason.Time)
                return null;
            left -= TimeSpan.FromSeconds(part.Report.Seconds);
            int[] heldOut = [.. rows.Where((_, place) => folds[place] == fold)];
            held.Add(model with { Members = part.Members }, table, heldOut);
            if (isLinear)
                continue;
            if (left <= TimeSpan.Zero)
                return null;
            (Member plane, TrainingReport planeReport) = FitPlane(others, left);
            if (planeReport.StopReason is StopReason.Interrupted or StopReason.Time)
                return null;
            left -= TimeSpan.FromSeconds(planeReport.Seconds);
            linear.Add(model with { Members = [plane] }, table, heldOut);
        }

        return held with { Linear = isLinear ? held.Metrics : linear.Metrics };

        (Member Plane, TrainingReport Report) FitPlane(TrainingRows others, TimeSpan? limit)
        {
            Network network = new(model.Inputs.Count, [], model.Targets.Count, Activation.Linear);
            TrainingOptions options = new()
            {
                Robust = request.Training.Robust,
                Threads = request.Training.Threads,
                TimeLimit = limit,
                Clock = request.Training.Clock,
            };
            TrainingReport fitted = new CoupledTrainer().Fit(network, others, null, options, progress: null, cancellationToken);
            return (new Member(network, Factor: null, Damping: 0), fitted);
        }

        Network BeginAnew(ulong seed)
        {
            Network network = model.Members[0].Network.Clone();
            Initialisation.Randomise(network, seed);
            return network;
        }
    }

    /// <summary>Fold of every row: random ones, or stretches from the newest on where the rows are in order of time.</summary>
    private static int[] FoldOf(int count, FitRequest request)
    {
        int[] folds = [.. Enumerable.Range(0, count).Select(place => Folds - 1 - (int)((long)place * Folds / count))];
        if (request.Lags.Count > 0 || request.Validation is { Last: true })
            return folds;
        new RandomSource(request.Seed).Shuffle(folds);
        return folds;
    }

    /// <summary>Leverages of [x 1]; null where there are more inputs than a factor is kept for.</summary>
    internal static Novelty? FindNovelty(TrainingRows rows)
    {
        Network plane = Novelty.Plane(rows.Inputs.Columns);
        if (plane.Parameters.Length > Linearisation.LargestKept)
            return null;
        Linearisation linearisation = new(plane);
        linearisation.Absorb(rows);
        linearisation.AbsorbRidge(
            linearisation.Factor, rows.Count * Novelty.LeastDeviation * Novelty.LeastDeviation, damping: 0);
        double[] factor = linearisation.Packed();

        ForwardPass forward = new(plane, Linearisation.ChunkRows);
        LeverageMeter meter = new(forward, factor);
        double[] leverages = new double[rows.Count];
        for (int start = 0; start < rows.Count; start += forward.Capacity)
        {
            int count = Math.Min(forward.Capacity, rows.Count - start);
            ReadOnlyMatrixView<double> inputs = rows.Inputs.RowRange(start, count);
            forward.Run(inputs);
            meter.Measure(inputs, 0, leverages.AsSpan(start, count));
        }

        // h / (1 - h) is what the leverage would be had the row not been there.
        double limit = Novelty.LimitOf(leverages.Select(leverage => leverage / (1 - leverage)));
        return double.IsFinite(limit) ? new Novelty(factor, limit) : null;
    }
}
