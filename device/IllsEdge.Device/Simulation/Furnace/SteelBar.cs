namespace IllsEdge.Device.Simulation.Furnace;

/// <summary>
/// A round steel bar in a furnace, per metre, as two nodes of half the mass each: the skin takes up heat by radiation and
/// convection, the core takes it from the skin.
/// </summary>
/// <remarks>
/// q = pi d (e s (T_zone^4 - T_skin^4) + h (T_zone - T_skin)) (Stefan and Boltzmann); (m c / 2) dT_skin/dt = q - f,
/// (m c / 2) dT_core/dt = f, f = 4 pi k (T_skin - T_core): with that conductance the means of the two halves are apart by
/// what the parabola of a steadily heated cylinder says (Carslaw and Jaeger 1959, 7.9). c and k of carbon steel:
/// EN 1993-1-2:2005, 3.4.1.2 and 3.4.1.3, with the peak of c near 735 degrees where ferrite turns to austenite.
/// </remarks>
internal sealed class SteelBar
{
    /// <summary>kg/m3.</summary>
    public const double Density = 7850;

    /// <summary>Of hot gas that is stirred by burners, W/(m2 K).</summary>
    public const double Convection = 20;

    /// <summary>Stefan and Boltzmann's constant, W/(m2 K4).</summary>
    public const double Radiation = 5.670374419e-8;

    private const double Zero = 273.15;                   // K

    private double _massPerMetre;
    private double _emissivity;
    private double _perimeter;

    /// <summary>mm.</summary>
    public double Diameter { get; private set; }

    /// <summary>At which it was laid in, degrees Celsius.</summary>
    public double ChargeTemperature { get; private set; }

    /// <summary>Mean of the outer half of its mass, degrees Celsius.</summary>
    public double Skin { get; private set; }

    /// <summary>Mean of the inner half of its mass, degrees Celsius.</summary>
    public double Core { get; private set; }

    /// <summary>Heat that was taken up in the last step, W/m.</summary>
    public double HeatFlow { get; private set; }

    /// <summary>Lays in a bar.</summary>
    /// <param name="diameter">mm.</param>
    /// <param name="temperature">Degrees Celsius, the same throughout.</param>
    /// <param name="emissivity">Of its surface, 0 to 1.</param>
    public void LayIn(double diameter, double temperature, double emissivity)
    {
        (Diameter, ChargeTemperature, Skin, Core, HeatFlow) = (diameter, temperature, temperature, temperature, 0);
        _emissivity = emissivity;
        _perimeter = Math.PI * diameter * 1e-3;
        _massPerMetre = Density * Math.PI / 4 * (diameter * 1e-3) * (diameter * 1e-3);
    }

    /// <summary>One step in a zone.</summary>
    /// <param name="zone">Temperature of the zone's gas and walls, degrees Celsius.</param>
    /// <param name="seconds">The step; below the skin's lag, 2 s for a bar of 20 mm.</param>
    public void Step(double zone, double seconds)
    {
        HeatFlow = _perimeter
            * (_emissivity * Radiation * (Fourth(zone + Zero) - Fourth(Skin + Zero)) + Convection * (zone - Skin));
        double inwards = 4 * Math.PI * Conductivity(Skin) * (Skin - Core);
        Skin += seconds * 2 * (HeatFlow - inwards) / (_massPerMetre * HeatCapacity(Skin));
        Core += seconds * 2 * inwards / (_massPerMetre * HeatCapacity(Core));
    }

    /// <summary>Specific heat, J/(kg K), of a temperature in degrees Celsius; EN 1993-1-2, 3.4.1.2.</summary>
    public static double HeatCapacity(double temperature) => temperature switch
    {
        < 600 => 425 + temperature * (0.773 + temperature * (-1.69e-3 + temperature * 2.22e-6)),
        < 735 => 666 + 13002 / (738 - temperature),
        < 900 => 545 + 17820 / (temperature - 731),
        _ => 650,
    };

    /// <summary>W/(m K), of a temperature in degrees Celsius; EN 1993-1-2, 3.4.1.3.</summary>
    public static double Conductivity(double temperature) => temperature < 800 ? 54 - 3.33e-2 * temperature : 27.3;

    private static double Fourth(double value) => value * value * (value * value);
}
