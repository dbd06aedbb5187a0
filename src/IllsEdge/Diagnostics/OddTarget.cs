namespace IllsEdge.Diagnostics;

/// <summary>A measured value that a model did not expect.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Target">Name of the target.</param>
/// <param name="Measured">The value.</param>
/// <param name="Predicted">What the model says.</param>
/// <param name="Margin">
/// Half of the width of its 90 % interval; where the model has none, what 90 % of the rows would keep to if their errors were
/// Gaussian with the same median.
/// </param>
public sealed record OddTarget(long Line, string Target, double Measured, double Predicted, double Margin)
{
    /// <summary>How many margins lie between the two; above 1 the value is outside.</summary>
    public double Ratio => Math.Abs(Measured - Predicted) / Margin;
}
