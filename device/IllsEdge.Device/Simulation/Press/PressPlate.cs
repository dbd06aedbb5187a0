namespace IllsEdge.Device.Simulation.Press;

/// <summary>A finished plate and what the press's controller keeps of its cycle, all without measurement
/// noise.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Time">Plant time at which the press had opened.</param>
/// <param name="Pressure">Mean over the hold, bar.</param>
/// <param name="Vibration">Velocity of the frame, root mean square over the cycle, mm/s.</param>
/// <param name="CycleTime">From the start of closing until the press had opened, s.</param>
/// <param name="Stroke">Of the ram from its upper stop to the end of the hold, mm.</param>
/// <param name="Thickness">mm.</param>
public readonly record struct PressPlate(
    long Number, TimeSpan Time, double Pressure, double Vibration, double CycleTime, double Stroke, double Thickness);

/// <summary>Where in its cycle the press is.</summary>
public enum PressPhase
{
    /// <summary>It is open; the plate is taken out and a charge laid in.</summary>
    Loading,

    /// <summary>The ram travels down.</summary>
    Closing,

    /// <summary>The charge is under pressure.</summary>
    Holding,

    /// <summary>The ram travels up.</summary>
    Opening,
}
