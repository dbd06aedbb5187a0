namespace IllsEdge.Campaign.Truth;

/// <summary>Errors against the true thickness, one a plate; all room is taken at the start, so that it shows no growth.</summary>
internal sealed class ErrorBook(int capacity)
{
    private readonly double[] _squares = new double[capacity];

    /// <summary>Plates in the book.</summary>
    public int Count { get; private set; }

    public void Add(double error)
    {
        if (Count < _squares.Length)
            _squares[Count++] = error * error;
    }

    /// <summary>Root mean square, mm.</summary>
    public double? Rmse => Count == 0 ? null : Math.Sqrt(_squares.AsSpan(0, Count).ToArray().Average());

    /// <summary>The largest, mm.</summary>
    public double? Worst => Count == 0 ? null : Math.Sqrt(_squares.AsSpan(0, Count).ToArray().Max());

    /// <summary>
    /// Root mean square without the largest tenth, which is of faulty sensors, mm. On purpose not the device's own measure.
    /// </summary>
    public double? Typical => Count == 0 ? null : Math.Sqrt(_squares.Take(Count).Order().Take(Count - Count / 10).Average());
}
