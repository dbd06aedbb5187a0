using IllsEdge.Data;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Retraining;

/// <summary>
/// Corrects a model's predictions by a straight line, learned from a few measured values: y' = y + offset + slope (y - mean
/// of y). Ten labels are enough for it where a network would need fifty.
/// </summary>
/// <remarks>
/// The bias update of soft sensors (Kadlec, Grbic and Gabrys, Computers and Chemical Engineering 35, 2011, section 4), with
/// the slope drawn towards 0 as if one more row had said so, as far from the mean as rows usually are: a few rows beside
/// each other say little about the slope, and the line would be carried far beyond them. It is kept in the scaling of the
/// target: the weights and what their analysis says stay as they are.
/// </remarks>
internal static class Correction
{
    /// <summary>Fits the line.</summary>
    /// <param name="predicted">What the model says, in the target's unit.</param>
    /// <param name="measured">What was measured; as long, at least one.</param>
    /// <param name="variance">Of what the model says of all rows there are.</param>
    public static (double Offset, double Slope, double Mean) Fit(
        ReadOnlySpan<double> predicted, ReadOnlySpan<double> measured, double variance)
    {
        int count = predicted.Length;
        (double mean, double offset) = (0, 0);
        for (int row = 0; row < count; row++)
        {
            mean += predicted[row] / count;
            offset += (measured[row] - predicted[row]) / count;
        }

        (double squares, double products) = (0, 0);
        for (int row = 0; row < count; row++)
        {
            double distance = predicted[row] - mean;
            squares += distance * distance;
            products += distance * (measured[row] - predicted[row] - offset);
        }

        variance = Math.Max(variance, squares / count);
        return (offset, squares > 0 ? products / (squares + variance) : 0, mean);
    }

    /// <summary>The model with the line behind it; null where that would turn the prediction round.</summary>
    public static Model? Apply(Model model, (double Offset, double Slope, double Mean) line)
    {
        Variable target = model.Targets[0];
        double gain = 1 + line.Slope;
        double shift = line.Offset - line.Slope * line.Mean;
        if (!(gain > 0) || !double.IsFinite(gain) || !double.IsFinite(shift))
            return null;
        Scaling scaling = new(gain * target.Scaling.Mean + shift, gain * target.Scaling.StandardDeviation);
        return model with { Targets = [target with { Scaling = scaling }] };
    }
}
