namespace IllsEdge.Device.Retraining.Drift;

/// <summary>
/// Tells that the mean of a sequence has risen: sums what values exceed their mean so far and an allowance by, and raises
/// the alarm when the sum stands a threshold above its lowest point.
/// </summary>
/// <remarks>
/// Page (Biometrika 41, 1954), Hinkley (Biometrika 58, 1971). Sees a small lasting rise that no window of ten labels shows:
/// one by d beyond the allowance after about threshold / d values.
/// </remarks>
/// <param name="allowance">A rise that is let pass, in the unit of the values.</param>
/// <param name="threshold">What the sum may come to.</param>
public sealed class PageHinkley(double allowance, double threshold)
{
    /// <summary>Values before which a mean says nothing.</summary>
    public const int Fewest = 20;

    private double _mean;
    private double _sum;
    private double _lowest;

    /// <summary>Values since the start or the last <see cref="Reset"/>.</summary>
    public int Count { get; private set; }

    /// <summary>How far the sum stands above its lowest point.</summary>
    public double Statistic => _sum - _lowest;

    /// <summary>Takes in a value.</summary>
    /// <param name="value">The value; what is not finite is passed over.</param>
    /// <returns>Whether the mean has risen.</returns>
    public bool Add(double value)
    {
        if (!double.IsFinite(value))
            return false;
        Count++;
        _mean += (value - _mean) / Count;
        _sum += value - _mean - allowance;
        _lowest = Math.Min(_lowest, _sum);
        return Count >= Fewest && Statistic > threshold;
    }

    /// <summary>Begins anew, as after a new model.</summary>
    public void Reset() => (Count, _mean, _sum, _lowest) = (0, 0, 0, 0);
}
