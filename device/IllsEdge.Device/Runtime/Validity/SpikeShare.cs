namespace IllsEdge.Device.Runtime.Validity;

/// <summary>
/// Whether so many readings are flagged as spikes that the filter rather than the sensor is at fault: it then throws away
/// good readings of a signal that moves as fast as it scatters. Found once for a run.
/// </summary>
/// <remarks>
/// Normal scatter about a level that rests has 4.8 % of its readings flagged with the default window and threshold (of 60000
/// simulated), a random walk 11 %. <see cref="Most"/> of <see cref="Readings"/> lies four standard deviations above the one and
/// nearly three below the other.
/// </remarks>
public sealed class SpikeShare
{
    /// <summary>Readings of which the share is taken.</summary>
    public const int Readings = 800;

    /// <summary>The largest share that is nothing to speak of.</summary>
    public const double Most = 0.08;

    private int _readings;
    private int _spikes;

    /// <summary>The share that was found too large; null where none was.</summary>
    public double? Found { get; private set; }

    /// <summary>Takes notice of a reading.</summary>
    /// <param name="isSpike">Whether it was flagged as a spike.</param>
    public void Notice(bool isSpike)
    {
        if (Found is not null)
            return;
        _spikes += isSpike ? 1 : 0;
        if (++_readings < Readings)
            return;
        if (_spikes > Most * Readings)
            Found = (double)_spikes / Readings;
        (_readings, _spikes) = (0, 0);
    }
}
