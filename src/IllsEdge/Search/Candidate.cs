using IllsEdge.Networks.Activations;

namespace IllsEdge.Search;

/// <summary>A kind of network that a search tries.</summary>
/// <param name="Hidden">Neurons of each hidden layer; empty for a linear model.</param>
/// <param name="Activation">Activation of the hidden layers.</param>
/// <param name="Resampled">
/// Whether every network of an ensemble is trained on rows drawn with replacement (Breiman 1996, bagging): each is worse,
/// but they err less alike.
/// </param>
public sealed record Candidate(IReadOnlyList<int> Hidden, Activation Activation, bool Resampled)
{
    /// <summary>Parameters of one network.</summary>
    public int Parameters(int inputs, int outputs)
    {
        int parameters = 0;
        int width = inputs;
        foreach (int neurons in Hidden.Append(outputs))
        {
            parameters += (width + 1) * neurons;
            width = neurons;
        }

        return parameters;
    }

    /// <inheritdoc/>
    public override string ToString() => Hidden.Count == 0
        ? "linear"
        : $"{string.Join(',', Hidden)} {Activation}{(Resampled ? " resampled" : "")}";
}
