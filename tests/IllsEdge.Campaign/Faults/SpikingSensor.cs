using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>One reading in ten of a sensor is off by as much as it measures, or by a thousand times that.</summary>
internal sealed class SpikingSensor(RandomSource random) : SensorFault(random)
{
    protected override bool PassOwn(ref Reading reading)
    {
        if (Random.NextBelow(10) == 0)
            reading = reading with
            {
                Value = reading.Value + Span * Random.NextUniform(-3, 3) * (Random.NextBelow(5) == 0 ? 1000 : 1),
            };
        return true;
    }
}
