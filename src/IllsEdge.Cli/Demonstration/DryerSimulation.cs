using System.Globalization;
using System.Text;
using IllsEdge.Networks;

namespace IllsEdge.Cli.Demonstration;

/// <summary>
/// A continuous belt dryer at steady state, simulated. Moist granulate lies on a belt and hot air passes through it.
/// </summary>
/// <remarks>
/// Thin-layer drying (Lewis 1921): dX/dt = -k (X - Xe) from the inlet moisture to the equilibrium moisture Xe during the
/// residence time, belt length over belt speed. The drying constant follows Arrhenius with the air temperature and falls
/// with the bed depth. Xe follows Oswin's isotherm in the relative humidity of the air, which comes from its absolute
/// humidity and the saturation pressure (Magnus formula). Constants are typical of grain, not of a certain machine. The
/// five measurements are exact; the laboratory's moisture has normal noise.
/// </remarks>
internal sealed class DryerSimulation(ulong seed)
{
    public const string Target = "outlet_moisture";

    /// <summary>Standard deviation of the laboratory's moisture, percentage points.</summary>
    public const double LaboratoryNoise = 0.15;

    private const double BeltLength = 12;            // m
    private const double DryingConstant = 2.2e4;     // 1/min at infinite temperature and a bed of 50 mm
    private const double ActivationEnergy = 3.6e4;   // J/mol
    private const double GasConstant = 8.314;        // J/(mol K)
    private const double Pressure = 101.3;           // kPa

    private readonly RandomSource _random = new(seed);

    public void WriteCsv(Stream stream, int rows)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine($"air_temperature,air_humidity,belt_speed,bed_depth,inlet_moisture,{Target}");
        for (int row = 0; row < rows; row++)
        {
            double temperature = Draw(60, 110, 1);   // degrees Celsius
            double humidity = Draw(5, 40, 1);        // g water per kg dry air
            double speed = Draw(0.3, 1.2, 3);        // m/min
            double depth = Draw(30, 80, 0);          // mm
            double inlet = Draw(18, 32, 1);          // % dry basis
            double outlet = OutletMoisture(temperature, humidity, speed, depth, inlet) + LaboratoryNoise * _random.NextNormal();
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{temperature},{humidity},{speed},{depth},{inlet},{Math.Round(outlet, 2)}"));
        }
    }

    private static double OutletMoisture(double temperature, double humidity, double speed, double depth, double inlet)
    {
        double vapour = Pressure * humidity / (622 + humidity);
        double saturation = 0.6112 * Math.Exp(17.62 * temperature / (243.12 + temperature));
        double relative = Math.Min(0.98, vapour / saturation);
        double equilibrium = 12 * Math.Pow(relative / (1 - relative), 0.35);
        double constant = DryingConstant * Math.Exp(-ActivationEnergy / (GasConstant * (temperature + 273.15))) * 50 / depth;
        return equilibrium + (inlet - equilibrium) * Math.Exp(-constant * BeltLength / speed);
    }

    private double Draw(double low, double high, int digits) => Math.Round(_random.NextUniform(low, high), digits);
}
