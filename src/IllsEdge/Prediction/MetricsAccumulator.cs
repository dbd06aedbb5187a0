using IllsEdge.Data;

namespace IllsEdge.Prediction;

/// <summary>Collects the errors of one target row by row. Nothing here allocates.</summary>
/// <param name="unit">
/// Size of the target, such as its standard deviation: errors are collected in this unit, so that no square overflows or
/// vanishes, whatever the target is measured in. Above 0.
/// </param>
public sealed class MetricsAccumulator(double unit = 1)
{
    private double _absolute;
    private double _squared;
    private double _largest;
    private RunningMoments _measured;

    /// <summary>Rows so far.</summary>
    public int Count => _measured.Count;

    /// <summary>Takes in one row. NaN in either value makes all metrics NaN.</summary>
    /// <param name="measured">The true value.</param>
    /// <param name="predicted">The model's value.</param>
    public void Add(double measured, double predicted)
    {
        double error = Math.Abs(measured - predicted) / unit;
        _absolute += error;
        _squared += error * error;
        _largest = Math.Max(_largest, error);
        _measured.Add(measured / unit);
    }

    /// <summary>The metrics so far; at least one row must have come.</summary>
    /// <exception cref="InvalidOperationException">No row has come.</exception>
    public TargetMetrics ToMetrics(string name) => Count == 0
        ? throw new InvalidOperationException($"There is no row to judge '{name}' on.")
        : new(
            name,
            Math.Sqrt(_squared / Count) * unit,
            _absolute / Count * unit,
            _measured.Spread > 0 ? 1 - _squared / _measured.Spread : null,
            _largest * unit);
}
