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
        IIteration iteration = Begin(network, options);
        double objective = run.Objective.Of(rows, CancellationToken.None);
        bool goOn = run.Record(objective);
        while (goOn)
        {
            try
            {
                if (iteration.Next(rows, run.Objective, objective, run.StopToken) is not { } reached)
                {
                    run.Stall();
                    break;
                }

                objective = reached;
                goOn = run.Record(objective);
            }
            catch (OperationCanceledException) when (run.StopToken.IsCancellationRequested)
            {
                run.Stop();
                break;
            }
        }

        return run.Finish(Name, iteration.Damping);
    }

    /// <summary>Makes what a fit of this network needs.</summary>
    private protected abstract IIteration Begin(Network network, TrainingOptions options);
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
