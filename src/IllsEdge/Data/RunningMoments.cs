namespace IllsEdge.Data;

/// <summary>
/// Mean and spread of values that come one by one, without losing the spread in the mean's own size (Welford,
/// Technometrics 4, 1962).
/// </summary>
public struct RunningMoments
{
    /// <summary>Values so far.</summary>
    public int Count { get; private set; }

    /// <summary>Their mean; 0 before the first.</summary>
    public double Mean { get; private set; }

    /// <summary>Sum of squared distances from the mean.</summary>
    public double Spread { get; private set; }

    /// <summary>Population standard deviation; 0 before the first.</summary>
    public readonly double Deviation => Count == 0 ? 0 : Math.Sqrt(Spread / Count);

    /// <summary>Standard deviation of the population that the values are a sample of; null of fewer than two.</summary>
    public readonly double? SampleDeviation => Count < 2 ? null : Math.Sqrt(Spread / (Count - 1));

    /// <summary>Takes in a value.</summary>
    public void Add(double value)
    {
        Count++;
        double distance = value - Mean;
        Mean += distance / Count;
        Spread += distance * (value - Mean);
    }
}
