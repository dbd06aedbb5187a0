using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Runtime.Validity;

/// <summary>
/// The Hampel identifier, looking back only: x is a spike if |x - m| &gt; threshold x S, where m is the median of the
/// readings before it and S = 1.4826 x median |x_i - m|, which of normal readings is their standard deviation.
/// </summary>
/// <remarks>
/// <para>
/// Every reading goes into the window, spikes too, so that a step of the process is followed: once more than half of the
/// window lies at the new level the median does, after 6 readings of 11. Up to half a window of spikes in a row are told.
/// </para>
/// <para>
/// A sensor at rest gives the same reading again and again, S is 0, and its next step by a single digit would be a spike.
/// S is therefore never less than the sensor's resolution: the one configured or else the smallest difference between two
/// readings in succession that has been seen. As long as none has been seen nothing is a spike.
/// </para>
/// <para>Nothing is a spike among fewer than <see cref="Fewest"/> readings; a pause empties the window, because nobody
/// knows what the process did meanwhile.</para>
/// <para>
/// Sources: F. R. Hampel, The influence curve and its role in robust estimation, JASA 69 (1974), 383-393; L. Davies and
/// U. Gather, The identification of multiple outliers, JASA 88 (1993), 782-792; R. K. Pearson, Outliers in process modeling
/// and identification, IEEE Trans. Control Systems Technology 10 (2002), 55-63. Cost: O(window) a reading.
/// </para>
/// </remarks>
/// <param name="setting">Window, threshold and resolution.</param>
/// <param name="pause">The longest time between two readings that is no pause.</param>
public sealed class HampelFilter(SpikeConfiguration setting, TimeSpan pause) : IReadingCheck
{
    /// <summary>1 / Phi^-1(3/4): makes a median absolute deviation a standard deviation.</summary>
    public const double Consistency = 1.4826;

    /// <summary>Readings before a reading, without which it is not judged.</summary>
    public const int Fewest = 5;

    private readonly SlidingMedian _before = new(setting.Window);
    private double _smallestStep = double.PositiveInfinity;
    private double _last;
    private TimeSpan _taken;

    /// <inheritdoc/>
    public InputState Judge(in SensorReading reading)
    {
        if (reading.Taken - _taken > pause)
            _before.Clear();
        bool isSpike = _before.Count >= Fewest
            && Math.Abs(reading.Value - _before.Median) > setting.Threshold * Math.Max(Consistency * _before.Deviation, Resolution);
        if (_before.Count > 0 && reading.Value != _last)
            _smallestStep = Math.Min(_smallestStep, Math.Abs(reading.Value - _last));
        _before.Add(reading.Value);
        (_last, _taken) = (reading.Value, reading.Taken);
        return isSpike ? InputState.Spike : InputState.Good;
    }

    // Infinite where nothing is known, which makes nothing a spike.
    private double Resolution => setting.Resolution ?? _smallestStep;
}
