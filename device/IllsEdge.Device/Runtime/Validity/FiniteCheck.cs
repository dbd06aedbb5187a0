namespace IllsEdge.Device.Runtime.Validity;

/// <summary>NaN and infinity are no readings: what they did to a model could not be undone.</summary>
public sealed class FiniteCheck : IReadingCheck
{
    /// <inheritdoc/>
    public InputState Judge(in SensorReading reading) =>
        double.IsFinite(reading.Value) ? InputState.Good : InputState.NotFinite;
}
