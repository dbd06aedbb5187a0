using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>A sensor repeats its last reading.</summary>
internal sealed class StuckSensor(RandomSource random) : SensorFault(random)
{
    private double? _last;

    protected override bool PassOwn(ref Reading reading)
    {
        reading = reading with { Value = _last ??= reading.Value };
        return true;
    }
}
