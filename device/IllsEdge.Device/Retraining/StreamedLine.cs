using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Streaming;

namespace IllsEdge.Device.Retraining;

/// <summary>
/// A straight line behind a model, y' = offset + slope y, that follows the newest labels: ten are enough for it where a
/// network would need fifty.
/// </summary>
/// <remarks>
/// The bias update of soft sensors (Kadlec, Grbic and Gabrys, Computers and Chemical Engineering 35, 2011, section 4) by
/// <see cref="RecursiveLeastSquares"/>. The ridge draws it to the model as it is, as if one more label at the typical
/// distance from the mean had said so: a few labels beside each other say little about the slope.
/// </remarks>
/// <param name="scaling">Of the target.</param>
internal sealed class StreamedLine(Scaling scaling)
{
    private const double Memory = 10;

    // Against squares of standardised values; small for the offset, of which one label already says something.
    private const double RidgeOfSlope = 1;
    private const double RidgeOfOffset = 0.1;

    private readonly RecursiveLeastSquares _fit = new(
        1 - 1 / Memory, [RidgeOfSlope, RidgeOfOffset], new ReadOnlyMatrixView<double>([1.0, 0.0], 2, 1));

    /// <summary>Where the line carries what the model says, in the target's unit.</summary>
    public double Predict(double predicted) =>
        scaling.Restore(_fit.Coefficients[0, 0] * scaling.Apply(predicted) + _fit.Coefficients[1, 0]);

    /// <summary>Learns from a label.</summary>
    /// <param name="predicted">What the model says, in the target's unit.</param>
    /// <param name="measured">The label.</param>
    /// <param name="weight">How much it counts.</param>
    public void Absorb(double predicted, double measured, double weight)
    {
        ReadOnlySpan<double> row = [scaling.Apply(predicted), 1];
        ReadOnlySpan<double> target = [scaling.Apply(measured)];
        _fit.Absorb(row, target, weight);
    }
}
