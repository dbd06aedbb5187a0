using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Runtime.Validity;

/// <summary>What a working sensor can give, both ends included.</summary>
public sealed class RangeCheck(InputRange range) : IReadingCheck
{
    /// <inheritdoc/>
    public InputState Judge(in SensorReading reading) => range.Holds(reading.Value) ? InputState.Good : InputState.OutOfRange;
}
