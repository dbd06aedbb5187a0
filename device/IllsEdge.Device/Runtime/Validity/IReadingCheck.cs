namespace IllsEdge.Device.Runtime.Validity;

/// <summary>Judges the readings of one sensor, in the order of their coming. Never waits, throws or allocates.</summary>
public interface IReadingCheck
{
    /// <summary>Judges a reading, and remembers of it what the next ones are compared with.</summary>
    /// <param name="reading">The reading; the checks before this one have found it good.</param>
    /// <returns><see cref="InputState.Good"/>, or what is wrong with it.</returns>
    InputState Judge(in SensorReading reading);
}
