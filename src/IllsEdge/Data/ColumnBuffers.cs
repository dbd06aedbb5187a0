namespace IllsEdge.Data;

/// <summary>
/// Columns that grow together. Growth follows an estimate of the final size, because doubling would need three times
/// the memory of the table at its worst moment.
/// </summary>
/// <param name="columns">The number of columns.</param>
internal sealed class ColumnBuffers(int columns)
{
    private const int FirstCapacity = 1024;

    // An estimate from a few odd rows must not reserve the memory of a machine.
    private const double LargestGrowth = 4;
    private const double SmallestGrowth = 1.25;
    private const double Slack = 1.01;

    private readonly double[][] _values =
        [.. Enumerable.Range(0, columns).Select(_ => new double[FirstCapacity])];

    /// <summary>The rows that fit without growing.</summary>
    public int Capacity { get; private set; } = FirstCapacity;

    /// <summary>The values of a column.</summary>
    /// <param name="column">The column, from 0.</param>
    public double[] this[int column] => _values[column];

    /// <summary>Makes room for more rows; one column at a time, so that only one is held twice.</summary>
    /// <param name="fractionRead">The part of the source that has been read, or null where it cannot be known.</param>
    public void Grow(double? fractionRead)
    {
        double wanted = fractionRead is > 0 ? Capacity / fractionRead.Value * Slack : Capacity * 1.5;
        Resize((int)Math.Min(
            Array.MaxLength, Math.Clamp(wanted, Capacity * SmallestGrowth, Capacity * LargestGrowth)));
    }

    /// <summary>Gives back memory when a third or more has stayed empty.</summary>
    /// <param name="rows">The rows there are.</param>
    public void Trim(int rows)
    {
        if (Capacity > rows * 1.5) Resize(rows);
    }

    private void Resize(int capacity)
    {
        if (capacity == Capacity) Throw.TooManyRows(capacity);
        for (int i = 0; i < _values.Length; i++)
        {
            // Not zeroed: memory beyond the last row is then never touched and costs nothing.
            double[] grown = GC.AllocateUninitializedArray<double>(capacity);
            _values[i].AsSpan(0, Math.Min(capacity, Capacity)).CopyTo(grown);
            _values[i] = grown;
        }

        Capacity = capacity;
    }
}
