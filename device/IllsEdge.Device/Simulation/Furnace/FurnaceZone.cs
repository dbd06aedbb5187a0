namespace IllsEdge.Device.Simulation.Furnace;

/// <summary>
/// A zone of the furnace, gas and lining as one body: C dT/dt = P - G (T - T_room) - Q, under a PI controller that
/// believes its thermocouple.
/// </summary>
/// <param name="temperature">At first, degrees Celsius.</param>
/// <param name="power">Of its burners when they are clean, W.</param>
internal sealed class FurnaceZone(double temperature, double power)
{
    /// <summary>The inner 20 mm of 25 m2 of fibre and brick, and rollers and beams, J/K.</summary>
    public const double HeatCapacity = 2e6;

    /// <summary>Losses through walls and doors, W/K.</summary>
    public const double LossCoefficient = 60;

    /// <summary>Degrees Celsius.</summary>
    public const double RoomTemperature = 25;

    // Closed loop: C / gain = 50 s, the integral five times slower, so that it does not ring.
    private const double Gain = 40e3;             // W/K
    private const double IntegralTime = 250;      // s

    private double _integral = LossCoefficient * (temperature - RoomTemperature);

    /// <summary>Degrees Celsius.</summary>
    public double Temperature { get; private set; } = temperature;

    /// <summary>How much less than the truth its thermocouple says, K.</summary>
    public double ThermocoupleError { get; set; }

    /// <summary>What its thermocouple says, without noise, degrees Celsius.</summary>
    public double Measured => Temperature - ThermocoupleError;

    /// <summary>Share of the burners' power that fouling has left.</summary>
    public double Cleanness { get; set; } = 1;

    /// <summary>Of the burners in the last step, W.</summary>
    public double Power { get; private set; }

    /// <summary>One step in time.</summary>
    /// <param name="setPoint">Degrees Celsius.</param>
    /// <param name="drawn">Heat that flows into the bars, W.</param>
    /// <param name="seconds">The step, far below 50 s.</param>
    public void Step(double setPoint, double drawn, double seconds)
    {
        double error = setPoint - Measured;
        double wanted = Gain * error + _integral;
        Power = Math.Clamp(wanted, 0, power * Cleanness);
        // At their limit the burners do not follow, and the integral must not run away.
        if (Power == wanted)
            _integral += Gain / IntegralTime * error * seconds;
        Temperature += seconds / HeatCapacity * (Power - LossCoefficient * (Temperature - RoomTemperature) - drawn);
    }
}
