using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Diagnostics;

/// <summary>
/// Finds hidden neurons that say the same: the layer above sees one of them, and the weights of the two are not determined.
/// </summary>
public static class ActivationOverlap
{
    /// <summary>
    /// Correlation from which two neurons count as one: what the second adds is below 5 % of its deviation.
    /// </summary>
    public const double Same = 0.999;

    /// <summary>Pairs of one layer whose activations correlate beyond <see cref="Same"/> in magnitude.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">Rows to look at, standardised.</param>
    public static IReadOnlyList<NeuronPair> Of(Network network, TrainingRows rows)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(rows);
        CorrelationFactor[] factors = [.. network.Layers.SkipLast(1).Select(layer => new CorrelationFactor(layer.Outputs))];
        ForwardPass forward = new(network, Linearisation.ChunkRows);
        for (int start = 0; start < rows.Count; start += forward.Capacity)
        {
            forward.Run(rows.Inputs.RowRange(start, Math.Min(forward.Capacity, rows.Count - start)));
            for (int layer = 0; layer < factors.Length; layer++)
                factors[layer].Absorb(forward.Values(layer));
        }

        List<NeuronPair> pairs = [];
        for (int layer = 0; layer < factors.Length; layer++)
            for (int first = 0; first < network.Layers[layer].Outputs; first++)
                for (int second = first + 1; second < network.Layers[layer].Outputs; second++)
                    if (factors[layer].Correlation(first, second) is var correlation && Math.Abs(correlation) > Same)
                        pairs.Add(new(layer, first, second, correlation));
        return pairs;
    }
}
