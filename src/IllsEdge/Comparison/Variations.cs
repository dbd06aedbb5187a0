using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Comparison;

/// <summary>What becomes of the error when one option is changed and the others are not.</summary>
/// <param name="Option">Name of the option.</param>
/// <param name="Points">Its values.</param>
public sealed record Variation(string Option, IReadOnlyList<VariationPoint> Points);

/// <summary>One value of an option.</summary>
/// <param name="Value">As on the command line.</param>
/// <param name="Rmse">Mean over folds, on rows not seen, in the target's unit; null where no fit ended.</param>
/// <param name="Difference">Mean difference to the value in use, fold by fold; 0 for that itself.</param>
/// <param name="StandardError">Of the difference, with folds sharing rows; null of one fold.</param>
/// <param name="IsClearlyLower">
/// Whether it errs at least 1 % less, and beyond what the choice of rows explains (95 %, of this value alone).
/// </param>
/// <param name="Seconds">Median duration of a fit while all cores are at work.</param>
/// <param name="IsUsed">Whether the comparison used it.</param>
public sealed record VariationPoint(
    string Value,
    double? Rmse,
    double? Difference,
    double? StandardError,
    bool IsClearlyLower,
    double? Seconds,
    bool IsUsed);

/// <summary>Fits of one method with other activations, ridges, iterations and widths.</summary>
internal sealed class Variations(ComparisonRequest request, ComparedMethod method, IReadOnlyList<ComparedFold> folds, double ridge)
{
    /// <summary>Ridges that are tried, in units of the one that was found or given.</summary>
    private static readonly double[] RidgeFactors = [0.01, 0.1, 1, 10, 100];

    /// <summary>Iterations that are tried beside the usual number: how soon is it good?</summary>
    private static readonly int[] Iterations = [1, 2, 5, 20];

    /// <summary>Share of the error that is worth a word.</summary>
    private const double LeastGain = 0.01;

    public IReadOnlyList<Variation> Run(IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        (string Option, Attempt[] Attempts)[] options =
        [
            ("activation", [.. Activations()]),
            ("ridge", [.. Ridges()]),
            ("max-iterations", [.. Iterations.Select(Limited), Used(Text(method.MaximumIterations))]),
            ("hidden", [.. Widths()]),
        ];
        Attempt[] all = [.. options.SelectMany(option => option.Attempts)];
        FitOutcome[][] outcomes = [.. Crew.Run(
            "4 of 4, other options",
            all.Length * folds.Count,
            piece =>
            {
                Attempt attempt = all[piece / folds.Count];
                ComparedFold fold = folds[piece % folds.Count];
                return Contest.OfEnds(attempt.Request).Fit(attempt.Method, fold, ridge: null, cancellationToken).Outcome;
            },
            progress,
            cancellationToken).Chunk(folds.Count)];
        int next = 0;
        return
        [
            .. options.Select(option =>
            {
                FitOutcome[][] mine = outcomes[next..(next += option.Attempts.Length)];
                FitOutcome[] used = mine[Array.FindIndex(option.Attempts, attempt => attempt.IsUsed)];
                return new Variation(option.Option, [.. option.Attempts.Zip(mine, (attempt, fits) => ToPoint(attempt, fits, used))]);
            }),
        ];
    }

    private IEnumerable<Attempt> Activations() => Activation.All
        .Where(activation => activation != Activation.Linear || activation == request.Activation)
        .Select(activation => new Attempt(
            activation.Name, request with { Activation = activation }, method, activation == request.Activation));

    private IEnumerable<Attempt> Ridges() => RidgeFactors.Select(factor => factor == 1
        ? Used(request.Ridge is null ? "auto" : Text(ridge))
        : new Attempt(Text(factor * ridge), request with { Ridge = factor * ridge }, method, IsUsed: false));

    private IEnumerable<Attempt> Widths() => request.Hidden.Count == 0
        ? [Used("none")]
        : new[] { 0.25, 0.5, 1, 2 }
            .Select(factor => request.Hidden.Select(neurons => Math.Max((int)Math.Round(factor * neurons), 1)).ToArray())
            .DistinctBy(Sizes)
            .Select(hidden => new Attempt(
                Sizes(hidden), request with { Hidden = hidden }, method, hidden.SequenceEqual(request.Hidden)));

    private Attempt Limited(int iterations) =>
        new(Text(iterations), request, method with { MaximumIterations = iterations }, IsUsed: false);

    private Attempt Used(string value) => new(value, request, method, IsUsed: true);

    private VariationPoint ToPoint(Attempt attempt, FitOutcome[] fits, FitOutcome[] used)
    {
        if (fits.Any(fit => !double.IsFinite(fit.Rmse)) || used.Any(fit => !double.IsFinite(fit.Rmse)))
            return new(attempt.Value, null, null, null, false, null, attempt.IsUsed);
        RunningMoments differences = default;
        foreach ((FitOutcome fit, FitOutcome other) in fits.Zip(used))
            differences.Add(fit.Rmse - other.Rmse);
        double? error = FoldStatistics.StandardError(differences, request.Folds);
        return new(
            attempt.Value,
            fits.Average(fit => fit.Rmse),
            differences.Mean,
            error,
            differences.Mean < -LeastGain * used.Average(fit => fit.Rmse)
                && differences.Mean < -FoldStatistics.Clear(differences.Count) * error,
            MethodResult.Median(fits.Select(fit => fit.Seconds)),
            attempt.IsUsed);
    }

    private static string Sizes(IReadOnlyList<int> hidden) => string.Join(',', hidden.Select(Text));

    /// <summary>Three digits, as the command line takes them.</summary>
    private static string Text(double value) =>
        value.ToString(value is >= 1e-3 and < 1e6 ? "G3" : "0.##e0", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Attempt(string Value, ComparisonRequest Request, ComparedMethod Method, bool IsUsed);
}
