using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation.Pump;

/// <summary>Who uses the water: sets speed and valve every few minutes and a temperature now and then, so that the process
/// is excited.</summary>
internal sealed class PumpOperator(RandomSource random)
{
    private const int ChangesPerTemperature = 3;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2.5);
    private TimeSpan _next;
    private int _changes;

    /// <summary>Speed over the nominal one.</summary>
    public double Ratio { get; private set; } = 0.85;

    /// <summary>Opening of the valve, 0 to 1.</summary>
    public double Opening { get; private set; } = 0.7;

    /// <summary>Head of the vessel that is filled, m above the pump.</summary>
    public double StaticHead { get; private set; } = 8;

    /// <summary>Of the water that flows into the tank, degrees Celsius.</summary>
    public double Temperature { get; private set; } = 40;

    /// <summary>Level of the tank that is kept, m above the pump.</summary>
    public double Level { get; private set; } = 2.5;

    /// <summary>Draws new set-points when it is time: half to one and a half intervals after the last.</summary>
    public void Look(TimeSpan now)
    {
        if (now < _next)
            return;
        _next = now + Interval * random.NextUniform(0.5, 1.5);
        (Ratio, Opening) = (random.NextUniform(0.5, 1), random.NextUniform(0.12, 1));
        double temperature = random.NextUniform(20, 70), level = random.NextUniform(1.5, 4);
        StaticHead = random.NextUniform(2, 12);
        if (_changes++ % ChangesPerTemperature == 0)
            (Temperature, Level) = (temperature, level);
    }
}
