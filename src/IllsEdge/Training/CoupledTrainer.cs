using IllsEdge.Networks;

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
public sealed class CoupledTrainer() : IterativeTrainer("coupled")
{
    private protected override IIteration Begin(Network network, TrainingOptions options) => new Steps(network, options.Block);

    /// <summary>The layers of each block: all at once, or a hidden layer and the output layer.</summary>
    private static IEnumerable<int[]> Blocks(Network network, StepBlock block)
    {
        int output = network.Layers.Count - 1;
        return block == StepBlock.Network || output == 0
            ? [[.. Enumerable.Range(0, output + 1)]]
            : Enumerable.Range(0, output).Select(hidden => new[] { hidden, output });
    }

    /// <summary>A step of one block after the other.</summary>
    private sealed class Steps(Network network, StepBlock block) : IIteration
    {
        private readonly LevenbergStep[] _steps =
            [.. Blocks(network, block).Select(layers => new LevenbergStep(network, layers))];

        private int _turn;

        public double Damping => _steps[0].Damping;

        public double? Next(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
        {
            for (int tried = 0; tried < _steps.Length; tried++)
                if (_steps[_turn++ % _steps.Length].Take(rows, objective, present, cancellationToken) is { } lower)
                    return lower;
            return null;
        }
    }
}
