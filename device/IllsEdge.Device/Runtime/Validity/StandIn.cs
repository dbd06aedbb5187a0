using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Runtime.Validity;

/// <summary>What stands in for an input's value while it is bad or missing.</summary>
/// <param name="setting">What, and for how long.</param>
public sealed class StandIn(ReplaceConfiguration setting)
{
    /// <summary>Good readings whose median stands in: some are enough to bear a bad one that no check has told.</summary>
    public const int Readings = 11;

    private readonly SlidingMedian _good = new(Readings);
    private double _last;
    private TimeSpan _taken;
    private bool _hasReading;

    /// <summary>Takes notice of a good reading.</summary>
    public void Notice(in SensorReading reading)
    {
        if (setting.With == Substitute.Median)
            _good.Add(reading.Value);
        (_last, _taken, _hasReading) = (reading.Value, reading.Taken, true);
    }

    /// <summary>The value that stands in.</summary>
    /// <param name="now">The loop's count; without a good reading, the time counts from its beginning.</param>
    /// <param name="value">In the input's unit; 0 where there is none.</param>
    /// <returns>False where nothing stands in, or no longer.</returns>
    public bool TryGet(TimeSpan now, out double value)
    {
        value = 0;
        bool isKnown = setting.With == Substitute.Value || (setting.With != Substitute.None && _hasReading);
        if (!isKnown || now - _taken > setting.For)
            return false;
        value = setting.With switch
        {
            Substitute.Value => setting.Value,
            Substitute.Median => _good.Median,
            _ => _last,
        };
        return true;
    }
}
