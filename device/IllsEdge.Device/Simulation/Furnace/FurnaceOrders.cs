using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation.Furnace;

/// <summary>
/// What is heated and how: orders of a few bars each, and the operator's set-points, which vary so that the process is
/// excited. The beam steps more slowly for thicker bars, roughly.
/// </summary>
internal sealed class FurnaceOrders(RandomSource random)
{
    private const int OrdersPerSetPoint = 2;
    private const double SecondsPerDiameter = 1.35;       // s/mm: a cycle of the beam, 12 of which a bar stays
    private int _barsLeft;
    private int _orders;

    /// <summary>Set-point of the heating zone, degrees Celsius.</summary>
    public double HeatingSetPoint { get; private set; } = 950;

    /// <summary>Set-point of the soaking zone, degrees Celsius.</summary>
    public double SoakingSetPoint { get; private set; } = 880;

    /// <summary>Of the bars, mm.</summary>
    public double Diameter { get; private set; } = 30;

    /// <summary>Of the bars when they come: some come warm from a rolling mill. Degrees Celsius.</summary>
    public double ChargeTemperature { get; private set; } = 100;

    /// <summary>Time between two steps of the beam, whole seconds.</summary>
    public int Cycle { get; private set; } = 40;

    /// <summary>The next bar is to be laid in.</summary>
    public void Next()
    {
        if (_barsLeft-- > 0)
            return;
        _barsLeft = 1 + random.NextBelow(5);
        Diameter = random.NextUniform(20, 40);
        ChargeTemperature = random.NextUniform(20, 300);
        Cycle = (int)Math.Round(Diameter * SecondsPerDiameter * random.NextUniform(0.75, 1.3));
        double heating = random.NextUniform(880, 1000), soaking = random.NextUniform(840, 920);
        if (_orders++ % OrdersPerSetPoint == 0)
            (HeatingSetPoint, SoakingSetPoint) = (heating, soaking);
    }
}
