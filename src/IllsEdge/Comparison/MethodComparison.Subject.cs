using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <content>What there is to know of the first of our methods beside errors and times.</content>
public static partial class MethodComparison
{
    /// <summary>Rows held out in all that settle a side question: their error is known to some 1 %.</summary>
    private const int EnoughHeldOut = 5000;

    /// <summary>Adds what is known of the subject, as far as time allows.</summary>
    private static ComparisonResult LookInto(
        ComparisonResult result,
        DataTable table,
        Preparation prepared,
        ComparedFold[] folds,
        IProgress<ComparisonProgress>? progress,
        CancellationToken cancellationToken)
    {
        ComparisonRequest request = result.Request;
        ComparedMethod subject = result.Subject.Method;
        FitRequest fit = new()
        {
            Inputs = request.Inputs,
            Targets = [request.Target],
            Lags = request.Lags,
            Missing = request.Missing,
            Hidden = request.Hidden,
            Activation = request.Activation,
            Trainer = subject.Make(request.Seed),
            Seed = request.Seed,
            Training = new TrainingOptions { Ridge = request.Ridge, TimeLimit = 5 * request.TimeLimit },
        };
        try
        {
            FitResult[] fits = Crew.Run(
                "2 of 4, models and intervals",
                folds.Length + 1,
                piece =>
                {
                    int[] rows = piece < folds.Length ? folds[piece].Training : prepared.Rows;
                    FitResult fitted = ModelFitter.Fit(table, prepared, rows, [], fit, null, cancellationToken);
                    cancellationToken.ThrowIfCancellationRequested();
                    return fitted;
                },
                progress,
                cancellationToken);
            result = Describe(result, table, prepared, folds, fits);
            if (result.HasFewRows)
                return result with { IsComplete = true };
            ComparedFold[] few = Enough(folds);
            ComparedMethod[] methods =
            [
                subject,
                subject with { Name = $"{subject.Name}, robust", Robust = RobustLoss.Auto },
                .. result.BestOpponent is { } opponent ? [opponent.Method] : Array.Empty<ComparedMethod>(),
                ComparedMethod.Linear,
            ];
            (Disturbance noise, Disturbance outliers) = new Disturbances(request, methods, few).Run(progress, cancellationToken);
            result = result with { Noise = noise, Outliers = outliers };
            double ridge = MethodResult.Median(result.Subject.Fits.Select(one => one.Ridge))!.Value;
            return result with
            {
                Variations = new Variations(request, subject, few, ridge).Run(progress, cancellationToken),
                IsComplete = result.Subject.Fits.Count == request.Runs * request.Folds,
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return result;
        }
    }

    /// <summary>What the models of all folds say of the rows that they have not seen, and what the model of all rows is like.</summary>
    private static ComparisonResult Describe(
        ComparisonResult result, DataTable table, Preparation prepared, ComparedFold[] folds, FitResult[] fits)
    {
        List<HeldOutPrediction> heldOut = [];
        PermutationImportance importance = new(result.Request.Seed);
        foreach ((ComparedFold fold, FitResult fit) in folds.Zip(fits))
        {
            DataTable complete = fit.Model.Derive(table);
            heldOut.AddRange(HeldOutPrediction.Of(fit.Model, table, complete, fold, result.Request.Level));
            importance.Add(fit.Model, complete, fold.HeldOut);
        }

        InputImportance[] ranked = [.. importance.Result.OrderByDescending(input => input.Increase)];
        FitResult whole = fits[^1];
        DataTable all = whole.Model.Derive(table);
        return result with
        {
            HeldOut = [.. heldOut.OrderBy(row => row.Row)],
            Importance = ranked,
            Whole = whole,
            Dependence = PartialDependence.OfMostImportant(whole.Model, all, prepared.Rows, ranked),
            Inspection = Inspection.Of(whole.Model, all, prepared.Rows),
        };
    }

    /// <summary>As many folds as settle a side question.</summary>
    private static ComparedFold[] Enough(ComparedFold[] folds)
    {
        int rows = 0;
        return [.. folds.TakeWhile(fold => (rows += fold.HeldOut.Length) - fold.HeldOut.Length < EnoughHeldOut)];
    }
}
