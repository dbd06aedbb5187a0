using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation;

/// <summary>
/// What the press's sensors say: noise, resolution, outliers, faults. Platen temperature, pressure and vibration come
/// every 100 ms, the others every 500 ms. What belongs to a plate is kept by the controller from the press's opening to
/// its next.
/// </summary>
internal sealed class PressSensors
{
    /// <summary>Sensors, without the thickness, which is measured by hand.</summary>
    public const int Count = 6;

    private const int TicksOfSlow = 5;

    // Standard deviation, digits after the point and smallest height of an outlier.
    // The stroke comes from a draw-wire encoder, which is why it does not simply tell the thickness.
    private static readonly double[] Noise = [0.3, 0.2, 0.6, 0.05, 0.03, 0.25];
    private static readonly int[] Digits = [1, 1, 1, 2, 2, 1];
    private static readonly double[] OutlierHeight = [20, 8, 40, 1.5, 4, 5];
    private static readonly bool[] IsSlow = [false, true, false, false, true, true];
    private static readonly bool[] NeedsPlate = [false, false, true, true, true, true];

    private readonly PressProcess _process;
    private readonly SensorFaults[] _faults;
    private readonly double _outlierShare;
    private readonly RandomSource _random;

    public PressSensors(PressProcess process, PressScenario scenario, RandomSource random)
    {
        (_process, _outlierShare, _random) = (process, scenario.OutlierShare, random);
        _faults = [.. PressSource.Names.Take(Count).Select(name => new SensorFaults(scenario, name))];
    }

    /// <summary>Reads the sensors that are due.</summary>
    /// <param name="tick">The number of the 100 ms.</param>
    /// <param name="time">Plant time.</param>
    /// <param name="isPlateNew">Whether a plate was finished since the last tick: the controller then sends all it
    /// keeps.</param>
    /// <param name="readings">Room for <see cref="Count"/>.</param>
    /// <returns>How many came.</returns>
    public int Read(long tick, TimeSpan time, bool isPlateNew, Span<Reading> readings)
    {
        // Everything is drawn whether it is used or not, so that an outlier, a fault or a slow sensor changes nothing
        // else.
        bool isOutlier = _random.NextUniform() < _outlierShare;
        int outlier = _random.NextBelow(Count);
        double height = 1 + _random.NextUniform();
        double sign = _random.NextUniform() < 0.5 ? -1 : 1;
        int count = 0;
        for (int channel = 0; channel < Count; channel++)
        {
            double noise = Noise[channel] * _random.NextNormal();
            bool isDue = !IsSlow[channel] || tick % TicksOfSlow == 0 || (isPlateNew && NeedsPlate[channel]);
            if (!isDue || (NeedsPlate[channel] && _process.Plate.Number == 0))
                continue;
            double value = True(channel) + noise;
            if (isOutlier && channel == outlier)
                value += sign * height * OutlierHeight[channel];
            if (_faults[channel].TryPass(time, Digits[channel], ref value))
                readings[count++] = new Reading(channel, value);
        }

        return count;
    }

    private double True(int channel) => channel switch
    {
        0 => _process.PlatenTemperature,
        1 => _process.OilTemperature,
        2 => _process.Plate.Pressure,
        3 => _process.Plate.Vibration,
        4 => _process.Plate.CycleTime,
        _ => _process.Plate.Stroke,
    };
}
