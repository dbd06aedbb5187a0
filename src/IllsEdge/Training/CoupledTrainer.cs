using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Training;

/// <summary>
/// The default method: ideal total inputs found backwards and weights found by linear least squares, as in the published
/// method, with the coupling between neurons kept.
/// </summary>
/// <remarks>
/// <para>
/// Every iteration solves min ||J d - r||^2 + ridge ||w + d||^2 + mu s ||d||^2 by the streamed QR, where J is the
/// Jacobian of the outputs and s the mean of its squared column lengths. Said plainly, this is a damped Gauss-Newton step
/// (Levenberg 1944), in the layered form and solved by orthogonal factorisation: it uses derivatives, but no gradient
/// descent, no learning rate and no schedule.
/// </para>
/// <para>
/// The damping follows the ratio of actual to predicted decrease (Nielsen 1999, IMM-REP-1999-05, equation 2.5). A step is
/// taken only if the true objective falls, so the loss never rises. Damping and ridge enter as diagonal rows on a copy of
/// the triangle: another trial needs no other pass over the Jacobian. The scaling is Levenberg's, the same for all
/// parameters: with Marquardt's, by the diagonal of J'J, saturated neurons run away.
/// </para>
/// </remarks>
public sealed class CoupledTrainer : ITrainer
{
    /// <inheritdoc/>
    public string Name => "coupled";

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <inheritdoc/>
    public void Check(IEnumerable<Activation> activations)
    {
        // A slope is enough, and every activation has one.
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
        using TrainingRun run = new(network, rows, validation, options, progress, cancellationToken);
        LevenbergStep[] steps = [.. Blocks(network, options.Block).Select(layers => new LevenbergStep(network, layers))];
        double objective = run.Objective.Of(rows, CancellationToken.None);
        int turn = 0, failed = 0;
        bool goOn = run.Record(objective);
        while (goOn)
        {
            try
            {
                LevenbergStep step = steps[turn++ % steps.Length];
                if (step.Take(rows, run.Objective, objective, run.StopToken) is { } lower)
                {
                    (objective, failed) = (lower, 0);
                    goOn = run.Record(objective);
                }
                else if (++failed == steps.Length)
                {
                    run.Stall();
                    break;
                }
            }
            catch (OperationCanceledException) when (run.StopToken.IsCancellationRequested)
            {
                run.Stop();
                break;
            }
        }

        return run.Finish(Name, steps[0].Damping);
    }

    /// <summary>The layers of each block: all at once, or a hidden layer and the output layer.</summary>
    private static IEnumerable<int[]> Blocks(Network network, StepBlock block)
    {
        int output = network.Layers.Count - 1;
        return block == StepBlock.Network || output == 0
            ? [[.. Enumerable.Range(0, output + 1)]]
            : Enumerable.Range(0, output).Select(hidden => new[] { hidden, output });
    }
}
