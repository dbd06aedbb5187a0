using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// Least squares that is used several times: the triangle of <see cref="CoupledTrainer"/>, of a sample of the rows, is the
/// metric of quasi-Newton steps on all of them.
/// </summary>
/// <remarks>
/// <para>
/// A step of the coupled method costs 2 N p^2 flops, nearly all for the triangle of the Jacobian, and then the triangle is
/// thrown away. It is still nearly right for the next steps, and nearly the same for a few rows a parameter as for all of
/// them. Here one iteration makes the triangle R of such a sample, with ridge and damping, and then takes up to
/// <see cref="QuasiNewtonSweep.Steps"/> steps by limited-memory BFGS whose initial inverse Hessian is (R'R)^-1 (Nocedal
/// 1980, Mathematics of Computation 35, 773-782): each needs one forward and one backward pass, some 10 N p flops, and is
/// searched until the true objective falls.
/// </para>
/// <para>
/// The loss never rises, only a slope of the activation is needed, and there is no learning rate: the triangle says how
/// long a step is.
/// </para>
/// </remarks>
public sealed class AcceleratedTrainer() : IterativeTrainer("accelerated")
{
    /// <inheritdoc/>
    protected override bool TakesWeights => true;

    /// <summary>An iteration is worth several of the other methods'.</summary>
    protected override int Window => 3;

    private protected override IRidgedIteration BeginSearch(Network network, TrainingOptions options) => new QuasiNewtonSweep(network);

    /// <inheritdoc/>
    protected override IIteration Begin(Network network, TrainingOptions options) => new QuasiNewtonSweep(network);
}
