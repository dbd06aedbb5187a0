using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// The path of a network from a ridge so large that it is almost constant down to smaller ones, with an iteration of
/// <see cref="AcceleratedTrainer"/> at each.
/// </summary>
/// <remarks>Reached from a smooth fit, weights err less on new rows than those of a random start at the same ridge.</remarks>
/// <param name="network">Goes from its present weights on.</param>
/// <exception cref="NotSupportedException">The network is too large for this machine.</exception>
internal sealed class RidgePath(Network network)
{
    /// <summary>First ridge a residual: a weight of 1 costs as much as a tenth of the targets' variance.</summary>
    private const double FirstShare = 0.1;

    /// <summary>Noise-free rows would want no ridge at all; weights stay bounded with this one.</summary>
    private const double Smallest = 1e-6;

    /// <summary>A ridge over the next: the errors of neighbours on new rows differ by a few per cent.</summary>
    private static readonly double Ratio = Math.Sqrt(10);

    private readonly QuasiNewtonSweep _sweep = new(network);

    /// <summary>All ridges from the first to the smallest.</summary>
    public static IEnumerable<double> Ridges(TrainingRows rows)
    {
        for (double ridge = FirstShare * rows.TotalWeight; ridge >= Smallest; ridge /= Ratio)
            yield return ridge;
    }

    /// <summary>Takes the iteration of one ridge.</summary>
    /// <param name="rows">Training rows.</param>
    /// <param name="ridge">The ridge.</param>
    /// <param name="cancellationToken">Looked at in every pass over the rows.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the weights may be those of a trial.</exception>
    public void Settle(TrainingRows rows, double ridge, CancellationToken cancellationToken)
    {
        Objective objective = new(network, ridge);
        _sweep.Advance(rows, objective, objective.Of(rows, cancellationToken), cancellationToken);
    }
}
