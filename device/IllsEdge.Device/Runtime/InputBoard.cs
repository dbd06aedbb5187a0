using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Runtime;

/// <summary>
/// The last value of every input and whether it still holds: sources may be slower than the loop. Times are the loop's
/// monotonic count, because the wall clock may jump. Nothing here allocates.
/// </summary>
/// <param name="inputs">The inputs in the model's order.</param>
public sealed class InputBoard(IReadOnlyList<InputConfiguration> inputs)
{
    private readonly InputConfiguration[] _inputs = [.. inputs];
    private readonly double[] _values = new double[inputs.Count];
    private readonly TimeSpan[] _taken = new TimeSpan[inputs.Count];
    private readonly TimeSpan[] _changed = new TimeSpan[inputs.Count];
    private readonly InputState[] _states = new InputState[inputs.Count];
    private readonly bool[] _isFresh = new bool[inputs.Count];

    /// <summary>Readings that lay outside the range of a working sensor and were not used.</summary>
    public long OutOfRange { get; private set; }

    /// <summary>Whether an input has a reading that no sample has taken yet.</summary>
    public bool IsFresh(int input) => _isFresh[input];

    /// <summary>Takes in a reading. One outside its sensor's range takes the input away until a good one comes.</summary>
    /// <param name="input">The input, from 0.</param>
    /// <param name="reading">As the source gave it.</param>
    /// <param name="measured">When it was measured, by the loop's count.</param>
    public void Take(int input, double reading, TimeSpan measured)
    {
        // One that was measured before the one that is known says nothing about now.
        if (_states[input] != InputState.Silent && measured < _taken[input])
            return;
        InputConfiguration setting = _inputs[input];
        double value = setting.Scale.Gain * reading + setting.Scale.Offset;
        bool isGood = value >= setting.Range.Low && value <= setting.Range.High;
        if (!isGood)
            OutOfRange++;
        // After a gap nobody knows what the sensor did meanwhile.
        if (value != _values[input] || _states[input] == InputState.Silent || measured - _taken[input] > setting.MaxAge)
            _changed[input] = measured;
        _values[input] = value;
        _taken[input] = measured;
        _isFresh[input] = true;
        _states[input] = isGood ? InputState.Good : InputState.OutOfRange;
    }

    /// <summary>Composes a sample of the values that hold.</summary>
    /// <param name="now">The loop's count.</param>
    /// <param name="values">One an input, overwritten; 0 where there is none.</param>
    /// <param name="present">Which are there, overwritten.</param>
    /// <returns>How many are there.</returns>
    public int Compose(TimeSpan now, Span<double> values, Span<bool> present)
    {
        int count = 0;
        for (int input = 0; input < _inputs.Length; input++)
        {
            bool isThere = StateOf(input, now) == InputState.Good;
            values[input] = isThere ? _values[input] : 0;
            present[input] = isThere;
            _isFresh[input] = false;
            count += isThere ? 1 : 0;
        }

        return count;
    }

    /// <summary>How an input is.</summary>
    public InputState StateOf(int input, TimeSpan now)
    {
        InputConfiguration setting = _inputs[input];
        return _states[input] != InputState.Silent && now - _taken[input] > setting.MaxAge ? InputState.TooOld
            : _states[input] == InputState.Good && now - _changed[input] > setting.StuckAfter ? InputState.Stuck
            : _states[input];
    }
}

/// <summary>How an input is.</summary>
public enum InputState
{
    /// <summary>It has never had a reading.</summary>
    Silent,

    /// <summary>Its value holds.</summary>
    Good,

    /// <summary>Its last reading is older than it may be.</summary>
    TooOld,

    /// <summary>Its last reading cannot come from a working sensor.</summary>
    OutOfRange,

    /// <summary>It has given the same reading for longer than a working sensor does.</summary>
    Stuck,
}
