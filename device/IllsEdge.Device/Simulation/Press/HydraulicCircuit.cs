namespace IllsEdge.Device.Simulation.Press;

/// <summary>
/// Pump, valve and oil. The pressure follows its set-point with the valve's lag, dp/dt = (p_set - p) / tau(T_oil). All
/// that the pump delivers and the charge does not take up becomes heat: C dT/dt = p Q - W - G (T - T_room).
/// </summary>
/// <param name="oilTemperature">At first, degrees Celsius.</param>
internal sealed class HydraulicCircuit(double oilTemperature)
{
    /// <summary>Area of the ram, m2.</summary>
    public const double RamArea = 0.03;

    /// <summary>Flow of the pump, constant displacement, m3/s.</summary>
    public const double PumpFlow = 0.5e-3;

    /// <summary>100 kg of mineral oil at 1900 J/(kg K), J/K.</summary>
    public const double HeatCapacity = 190e3;

    /// <summary>Cooler and tank walls, W/K.</summary>
    public const double LossCoefficient = 200;

    /// <summary>Pressure while nothing is pressed, bar.</summary>
    public const double IdlePressure = 4;

    private const double PascalPerBar = 1e5;

    /// <summary>Degrees Celsius.</summary>
    public double OilTemperature { get; private set; } = oilTemperature;

    /// <summary>In the ram's line, bar.</summary>
    public double Pressure { get; private set; } = IdlePressure;

    /// <summary>What the ram presses with, N.</summary>
    public double Force => Pressure * PascalPerBar * RamArea;

    /// <summary>Of the pump at present, W.</summary>
    public double PumpPower => Pressure * PascalPerBar * PumpFlow;

    /// <summary>The valve's time constant, s: cold oil is thick, its viscosity falls e-fold in about 20 K.</summary>
    public double ValveLag => 0.1 + 0.6 * Math.Exp((HeatedPlaten.RoomTemperature - OilTemperature) / 20);

    /// <summary>One step in time.</summary>
    /// <param name="setPoint">Of the pressure, bar.</param>
    /// <param name="work">Power that the charge takes up, W.</param>
    /// <param name="seconds">The step, below a fifth of <see cref="ValveLag"/>.</param>
    public void Step(double setPoint, double work, double seconds)
    {
        OilTemperature += seconds / HeatCapacity
            * (PumpPower - work - LossCoefficient * (OilTemperature - HeatedPlaten.RoomTemperature));
        Pressure += seconds / ValveLag * (setPoint - Pressure);
    }
}
