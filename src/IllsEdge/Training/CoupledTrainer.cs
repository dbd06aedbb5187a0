using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// Ideal total inputs found backwards and weights found by linear least squares, as in the published
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
    /// <inheritdoc/>
    protected override bool TakesWeights => true;

    private protected override IRidgedIteration BeginSearch(Network network, TrainingOptions options) =>
        new LevenbergStep(network, threads: options.Threads);

    /// <inheritdoc/>
    protected override IIteration Begin(Network network, TrainingOptions options) =>
        options.Block == StepBlock.Network || network.Layers.Count == 1
            ? new LevenbergStep(network, threads: options.Threads)
            : new LayerSteps(network, options.Threads);

    /// <summary>A step of one hidden layer and the output layer, of one hidden layer after the other.</summary>
    private sealed class LayerSteps(Network network, int threads) : IIteration
    {
        private readonly LevenbergStep[] _steps =
        [
            .. Enumerable.Range(0, network.Layers.Count - 1)
                .Select(hidden => new LevenbergStep(network, [hidden, network.Layers.Count - 1], threads)),
        ];

        private int _turn;

        /// <summary>The states of all steps, then whose turn it is.</summary>
        public IReadOnlyList<double> State
        {
            get => [.. _steps.SelectMany(step => step.State), _turn % _steps.Length];
            set
            {
                bool isOwn = value.Count == 2 * _steps.Length + 1;
                for (int step = 0; step < _steps.Length; step++)
                    _steps[step].State = isOwn ? [.. value.Skip(2 * step).Take(2)] : [.. value.Take(1)];
                _turn = isOwn ? (int)Math.Clamp(value[^1], 0, _steps.Length - 1) : 0;
            }
        }

        public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
        {
            for (int tried = 0; tried < _steps.Length; tried++)
                if (_steps[_turn++ % _steps.Length].Advance(rows, objective, present, cancellationToken) is { } lower)
                    return lower;
            return null;
        }
    }
}
