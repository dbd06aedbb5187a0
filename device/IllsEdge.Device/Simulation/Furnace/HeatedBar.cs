namespace IllsEdge.Device.Simulation.Furnace;

/// <summary>A bar that has left the furnace and what the tracking keeps of it, all without measurement noise.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Time">Plant time at which it left.</param>
/// <param name="HeatingTemperature">What the heating zone's thermocouple said, mean over its stay there, degrees
/// Celsius.</param>
/// <param name="SoakingTemperature">The same of the soaking zone.</param>
/// <param name="HeatingTime">In the heating zone, s.</param>
/// <param name="SoakingTime">In the soaking zone, s.</param>
/// <param name="Diameter">mm.</param>
/// <param name="ChargeTemperature">Degrees Celsius.</param>
/// <param name="CoreTemperature">When it left, degrees Celsius.</param>
public readonly record struct HeatedBar(
    long Number,
    TimeSpan Time,
    double HeatingTemperature,
    double SoakingTemperature,
    double HeatingTime,
    double SoakingTime,
    double Diameter,
    double ChargeTemperature,
    double CoreTemperature);
