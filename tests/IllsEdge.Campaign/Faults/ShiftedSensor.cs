using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>A sensor is off by a constant of half to all that it measures in normal use.</summary>
internal sealed class ShiftedSensor(RandomSource random) : SensorFault(random)
{
    private double? _shift;

    protected override bool PassOwn(ref Reading reading)
    {
        _shift ??= Span * Random.NextUniform(0.5, 1) * (Random.NextUniform() < 0.5 ? -1 : 1);
        reading = reading with { Value = reading.Value + _shift.Value };
        return true;
    }
}
