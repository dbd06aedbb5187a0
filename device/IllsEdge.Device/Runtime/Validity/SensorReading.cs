namespace IllsEdge.Device.Runtime.Validity;

/// <summary>A reading on its way through the checks.</summary>
/// <param name="Raw">As the source gave it; of a current loop, mA.</param>
/// <param name="Value">In the input's unit.</param>
/// <param name="Taken">When it was measured, by the loop's count: when it came, less the age that the sender said.</param>
/// <param name="Stamp">When it was measured, by the sensor's own clock; null where it has none.</param>
public readonly record struct SensorReading(double Raw, double Value, TimeSpan Taken, DateTimeOffset? Stamp = null);
