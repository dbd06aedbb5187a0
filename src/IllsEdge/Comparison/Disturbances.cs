using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <summary>How far a method errs on clean rows when the targets that it learned from were disturbed.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Rmse">One a level, in the target's unit; null where a fit failed.</param>
public sealed record DisturbedMethod(string Method, IReadOnlyList<double?> Rmse);

/// <summary>One kind of disturbance.</summary>
/// <param name="Levels">How strong, the first one 0.</param>
/// <param name="Methods">The methods.</param>
public sealed record Disturbance(IReadOnlyList<double> Levels, IReadOnlyList<DisturbedMethod> Methods);

/// <summary>Fits to targets that noise or gross errors were added to; the inputs and the rows to judge on stay as they are.</summary>
internal sealed class Disturbances(
    ComparisonRequest request, IReadOnlyList<ComparedMethod> methods, IReadOnlyList<ComparedFold> folds)
{
    /// <summary>Standard deviation of the noise, as a share of the target's.</summary>
    private static readonly double[] NoiseLevels = [0, 0.1, 0.25, 0.5];

    /// <summary>Share of the rows with a gross error.</summary>
    private static readonly double[] OutlierLevels = [0, 0.02, 0.05, 0.1];

    /// <summary>A gross error, in deviations of the target: a slip of the pen or a sensor that was unplugged.</summary>
    private const double LeastSlip = 5, MostSlip = 10;

    private readonly Contest _contest = Contest.OfEnds(request);

    /// <summary>Noise, then gross errors.</summary>
    public (Disturbance Noise, Disturbance Outliers) Run(
        IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        int noises = NoiseLevels.Length, all = noises + OutlierLevels.Length - 1;
        double[][][] errors = Crew.Run(
            "3 of 4, noise and gross errors", all * folds.Count, piece =>
            {
                (int level, int fold) = (piece / folds.Count, piece % folds.Count);
                return level < noises
                    ? Fit(folds[fold], NoiseLevels[level], 0)
                    : Fit(folds[fold], 0, OutlierLevels[level - noises + 1]);
            }, progress, cancellationToken).Chunk(folds.Count).ToArray();
        int[] ofNoise = [.. Enumerable.Range(0, noises)], ofOutliers = [0, .. Enumerable.Range(noises, all - noises)];
        return (new(NoiseLevels, Of(ofNoise)), new(OutlierLevels, Of(ofOutliers)));

        DisturbedMethod[] Of(int[] levels) =>
        [
            .. methods.Select((method, index) => new DisturbedMethod(
                method.Name, [.. levels.Select(level => Finite(errors[level].Average(fold => fold[index])))])),
        ];

        double[] Fit(ComparedFold fold, double noise, double outliers)
        {
            ComparedFold disturbed = fold with { TrainingRows = Disturb(fold.TrainingRows, noise, outliers, SeedOf(fold)) };
            double? ridge = request.Ridge;
            double[] found = new double[methods.Count];
            // The subject stands first.
            for (int index = 0; index < found.Length; index++)
            {
                FitOutcome outcome = _contest.Fit(methods[index], disturbed, ridge, cancellationToken).Outcome;
                ridge ??= Contest.Found(methods[index], outcome);
                found[index] = outcome.Rmse;
            }

            return found;
        }
    }

    /// <summary>The rows with other targets. Those of a level have the same random numbers as those of another.</summary>
    internal static TrainingRows Disturb(TrainingRows rows, double noise, double outliers, ulong seed)
    {
        RandomSource random = new(seed);
        double[] targets = [.. rows.Targets.Column(0)];
        foreach (ref double target in targets.AsSpan())
        {
            (double scatter, double lot, double slip, double side) =
                (random.NextNormal(), random.NextUniform(), random.NextUniform(LeastSlip, MostSlip), random.NextUniform());
            target += noise * scatter + (lot < outliers ? side < 0.5 ? slip : -slip : 0);
        }

        return rows.WithTargets(targets);
    }

    /// <summary>Apart from the seeds of folds and starts, and for every fold another.</summary>
    private ulong SeedOf(ComparedFold fold) => ~new RandomSource(request.Seed + (ulong)fold.Fold).Next();

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
