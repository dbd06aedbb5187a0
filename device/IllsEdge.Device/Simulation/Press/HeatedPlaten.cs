namespace IllsEdge.Device.Simulation.Press;

/// <summary>
/// The heated platens as one body, C dT/dt = P - G (T - T_room) - Q, under a PI controller with limited power.
/// </summary>
/// <param name="temperature">At first, degrees Celsius.</param>
internal sealed class HeatedPlaten(double temperature)
{
    /// <summary>170 kg of steel at 470 J/(kg K), J/K.</summary>
    public const double HeatCapacity = 80e3;

    /// <summary>Losses to the room through insulation and edges, W/K.</summary>
    public const double LossCoefficient = 60;

    /// <summary>The heater's power, W.</summary>
    public const double HeaterPower = 30e3;

    /// <summary>Degrees Celsius.</summary>
    public const double RoomTemperature = 25;

    // Closed loop: C / gain = 27 s, the integral five times slower, so that it does not ring.
    private const double Gain = 3e3;              // W/K
    private const double IntegralTime = 135;      // s

    private double _integral = LossCoefficient * (temperature - RoomTemperature);

    /// <summary>Degrees Celsius.</summary>
    public double Temperature { get; private set; } = temperature;

    /// <summary>What the controller asks of the heater.</summary>
    /// <param name="setPoint">Degrees Celsius.</param>
    /// <param name="seconds">The step.</param>
    /// <returns>Power, W, 0 to <see cref="HeaterPower"/>.</returns>
    public double Control(double setPoint, double seconds)
    {
        double error = setPoint - Temperature;
        double wanted = Gain * error + _integral;
        double power = Math.Clamp(wanted, 0, HeaterPower);
        // At its limit the heater does not follow, and the integral must not run away.
        if (power == wanted)
            _integral += Gain / IntegralTime * error * seconds;
        return power;
    }

    /// <summary>One step in time.</summary>
    /// <param name="power">Of the heater, W.</param>
    /// <param name="drawn">Heat that flows into the charge, W.</param>
    /// <param name="seconds">The step, far below C / G = 1333 s.</param>
    public void Step(double power, double drawn, double seconds) =>
        Temperature += seconds / HeatCapacity
            * (power - LossCoefficient * (Temperature - RoomTemperature) - drawn);
}
