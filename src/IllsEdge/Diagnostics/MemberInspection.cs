using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Diagnostics;

/// <summary>What one network of a model does on some rows.</summary>
/// <param name="Error">Root mean square residual in units of the targets' deviations: 1 where it knows their means alone.</param>
/// <param name="Neurons">Its hidden neurons, layer by layer.</param>
/// <param name="Overlaps">Neurons that say the same.</param>
/// <param name="Rank">
/// Rank and condition of the Jacobian, without ridge: how many of the parameters the rows determine. Null above
/// <see cref="Linearisation.LargestKept"/> parameters.
/// </param>
/// <param name="Reachable">
/// Share of the residuals' variance, 0 to 1, that another change of the weights could still remove, to first order and without a
/// ridge: 1 - (min ||J d - r||^2 / (n - p)) / (||r||^2 / n), corrected for what p parameters remove of mere noise as an adjusted
/// R^2 is. Near 0 where the weights have learned what they can. Null where <see cref="Rank"/> is, or with no more rows than
/// parameters.
/// </param>
public sealed record MemberInspection(
    double Error,
    IReadOnlyList<NeuronInsight> Neurons,
    IReadOnlyList<NeuronPair> Overlaps,
    FactorRank? Rank,
    double? Reachable)
{
    /// <summary>
    /// Contribution over the error below which a neuron is dead: without it the error rises by 1 % at most, and by a
    /// twenty-thousandth where the change has nothing to do with the residuals.
    /// </summary>
    private const double Negligible = 0.01;

    /// <summary>
    /// Neurons that contribute nothing worth their weights: they say the same for every row, or nobody above hears them.
    /// </summary>
    public IEnumerable<NeuronInsight> Dead => Neurons.Where(neuron => neuron.Contribution <= Negligible * Error);

    /// <summary>Looks at a network. 2 N m p^2 flops for m outputs.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">Rows to look at, standardised.</param>
    public static MemberInspection Of(Network network, TrainingRows rows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rows);
        Linearisation linearisation = new(network);
        int values = rows.Count * network.Outputs;
        double squares = new Objective(network, ridge: 0).SumOfSquares(rows);
        bool isKept = linearisation.Columns <= Linearisation.LargestKept;
        if (isKept)
            linearisation.Absorb(rows);
        return new(
            Math.Sqrt(squares / values),
            Insight.Of(network, rows),
            ActivationOverlap.Of(network, rows),
            isKept ? linearisation.Rank() : null,
            isKept && values > linearisation.Columns && squares > 0 ? Math.Max(0, 1 - Left()) : null);

        double Left() =>
            linearisation.Factor.ResidualSumOfSquares(0) / (values - linearisation.Columns) / (squares / values);
    }
}
