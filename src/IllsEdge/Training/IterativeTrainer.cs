using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Training;

/// <summary>The loop that all methods share: iterate until a stop rule holds, keep the best weights, report.</summary>
public abstract class IterativeTrainer : ITrainer
{
    /// <summary>Names the method.</summary>
    /// <param name="name">In lower case, as on the command line.</param>
    protected IterativeTrainer(string name) => Name = name;

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <inheritdoc/>
    public virtual void Check(IEnumerable<Activation> activations)
    {
        // A slope is enough for most methods, and every activation has one.
    }

    /// <inheritdoc/>
    public TrainingReport Fit(
        Network network,
        TrainingRows rows,
        TrainingRows? validation,
        TrainingOptions options,
        IProgress<TrainingStep>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(options);
        Check(network.Layers.Select(layer => layer.Activation));
        if (!TakesWeights && (options.Robust != RobustLoss.None || rows.IsWeighted))
            throw new NotSupportedException(
                $"method {Name} gives every row the same weight: it has no robust loss and no row weights. Use method auto.");
        using TrainingRun run = new(network, rows, validation, options, Window, progress, cancellationToken);
        IRidgedIteration? search =
            options.Ridge is null && network.Parameters.Length <= EvidenceSearch.LargestNetwork ? BeginSearch(network, options) : null;
        if (search is not null && options.Start is not null)
            search.State = options.Start.State;
        IIteration? iteration = null;
        RobustFit? robust = options.Robust == RobustLoss.None ? null : new RobustFit(network, rows, validation, run);
        try
        {
            if (search is not null)
                run.UseRidge(EvidenceSearch.First(options.Start?.Ridge, rows));
            if (run.Record(run.Objective.Of(rows, CancellationToken.None), options.Start?.State ?? []))
                FitTo(rows);
            if (robust is not null)
            {
                run.StopToken.ThrowIfCancellationRequested();
                iteration ??= GoOn();
                if (robust.Run(options.Robust, () => iteration, search, FitTo) is { } weighted)
                    Iterate(iteration, weighted, run);
            }
        }
        catch (OperationCanceledException) when (run.StopToken.IsCancellationRequested)
        {
            run.Stop();
        }

        return run.Finish(Name) with { Robust = robust?.Report() };

        IIteration GoOn()
        {
            IIteration begun = Begin(network, options);
            if (options.Start is not null)
                begun.State = options.Start.State;
            return begun;
        }

        // From the network's weights on. Answers whether all of the rows had their turn.
        bool FitTo(TrainingRows all)
        {
            IReadOnlyList<TrainingRows> stages = TakesStarts && options.Start is null
                ? GrowingSample.Of(all, network.Parameters.Length)
                : [all];
            run.UseRows(stages[0]);
            if (search is not null && !EvidenceSearch.Run(search, stages[0], run, options.Start?.Ridge))
                return false;
            iteration = GoOn();
            foreach (TrainingRows stage in stages)
            {
                run.StopToken.ThrowIfCancellationRequested();
                if (!run.CanGoOn)
                    return false;
                run.UseRows(stage);
                Iterate(iteration, stage, run);
            }

            return true;
        }
    }

    /// <summary>
    /// Whether the method goes on well from weights that were found on a part of the rows, or under another ridge: a fit to many
    /// rows then begins with samples of them.
    /// </summary>
    protected virtual bool TakesStarts => true;

    /// <summary>Whether the method multiplies a row of its problem by the root of the row's weight.</summary>
    protected virtual bool TakesWeights => false;

    /// <summary>Iterations over which <see cref="TrainingOptions.Tolerance"/> is measured.</summary>
    protected virtual int Window => 10;

    /// <summary>Makes what a search for the ridge needs; null for a method that does not look for one.</summary>
    private protected virtual IRidgedIteration? BeginSearch(Network network, TrainingOptions options) => null;

    /// <summary>Makes what a fit of this network needs.</summary>
    /// <param name="network">Its present weights are the start.</param>
    /// <param name="options">Those of the fit.</param>
    protected abstract IIteration Begin(Network network, TrainingOptions options);

    private static void Iterate(IIteration iteration, TrainingRows rows, TrainingRun run)
    {
        double objective = run.Objective.Of(rows, run.StopToken);
        do
        {
            if (iteration.Advance(rows, run.Objective, objective, run.StopToken) is not { } reached)
            {
                run.Stall();
                return;
            }

            objective = reached;
        }
        while (run.Record(objective, iteration.State));
    }
}

/// <summary>What a method does again and again.</summary>
public interface IIteration
{
    /// <summary>
    /// What is carried from iteration to iteration beside the weights, the damping first; empty where nothing is. Of the state of
    /// another method only the damping is taken over, and only where it is above 0.
    /// </summary>
    IReadOnlyList<double> State
    {
        get => [];
        set
        {
            // A method that carries nothing has nothing to take over.
        }
    }

    /// <summary>Moves the network by one iteration.</summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="objective">What is to be lowered.</param>
    /// <param name="present">The objective at the present weights.</param>
    /// <param name="cancellationToken">Looked at in every pass over the rows.</param>
    /// <returns>The objective at the new weights; null where the method can do no more.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the weights may be of half an iteration.</exception>
    double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken);
}

/// <summary>An iteration that can tell how probable a ridge is.</summary>
internal interface IRidgedIteration : IIteration
{
    /// <summary>Iterations after which the network has followed a change of the ridge well enough to compare both.</summary>
    int ToSettle { get; }

    /// <summary>Makes the triangle at the present weights, of which <see cref="LogEvidence"/> tells and the next iteration makes use.</summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="cancellationToken">Looked at in the pass over the rows.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    void Linearise(TrainingRows rows, CancellationToken cancellationToken);

    /// <summary>
    /// How probable the targets are at a ridge, as a logarithm up to a constant: 1/2 (p ln ridge - ln |J'J + ridge I| -
    /// n ln E), for n residuals, or the sum of their weights, and the objective E, which should be lowest at the present weights.
    /// </summary>
    /// <remarks>
    /// Laplace's approximation (MacKay 1992, Neural Computation 4, 448-472, equation 2.4 and section 3.2), with the
    /// unknown variance of the noise integrated out. Biases are counted like weights: one that the rows do not determine
    /// must say nothing.
    /// </remarks>
    /// <param name="rows">Those of <see cref="Linearise"/>.</param>
    /// <param name="ridge">Above 0.</param>
    /// <param name="objective">The objective at the present weights, with this ridge.</param>
    double LogEvidence(TrainingRows rows, double ridge, double objective);
}
