using IllsEdge.Device.Sensors;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>A sensor gives nothing.</summary>
internal sealed class SilentSensor(RandomSource random) : SensorFault(random)
{
    protected override bool PassOwn(ref Reading reading) => false;
}
