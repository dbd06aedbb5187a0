namespace IllsEdge.Diagnostics;

/// <summary>Two neurons of one layer that say the same.</summary>
/// <param name="Layer">Index of the layer, from 0.</param>
/// <param name="First">Index of the one in the layer, from 0.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Correlation">Of their activations, -1 to 1.</param>
public sealed record NeuronPair(int Layer, int First, int Second, double Correlation)
{
    /// <summary>Whether a neuron, by its index in the layer, is one of the two.</summary>
    public bool Has(int neuron) => neuron == First || neuron == Second;
}
