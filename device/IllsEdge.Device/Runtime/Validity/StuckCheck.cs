namespace IllsEdge.Device.Runtime.Validity;

/// <summary>
/// Since when a sensor has given the very same reading. A working one shows noise or the process; one that freezes shows
/// neither.
/// </summary>
/// <param name="limit">How long a working sensor may rest; null for ever.</param>
/// <param name="pause">The longest time between two readings that is no pause; after one nobody knows what it did.</param>
public sealed class StuckCheck(TimeSpan? limit, TimeSpan pause)
{
    private double _value = double.NaN;
    private TimeSpan _since;
    private TimeSpan _taken;

    /// <summary>Takes notice of a reading, good or not.</summary>
    public void Notice(in SensorReading reading)
    {
        if (reading.Value != _value || reading.Taken - _taken > pause)
            _since = reading.Taken;
        (_value, _taken) = (reading.Value, reading.Taken);
    }

    /// <summary>Whether the reading has been the same for too long.</summary>
    /// <param name="now">The loop's count.</param>
    public bool IsStuck(TimeSpan now) => now - _since > limit;
}
