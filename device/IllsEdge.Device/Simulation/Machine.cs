namespace IllsEdge.Device.Simulation;

/// <summary>What is fixed of a simulated machine: its channels and how they are read.</summary>
/// <param name="Name">As a configuration calls it.</param>
/// <param name="Period">Time from one reading of the fastest sensors to the next.</param>
/// <param name="Sensors">In the order of the channels.</param>
/// <param name="Label">What is predicted and now and then measured by hand; the last channel.</param>
internal sealed record Machine(string Name, TimeSpan Period, Sensor[] Sensors, Sensor Label)
{
    /// <summary>
    /// Added to the time of a piece to give the time that its label says: the sensors' values are those of this piece
    /// then, whichever side of a sample its end fell on.
    /// </summary>
    public TimeSpan Stamping { get; init; }

    /// <summary>Names of all channels.</summary>
    public string[] Channels { get; } = [.. Sensors.Select(sensor => sensor.Name), Label.Name];

    /// <summary>Whether a sensor fault can happen here.</summary>
    public bool Has(SensorFault fault) => Sensors.Append(Label).Any(sensor =>
        sensor.Name == fault.Channel && (sensor.Current is not null || !fault.IsOfCurrent));
}
