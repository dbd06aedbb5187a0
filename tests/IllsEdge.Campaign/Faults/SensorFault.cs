using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>A fault of one sensor, drawn at random.</summary>
internal abstract class SensorFault(RandomSource random) : Fault
{
    // What a sensor of the press says in normal use, per channel: shifts and spikes are some of these.
    private static readonly double[] Spans = [10, 10, 20, 0.5, 4, 1];

    protected RandomSource Random { get; } = new(random.Next());

    private readonly int _channel = random.NextBelow(PressSource.Thickness);

    /// <summary>How far the sensor goes in normal use, in its unit.</summary>
    protected double Span => Spans[_channel];

    public sealed override bool Pass(ref Reading reading) => reading.Channel != _channel || PassOwn(ref reading);

    /// <summary>Passes a reading of the sensor that is at fault.</summary>
    protected abstract bool PassOwn(ref Reading reading);
}
