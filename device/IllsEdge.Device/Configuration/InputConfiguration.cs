namespace IllsEdge.Device.Configuration;

/// <summary>One input of the model.</summary>
public sealed record InputConfiguration
{
    /// <summary>Name in the model, <c>[A-Za-z_][A-Za-z0-9_]*</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Physical unit for people, after scaling; null where it was not given.</summary>
    public string? Unit { get; init; }

    /// <summary>Where its readings come from.</summary>
    public required SourceConfiguration Source { get; init; }

    /// <summary>From the reading to the unit.</summary>
    public InputScale Scale { get; init; } = new();

    /// <summary>The reading is a loop current, and what its ends mean; null where it is not, and <see cref="Scale"/> holds.</summary>
    public InputCurrent? Current { get; init; }

    /// <summary>What a working sensor can give; a reading outside is not used.</summary>
    public InputRange Range { get; init; } = new();

    /// <summary>The fastest change of a working sensor, in the input's unit a second; null for any.</summary>
    public double? MaxRate { get; init; }

    /// <summary>Which readings are spikes; null where none is looked for.</summary>
    public SpikeConfiguration? Spikes { get; init; }

    /// <summary>How long a reading holds; never shorter than the period.</summary>
    public required TimeSpan MaxAge { get; init; }

    /// <summary>
    /// How long the very same reading may come before the sensor is taken for stuck; null for ever, because a contact or a
    /// set point may rest.
    /// </summary>
    public TimeSpan? StuckAfter { get; init; }

    /// <summary>What stands in for a value that is bad or missing.</summary>
    public ReplaceConfiguration Replace { get; init; } = new();

    /// <summary>Three periods, so that two lost readings are bridged, and at least 1 s, so that a pause of the system is.</summary>
    public static TimeSpan DefaultMaxAge(TimeSpan period) =>
        3 * period > TimeSpan.FromSeconds(1) ? 3 * period : TimeSpan.FromSeconds(1);
}

/// <summary>Value = gain times reading plus offset.</summary>
public sealed record InputScale
{
    /// <summary>Factor, not 0.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Summand, in the input's unit.</summary>
    public double Offset { get; init; }
}

/// <summary>What a working sensor can give, in the input's unit, after scaling; both ends belong to it.</summary>
public sealed record InputRange
{
    /// <summary>Lowest value; negative infinity where none was given.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <summary>Highest value; infinity where none was given.</summary>
    public double High { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a value lies in it; NaN lies nowhere.</summary>
    public bool Holds(double value) => value >= Low && value <= High;
}

/// <summary>What is predicted, and where the measured values come from that teach it.</summary>
public sealed record TargetConfiguration
{
    /// <summary>Name in the model and on every output, <c>[A-Za-z_][A-Za-z0-9_]*</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Physical unit for people; null where it was not given.</summary>
    public string? Unit { get; init; }

    /// <summary>Where labels come from.</summary>
    public required SourceConfiguration Source { get; init; }

    /// <summary>What a label can be; one outside is stored and told, and not learned from.</summary>
    public InputRange Range { get; init; } = new();

    /// <summary>How a label finds its sample.</summary>
    public required LabelMatch Match { get; init; }

    /// <summary>
    /// How long no label may come before predictions are marked M: nobody knows any more whether they are right. A week
    /// bridges holidays of a laboratory that measures daily.
    /// </summary>
    public TimeSpan Starvation { get; init; } = DefaultStarvation;

    /// <summary>The default of <see cref="Starvation"/>.</summary>
    public static TimeSpan DefaultStarvation => TimeSpan.FromDays(7);
}

/// <summary>How a label finds its sample: the nearest within the tolerance of the label's time less the delay.</summary>
public sealed record LabelMatch
{
    /// <summary>Largest distance in time.</summary>
    public required TimeSpan Tolerance { get; init; }

    /// <summary>How long before the label's time the process was in the state that was measured.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Half the period: every moment then has a sample, and one sample only.</summary>
    public static TimeSpan DefaultTolerance(TimeSpan period) => period / 2;
}
