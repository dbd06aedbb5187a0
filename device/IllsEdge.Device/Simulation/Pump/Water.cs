namespace IllsEdge.Device.Simulation.Pump;

/// <summary>Water between 0 and 100 degrees Celsius.</summary>
internal static class Water
{
    /// <summary>Gravity, m/s2.</summary>
    public const double Gravity = 9.80665;

    /// <summary>kg/m3; McCutcheon, Martin and Barnwell (1993).</summary>
    /// <param name="temperature">Degrees Celsius.</param>
    public static double Density(double temperature)
    {
        double from4 = temperature - 3.9863;
        return 1000 * (1 - (temperature + 288.9414) / (508929.2 * (temperature + 68.12963)) * (from4 * from4));
    }

    /// <summary>Pressure at which it boils, Pa; Magnus's formula with the constants of Alduchov and Eskridge (1996), which
    /// are for meteorology and 2 % low at 90 degrees.</summary>
    /// <param name="temperature">Degrees Celsius.</param>
    public static double VapourPressure(double temperature) =>
        610.94 * Math.Exp(17.625 * temperature / (temperature + 243.04));
}
