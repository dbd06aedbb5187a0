using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Training;

/// <summary>The loop that all methods share: iterate until a stop rule holds, keep the best weights, report.</summary>
public abstract class IterativeTrainer : ITrainer
{
    private protected IterativeTrainer(string name) => Name = name;

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
        using TrainingRun run = new(network, rows, validation, options, progress, cancellationToken);
        bool findsRidge = options.Ridge is null && TakesStarts && network.Parameters.Length <= RidgePath.LargestNetwork;
        if (findsRidge)
            run.UseRidge(RidgePath.Ridges(rows).First());
        IIteration? iteration = null;
        try
        {
            bool goOn = run.Record(run.Objective.Of(rows, CancellationToken.None));
            foreach (TrainingRows stage in TakesStarts ? GrowingSample.Of(rows, network.Parameters.Length) : [rows])
            {
                if (!goOn)
                    break;
                run.UseRows(stage);
                if (findsRidge && iteration is null && !EvidenceSearch.Run(network, stage, run))
                    break;
                iteration ??= Begin(network, options);
                Iterate(iteration, stage, run);
                goOn = run.CanGoOn;
            }
        }
        catch (OperationCanceledException) when (run.StopToken.IsCancellationRequested)
        {
            run.Stop();
        }

        return run.Finish(Name, iteration?.Damping ?? 0);
    }

    /// <summary>
    /// Whether the method goes on well from weights that were found on a <see cref="GrowingSample"/> or by
    /// <see cref="EvidenceSearch"/>.
    /// </summary>
    private protected virtual bool TakesStarts => true;

    /// <summary>Makes what a fit of this network needs.</summary>
    private protected abstract IIteration Begin(Network network, TrainingOptions options);

    private static void Iterate(IIteration iteration, TrainingRows rows, TrainingRun run)
    {
        double objective = run.Objective.Of(rows, run.StopToken);
        do
        {
            if (iteration.Next(rows, run.Objective, objective, run.StopToken) is not { } reached)
            {
                run.Stall();
                return;
            }

            objective = reached;
        }
        while (run.Record(objective));
    }
}

/// <summary>What a method does again and again.</summary>
internal interface IIteration
{
    /// <summary>Damping at present; 0 for a method without.</summary>
    double Damping { get; }

    /// <summary>Moves the network by one iteration.</summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="objective">What is to be lowered.</param>
    /// <param name="present">The objective at the present weights.</param>
    /// <param name="cancellationToken">Looked at in every pass over the rows.</param>
    /// <returns>The objective at the new weights; null where the method can do no more.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the weights may be of half an iteration.</exception>
    double? Next(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken);
}
