namespace IllsEdge.Diagnostics;

/// <summary>What one hidden neuron was asked for on some rows, and what it did.</summary>
/// <param name="Layer">Index of its layer, from 0.</param>
/// <param name="Neuron">Index in the layer, from 0.</param>
/// <param name="Asked">
/// Root mean square of the change of its total input that would, with its neighbours' changes, remove the rows'
/// residuals: near 0 where nothing more is wanted of it.
/// </param>
/// <param name="Followed">
/// Share of that wish, 0 to 1, which some weights of this neuron could follow: what lies in the span of its inputs. Asked
/// much and able to follow little: the layer lacks inputs or neurons.
/// </param>
/// <param name="MeanValue">Mean of its activation.</param>
/// <param name="ValueDeviation">Standard deviation of its activation; 0 for a neuron that says the same for every row.</param>
/// <param name="Saturated">Share of rows on which its slope is below a tenth of the largest slope it had.</param>
public sealed record NeuronInsight(
    int Layer, int Neuron, double Asked, double Followed, double MeanValue, double ValueDeviation, double Saturated)
{
    /// <summary>
    /// Root mean square change of the outputs, in units of the targets' deviations, where the neuron says its mean in every row:
    /// what would be lost without it if its neighbours did not take over.
    /// </summary>
    public double Contribution { get; init; }
}
