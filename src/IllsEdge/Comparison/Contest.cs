using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Comparison;

/// <summary>Fits of methods to folds, each timed.</summary>
/// <param name="request">Network, ridge and limits.</param>
internal sealed class Contest(ComparisonRequest request)
{
    /// <summary>Rows and iterations of the fits that only make the runtime compile a method.</summary>
    private const int WarmRows = 64, WarmIterations = 12;

    /// <summary>
    /// A tenth of the usual: by the usual one L-BFGS and Levenberg-Marquardt would be ended up to a tenth above the loss that they
    /// still reach, where ours are at their end already.
    /// </summary>
    private const double StrictTolerance = 1e-3;

    private double Tolerance { get; init; } = StrictTolerance;

    /// <summary>Whether the fits are looked at on their way.</summary>
    private bool IsWatched { get; init; } = true;

    /// <summary>Fits that end as those of `train` do, and of which only the end is wanted.</summary>
    public static Contest OfEnds(ComparisonRequest request) =>
        new(request) { Tolerance = new TrainingOptions().Tolerance, IsWatched = false };

    private readonly FitRequest _fit = new()
    {
        Inputs = request.Inputs,
        Targets = [request.Target],
        Hidden = request.Hidden,
        Activation = request.Activation,
        Seed = request.Seed,
    };

    /// <summary>The methods in an order in which a ridge is found before it is needed.</summary>
    public static IEnumerable<ComparedMethod> InOrder(IEnumerable<ComparedMethod> methods) =>
        methods.OrderBy(method => !(method.IsOurs && method.FindsRidge));

    /// <summary>Lets the runtime compile every method before the first one is timed.</summary>
    public void WarmUp(ComparedFold fold, IEnumerable<ComparedMethod> methods, CancellationToken cancellationToken)
    {
        int count = Math.Min(WarmRows, fold.TrainingRows.Count);
        TrainingRows few = fold.TrainingRows.Select([.. Enumerable.Range(0, count)]);
        foreach (ComparedMethod method in methods)
            Fit(
                method with { MaximumIterations = WarmIterations },
                fold with { TrainingRows = few, HeldOutRows = few },
                ridge: null,
                cancellationToken);
    }

    /// <summary>Lets every method train on a fold.</summary>
    /// <returns>One outcome a method, in the order of <paramref name="methods"/>.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<FitOutcome> Run(
        ComparedFold fold, IReadOnlyList<ComparedMethod> methods, Action fitted, CancellationToken cancellationToken)
    {
        Dictionary<string, (FitOutcome Outcome, Curve Curve)> fits = [];
        double? ridge = request.Ridge;
        foreach (ComparedMethod method in InOrder(methods))
        {
            fits[method.Name] = Fit(method, fold, ridge, cancellationToken);
            ridge ??= Found(method, fits[method.Name].Outcome);
            fitted();
        }

        double linear = fits[methods.First(method => method.IsLinear).Name].Outcome.Rmse;
        double enough = Math.Max(MethodResult.WorseThanLinear * linear, MethodResult.Negligible * fold.Unit);
        return
        [
            .. methods.Select(method => fits[method.Name].Outcome with
            {
                Curve = fits[method.Name].Curve.Points(ridge ?? TrainingOptions.DefaultRidge),
                HasFailed = !(fits[method.Name].Outcome.Rmse <= enough),
            }),
        ];
    }

    /// <summary>The ridge that a method found for those that cannot; null where it is not one of ours that did.</summary>
    public static double? Found(ComparedMethod method, FitOutcome outcome) =>
        method.IsOurs && method.FindsRidge && outcome.Refusal is null ? outcome.Ridge : null;

    /// <summary>One fit.</summary>
    /// <param name="method">Of ours, one that finds its ridge itself does so unless there is one in the request.</param>
    /// <param name="fold">The rows.</param>
    /// <param name="ridge">What those get that cannot find it; null where nobody has found one yet.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public (FitOutcome Outcome, Curve Curve) Fit(
        ComparedMethod method, ComparedFold fold, double? ridge, CancellationToken cancellationToken)
    {
        PausableClock clock = new();
        Network network = fold.Start(method, _fit);
        Curve curve = new(network, fold, clock);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ITrainer trainer = method.Make(request.Seed + (ulong)fold.Run);
            TrainingOptions options = new()
            {
                Robust = method.Robust,
                Ridge = request.Ridge ?? (method.FindsRidge ? null : ridge ?? TrainingOptions.DefaultRidge),
                MaximumIterations = method.MaximumIterations,
                TimeLimit = request.TimeLimit,
                Tolerance = Tolerance,
                KeepsFactor = false,
                Clock = clock,
            };
            TrainingReport report = trainer.Fit(
                network, fold.TrainingRows, validation: null, options, IsWatched ? curve : null, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before - curve.Bytes;
            if (IsWatched)
                curve.End(report.Seconds);
            double rmse = fold.Rmse(network);
            FitOutcome outcome = new(
                fold.Run,
                fold.Fold,
                double.IsFinite(rmse) ? rmse : double.PositiveInfinity,
                report.Seconds,
                report.Iterations,
                bytes,
                report.StopReason);
            return (outcome with { Ridge = report.Ridge, Part = fold.Part }, curve);
        }
        catch (NotSupportedException exception)
        {
            FitOutcome refused = new(fold.Run, fold.Fold, double.PositiveInfinity, 0, 0, 0, null);
            return (refused with { Refusal = exception.Message, Part = fold.Part }, curve);
        }
    }
}
