namespace IllsEdge.Device.Simulation.Press;

/// <summary>
/// The charge between the platens: it takes on their temperature, cures, and is squeezed until it gels.
/// </summary>
/// <remarks>
/// Temperature: dT/dt = (T_platen - T) / tau. Conversion, first order (Arrhenius): da/dt = k(T) (1 - a). Viscosity
/// (Castro and Macosko 1982): eta = eta(T) (1 - a / a_gel)^-3, infinite from the gel point on. Squeeze flow of a disc
/// under the force F (Stefan 1874): d(h^-2)/dt = 4 F / (3 pi eta R^4).
/// </remarks>
internal sealed class MouldedCharge
{
    /// <summary>Radius of the plate, m.</summary>
    public const double Radius = 0.15;

    /// <summary>0.65 kg of filled resin at 1200 J/(kg K), J/K.</summary>
    public const double HeatCapacity = 780;

    /// <summary>5 mm between two platens, h^2 / (pi^2 a) with a = 5e-7 m2/s, s.</summary>
    public const double HeatingTime = 5;

    /// <summary>Conversion at which the flow stops.</summary>
    public const double GelPoint = 0.5;

    // At the reference temperature of 150 degrees Celsius.
    private const double ReferenceTemperature = 423.15;     // K
    private const double ReferenceViscosity = 12e3;         // Pa s
    private const double ReferenceCureRate = 0.14;          // 1/s, gels after 5 s
    private const double FlowEnergyOverGas = 45e3 / 8.314;  // K
    private const double CureEnergyOverGas = 90e3 / 8.314;  // K
    private const double SqueezeFactor = 4 / (3 * Math.PI * Radius * Radius * Radius * Radius);

    private double _viscosityFactor = 1;
    private double _cureFactor = 1;
    private double _inverseSquare = 1;

    /// <summary>Degrees Celsius.</summary>
    public double Temperature { get; private set; }

    /// <summary>0 raw, 1 cured.</summary>
    public double Conversion { get; private set; }

    /// <summary>Height, mm.</summary>
    public double Height => 1e3 / Math.Sqrt(_inverseSquare);

    /// <summary>Heat that was taken up in the last step, W.</summary>
    public double HeatFlow { get; private set; }

    /// <summary>Work that was taken up in the last step, W.</summary>
    public double Work { get; private set; }

    /// <summary>Lays in a new charge.</summary>
    /// <param name="height">mm.</param>
    /// <param name="temperature">After preheating, degrees Celsius.</param>
    /// <param name="viscosityFactor">Of the batch, 1 for the usual.</param>
    /// <param name="cureFactor">Of the batch, 1 for the usual.</param>
    public void LayIn(double height, double temperature, double viscosityFactor, double cureFactor)
    {
        (Temperature, Conversion, HeatFlow, Work) = (temperature, 0, 0, 0);
        (_viscosityFactor, _cureFactor) = (viscosityFactor, cureFactor);
        _inverseSquare = 1e6 / (height * height);
    }

    /// <summary>Takes the plate out: it takes up nothing more.</summary>
    public void TakeOut() => (HeatFlow, Work) = (0, 0);

    /// <summary>One step between the closed platens.</summary>
    /// <param name="force">Of the ram, N.</param>
    /// <param name="platenTemperature">Degrees Celsius.</param>
    /// <param name="seconds">The step, far below the charge's heating time.</param>
    public void Step(double force, double platenTemperature, double seconds)
    {
        double heating = (platenTemperature - Temperature) / HeatingTime;
        double inverse = 1 / (Temperature + 273.15) - 1 / ReferenceTemperature;
        double before = Height;
        if (Conversion < GelPoint)
        {
            double left = 1 - Conversion / GelPoint;
            double viscosity = ReferenceViscosity * _viscosityFactor * Math.Exp(FlowEnergyOverGas * inverse);
            _inverseSquare += seconds * SqueezeFactor * force / viscosity * (left * left * left);
        }

        double rate = ReferenceCureRate * _cureFactor * Math.Exp(-CureEnergyOverGas * inverse);
        Conversion += seconds * rate * (1 - Conversion);
        Temperature += seconds * heating;
        HeatFlow = HeatCapacity * heating;
        Work = force * (before - Height) * 1e-3 / seconds;
    }
}
