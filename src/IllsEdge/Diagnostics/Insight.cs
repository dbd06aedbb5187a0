using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Diagnostics;

/// <summary>
/// Looks into a network: for every row i the smallest change of a layer's total inputs that would remove the row's
/// residual, dZ_i = S_i' (S_i S_i')^+ r_i, with S_i the sensitivities of the outputs to them.
/// </summary>
/// <remarks>
/// Unlike the change that a training step makes, which goes to 0 at every optimum, good or bad, this does not depend on
/// the fit. With several outputs, dZ_i minimises ||S_i dZ - r_i||^2 + eps ||dZ||^2 with eps far below the precision of
/// the result, so that outputs that cannot be told apart do no harm.
/// </remarks>
public static class Insight
{
    /// <summary>Looks at all hidden neurons.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">Rows to look at, standardised.</param>
    public static IReadOnlyList<NeuronInsight> Of(Network network, TrainingRows rows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rows);
        NeuronContribution contribution = new(network, rows);
        return
        [
            .. Enumerable.Range(0, network.Layers.Count - 1).SelectMany(layer => new LayerInsight(network, layer).Of(rows))
                .Select(seen => seen with { Contribution = contribution.Of(seen.Layer, seen.Neuron, seen.MeanValue) }),
        ];
    }
}
