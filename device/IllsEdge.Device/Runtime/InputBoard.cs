using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Runtime;

/// <summary>
/// The last value of every input and whether it still holds: sources may be slower than the loop. Times are the loop's
/// monotonic count, because the wall clock may jump. Nothing here allocates after it is made.
/// </summary>
/// <param name="inputs">The inputs in the model's order.</param>
/// <param name="period">The loop's.</param>
public sealed class InputBoard(IReadOnlyList<InputConfiguration> inputs, TimeSpan period)
{
    private readonly InputChannel[] _channels = [.. inputs.Select(input => new InputChannel(input, period))];

    /// <summary>What was wrong with each input since the start.</summary>
    public IReadOnlyList<InputCounts> Counts => [.. _channels.Select(channel => channel.Counts)];

    /// <summary>Readings that could not be used.</summary>
    public long Unused => _channels.Sum(channel => channel.Counts.Unused);

    /// <summary>Whether an input has a reading that no sample has taken yet.</summary>
    public bool IsFresh(int input) => _channels[input].IsFresh;

    /// <summary>Takes in a reading. A bad one takes the input away until a good one comes.</summary>
    /// <param name="input">The input, from 0.</param>
    /// <param name="reading">As the source gave it.</param>
    /// <param name="measured">When it was measured, by the loop's count.</param>
    /// <param name="stamp">When it was measured, by the sensor's own clock; null where it has none.</param>
    public void Take(int input, double reading, TimeSpan measured, DateTimeOffset? stamp = null) =>
        _channels[input].Take(reading, measured, stamp);

    /// <summary>Composes a sample of the values that hold, and of what stands in for the others.</summary>
    /// <param name="now">The loop's count.</param>
    /// <param name="values">One an input, overwritten; 0 where there is none.</param>
    /// <param name="present">Which are readings, overwritten.</param>
    /// <param name="used">Which are there: readings and what stands in for one; overwritten.</param>
    /// <returns>How many are there.</returns>
    public int Compose(TimeSpan now, Span<double> values, Span<bool> present, Span<bool> used)
    {
        int count = 0;
        for (int input = 0; input < _channels.Length; input++)
        {
            present[input] = _channels[input].Compose(now, out values[input], out used[input]);
            count += used[input] ? 1 : 0;
        }

        return count;
    }

    /// <summary>Notes that an input's source cannot give anything at present.</summary>
    public void Wait(int input, TimeSpan now) => _channels[input].Wait(now);

    /// <summary>How an input is.</summary>
    public InputState StateOf(int input, TimeSpan now) => _channels[input].StateAt(now);

    /// <summary>The share of an input's readings that are spikes, where its filter seems not to suit it; otherwise null.</summary>
    public double? SpikeShareOf(int input) => _channels[input].SpikeShare;

    /// <summary>The last reading of an input, whatever is wrong with it.</summary>
    public SensorReading LastOf(int input) => _channels[input].Last;
}
