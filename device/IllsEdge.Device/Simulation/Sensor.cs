namespace IllsEdge.Device.Simulation;

/// <summary>A sensor of a simulated machine, or the measuring by hand of what is predicted.</summary>
/// <param name="Name">The channel.</param>
/// <param name="Noise">Standard deviation, in its unit.</param>
/// <param name="Digits">After the point, what it resolves.</param>
/// <param name="OutlierHeight">An outlier is off by so much to twice so much.</param>
internal sealed record Sensor(string Name, double Noise, int Digits, double OutlierHeight)
{
    /// <summary>It is read in every so many periods of its machine.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>Whether its value belongs to the piece that was finished last, and is kept until the next.</summary>
    public bool IsOfPiece { get; init; }

    /// <summary>What its transmitter's current means; null where it has none.</summary>
    public CurrentLoop? Current { get; init; }
}

/// <summary>The scale of a 4-20 mA transmitter.</summary>
/// <param name="Low">Value at 4 mA.</param>
/// <param name="High">Value at 20 mA.</param>
internal readonly record struct CurrentLoop(double Low, double High)
{
    /// <summary>What a transmitter sends that has failed and was set to fail low, mA; NAMUR NE 43: 3.6 or less.</summary>
    public const double FailureLow = 3.5;

    /// <summary>What it sends where it was set to fail high, mA; NAMUR NE 43: 21 or more.</summary>
    public const double FailureHigh = 21.5;

    /// <summary>The value that a current stands for.</summary>
    public double Of(double milliamperes) => Low + (milliamperes - 4) / 16 * (High - Low);
}
