using IllsEdge.Networks.Activations;

namespace IllsEdge.Networks;

/// <summary>
/// y = Offset + Gain f(z) for one output: carries the range of a bounded output activation to the range of the target.
/// </summary>
/// <param name="Offset">Standardised target at f = 0.</param>
/// <param name="Gain">Standardised target per unit of f.</param>
public readonly record struct OutputMap(double Offset, double Gain)
{
    /// <summary>y = f(z).</summary>
    public static OutputMap None => new(0, 1);

    /// <summary>How far beyond the range of the training targets a bounded output may go, as a share of that range.</summary>
    /// <remarks>A target that was seen must not need an infinite total input; a tenth leaves the slope alive there.</remarks>
    public const double Margin = 0.1;

    /// <summary>
    /// The map that puts a bounded activation's limits <see cref="Margin"/> beyond the targets: both limits for tanh,
    /// sigmoid, softsign and atan, the lower one for ELU and ReLU, none for the others.
    /// </summary>
    /// <param name="activation">The output activation.</param>
    /// <param name="lowest">Smallest standardised training target.</param>
    /// <param name="highest">Largest standardised training target.</param>
    public static OutputMap For(Activation activation, double lowest, double highest)
    {
        ArgumentNullException.ThrowIfNull(activation);
        double margin = Margin * (highest - lowest);
        if (double.IsFinite(activation.Lowest) && double.IsFinite(activation.Highest))
        {
            double gain = (highest - lowest + 2 * margin) / (activation.Highest - activation.Lowest);
            return new(lowest - margin - gain * activation.Lowest, gain);
        }

        return double.IsFinite(activation.Lowest) ? new(lowest - margin - activation.Lowest, 1) : None;
    }
}
