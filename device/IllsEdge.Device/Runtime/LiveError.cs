using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Runtime;

/// <summary>The error over the newest labels. A second label for a sample replaces the first.</summary>
/// <param name="window">Labels it holds.</param>
public sealed class LiveError(int window)
{
    private readonly double[] _squares = new double[window];
    private readonly long[] _samples = new long[window];
    private readonly double[] _sorted = new double[window];
    private int _next;

    /// <summary>Labels in the window.</summary>
    public int Count { get; private set; }

    /// <summary>Root mean square, in the target's unit; null while the window is not full, for then it says little.</summary>
    public double? Rmse => IsFull ? Math.Sqrt(_squares.Sum() / Count) : null;

    /// <summary><see cref="TypicalError"/>, in the target's unit; null while the window is not full.</summary>
    public double? Typical
    {
        get
        {
            _squares.CopyTo(_sorted, 0);
            return IsFull ? TypicalError.Of(_sorted) : null;
        }
    }

    private bool IsFull => Count == _squares.Length;

    /// <summary>Takes in one label.</summary>
    /// <param name="sampleId">Its sample.</param>
    /// <param name="measured">The label.</param>
    /// <param name="predicted">What was predicted for the sample without it.</param>
    public void Add(long sampleId, double measured, double predicted)
    {
        int slot = Array.IndexOf(_samples, sampleId, 0, Count);
        if (slot < 0)
        {
            slot = _next;
            _next = (_next + 1) % _squares.Length;
            Count = Math.Min(Count + 1, _squares.Length);
        }

        _samples[slot] = sampleId;
        _squares[slot] = (measured - predicted) * (measured - predicted);
    }

    /// <summary>Forgets all labels, as after a swap.</summary>
    public void Clear() => (Count, _next) = (0, 0);
}
