using System.Globalization;

namespace IllsEdge.Device.Simulation;

/// <summary>A sensor does not work for a while.</summary>
/// <param name="At">Plant time since the start.</param>
/// <param name="Channel">A channel of the machine; a fault of the one that is predicted is one of its measuring, by the
/// time to which a label belongs.</param>
/// <param name="Lasting">For how long.</param>
/// <param name="Kind">What it does meanwhile.</param>
/// <param name="Shift">In the sensor's unit: how far a shifted one is off, how far a drifting one is off at the end, how
/// far the spikes go, up or down.</param>
public sealed record SensorFault(
    TimeSpan At, string Channel, TimeSpan Lasting, SensorFaultKind Kind, double Shift = 0) : MachineEvent(At)
{
    /// <summary>Share of the readings that a spiking sensor gets wrong.</summary>
    public double SpikeShare { get; init; } = 0.1;

    /// <inheritdoc/>
    public override string Text => string.Create(
        CultureInfo.InvariantCulture, $"{Channel} {Words} for {Lasting.TotalSeconds:0.#} s");

    internal override bool IsPossible =>
        Lasting > TimeSpan.Zero && double.IsFinite(Shift) && SpikeShare is >= 0 and <= 1 && Enum.IsDefined(Kind);

    /// <summary>Whether it needs a sensor that sends a current.</summary>
    internal bool IsOfCurrent => Kind is SensorFaultKind.FailedLow or SensorFaultKind.FailedHigh;

    private string Words => Kind switch
    {
        SensorFaultKind.FailedLow => "sends 3.5 mA",
        SensorFaultKind.FailedHigh => "sends 21.5 mA",
        _ => $"is {Kind.ToString().ToLowerInvariant()}",
    };
}

/// <summary>What a faulty sensor does.</summary>
public enum SensorFaultKind
{
    /// <summary>It gives no readings.</summary>
    Silent,

    /// <summary>It repeats its last reading.</summary>
    Stuck,

    /// <summary>It is off by a constant.</summary>
    Shifted,

    /// <summary>It is off by more and more, evenly from nothing to the shift, and sound again afterwards.</summary>
    Drifting,

    /// <summary>A share of its readings is off by the shift, up or down.</summary>
    Spiking,

    /// <summary>Its transmitter has found a failure and says so with 3.5 mA (NAMUR NE 43: 3.6 mA or less).</summary>
    FailedLow,

    /// <summary>Its transmitter has found a failure, such as a broken thermocouple, and says so with 21.5 mA (NAMUR
    /// NE 43: 21 mA or more).</summary>
    FailedHigh,
}
