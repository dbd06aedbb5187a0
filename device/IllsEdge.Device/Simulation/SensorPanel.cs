using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation;

/// <summary>What the sensors of a machine say: noise, resolution, outliers, faults.</summary>
internal sealed class SensorPanel
{
    private readonly IMachineProcess _process;
    private readonly Sensor[] _sensors;
    private readonly SensorFaults[] _faults;
    private readonly double _outlierShare;
    private readonly RandomSource _random;

    public SensorPanel(IMachineProcess process, MachineScenario scenario, ulong seed, RandomSource random)
    {
        (_process, _sensors, _outlierShare, _random) = (process, scenario.Machine.Sensors, scenario.OutlierShare, random);
        _faults =
        [
            .. _sensors.Select((sensor, index) => new SensorFaults(scenario.Events, sensor, seed + (ulong)index)),
        ];
    }

    /// <summary>Reads the sensors that are due.</summary>
    /// <param name="tick">The number of the period.</param>
    /// <param name="time">Plant time.</param>
    /// <param name="isPieceNew">Whether a piece was finished since the last period: all that belongs to it then
    /// comes.</param>
    /// <param name="readings">Room for one of each sensor.</param>
    /// <returns>How many came.</returns>
    public int Read(long tick, TimeSpan time, bool isPieceNew, Span<Reading> readings)
    {
        // Everything is drawn whether it is used or not, so that an outlier, a fault or a slow sensor changes nothing
        // else.
        bool isOutlier = _random.NextUniform() < _outlierShare;
        int outlier = _random.NextBelow(_sensors.Length);
        double height = 1 + _random.NextUniform();
        double sign = _random.NextUniform() < 0.5 ? -1 : 1;
        int count = 0;
        for (int channel = 0; channel < _sensors.Length; channel++)
        {
            Sensor sensor = _sensors[channel];
            double noise = sensor.Noise * _random.NextNormal();
            bool isDue = tick % sensor.Periods == 0 || (isPieceNew && sensor.IsOfPiece);
            if (!isDue || (sensor.IsOfPiece && _process.Pieces == 0))
                continue;
            double value = _process.Sense(channel) + noise;
            if (isOutlier && channel == outlier)
                value += sign * height * sensor.OutlierHeight;
            if (_faults[channel].TryPass(time, ref value))
                readings[count++] = new Reading(channel, value);
        }

        return count;
    }
}
