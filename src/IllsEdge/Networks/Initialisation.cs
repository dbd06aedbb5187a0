namespace IllsEdge.Networks;

/// <summary>Seeded starts.</summary>
public static class Initialisation
{
    /// <summary>
    /// Gives every weight and bias of a layer with d inputs a uniform value within +-sqrt(3 / (d + 1)), so that total
    /// inputs of standardised rows have variance about 1 (LeCun, Bottou, Orr and Müller 1998, with the bias as one more input).
    /// </summary>
    /// <param name="network">Overwritten.</param>
    /// <param name="seed">The same seed gives the same weights, bit by bit, on every machine.</param>
    public static void Randomise(Network network, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        RandomSource random = new(seed);
        foreach (Layer layer in network.Layers)
        {
            double limit = Math.Sqrt(3.0 / layer.NeuronLength);
            foreach (ref double parameter in network.Parameters.Slice(layer.Offset, layer.ParameterCount))
                parameter = random.NextUniform(-limit, limit);
        }
    }
}
