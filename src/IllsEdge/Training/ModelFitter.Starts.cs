using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Prediction;

namespace IllsEdge.Training;

/// <content>Several random starts: the best of some, the mean of some, or the mean of the best of some.</content>
public static partial class ModelFitter
{
    private static void CheckStarts(FitRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Restarts, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Ensemble, 1, nameof(request));
        if (request.Start is not null && (request.Restarts > 1 || request.Ensemble > 1))
            throw new NotSupportedException(
                "--restarts and --ensemble begin at random weights, and --start at those of a model. Leave out one of them.");
        if (request.Restarts > 1 && request.Training.Robust != RobustLoss.None)
            throw new NotSupportedException(
                "--restarts cannot compare robust fits, each of which gives the rows weights of its own. Leave out --robust, or " +
                "average networks with --ensemble.");
    }

    /// <summary>Fits the networks of a model, one after the other. All starts share the time limit.</summary>
    /// <param name="begin">Makes the network of a seed.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="validation">Rows kept aside; null for none.</param>
    /// <param name="request">Says how many, and the method.</param>
    /// <param name="options">Those of every fit.</param>
    /// <param name="progress">Told of every iteration of every fit.</param>
    /// <param name="cancellationToken">Ends the fit; what was finished is kept, or the one fit that was begun.</param>
    private static FittedNetworks FitNetworks(
        Func<ulong, Network> begin,
        TrainingRows rows,
        TrainingRows? validation,
        FitRequest request,
        TrainingOptions options,
        IProgress<TrainingStep>? progress,
        CancellationToken cancellationToken)
    {
        List<FittedStart> starts = [];
        List<(Network Network, FittedStart Start)> kept = [];
        StopReason? cut = null;
        for (int index = 0; index < request.Restarts * request.Ensemble && cut is null; index++)
        {
            TimeSpan? left = options.TimeLimit - TimeSpan.FromSeconds(starts.Sum(start => start.Report.Seconds));
            if (left <= TimeSpan.Zero)
            {
                cut = StopReason.Time;
                break;
            }

            ulong seed = unchecked(request.Seed + (ulong)index);
            Network network = begin(seed);
            TrainingReport report = request.Trainer.Fit(
                network,
                rows,
                validation,
                options with { TimeLimit = left },
                progress is null ? null : new Numbered(progress, index),
                cancellationToken);
            if (report.StopReason is StopReason.Interrupted or StopReason.Time)
                cut = report.StopReason;
            bool needsEvidence = request.Restarts > 1 && cut is null && validation is null && options.Ridge is null
                && network.Parameters.Length <= EvidenceSearch.LargestNetwork;
            FittedStart start = new(seed, report, needsEvidence ? LogEvidence(network, rows, report.Ridge, options.Threads) : null);
            starts.Add(start);
            if (cut is not null && kept.Count > 0)
                break;
            if (index / request.Restarts == kept.Count)
                kept.Add((network, start));
            else if (start.Merit < kept[^1].Start.Merit)
                kept[^1] = (network, start);
        }

        TrainingReport first = kept[0].Start.Report;
        return new FittedNetworks(
            [.. kept.Select(one => ToMember(one.Network, one.Start.Report))],
            [.. starts.Select(start => start with { IsKept = kept.Exists(one => ReferenceEquals(one.Start, start)) })],
            first with { Seconds = starts.Sum(start => start.Report.Seconds), StopReason = cut ?? first.StopReason });
    }

    /// <summary>How probable the targets are with a network and its ridge; see <see cref="IRidgedIteration.LogEvidence"/>.</summary>
    private static double LogEvidence(Network network, TrainingRows rows, double ridge, int threads)
    {
        Linearisation linearisation = new(network, threads: threads);
        linearisation.Absorb(rows);
        double[] memory = new double[TriangularFactor<double>.Length(linearisation.Columns, 1)];
        return linearisation.LogEvidence(
            new(memory, linearisation.Columns, 1), rows, share: 1, ridge, new Objective(network, ridge, threads).Of(rows));
    }

    private static Member ToMember(Network network, TrainingReport report) =>
        new(network, report.Factor, report.Damping) { State = report.State, Ridge = report.Ridge };

    /// <summary>What came of all starts.</summary>
    /// <param name="Members">The networks that were kept.</param>
    /// <param name="Starts">All fits.</param>
    /// <param name="Report">Of the first member, with the time of all fits and why the last one ended, if it was cut short.</param>
    private sealed record FittedNetworks(
        IReadOnlyList<Member> Members, IReadOnlyList<FittedStart> Starts, TrainingReport Report);

    /// <summary>Says which fit an iteration belongs to.</summary>
    private sealed class Numbered(IProgress<TrainingStep> progress, int start) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value) => progress.Report(value with { Start = start });
    }
}
