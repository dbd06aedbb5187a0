namespace IllsEdge.LinearAlgebra;

/// <summary>A matrix in borrowed memory that may only be read, stored column by column.</summary>
/// <typeparam name="T">Element.</typeparam>
public readonly ref struct ReadOnlyMatrixView<T>
{
    private readonly ReadOnlySpan<T> _values;

    /// <summary>Lays a rows x columns matrix over <paramref name="values"/>.</summary>
    /// <param name="values">Element (i, j) is at j * <paramref name="stride"/> + i.</param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="columns">Number of columns, 0 or more.</param>
    /// <param name="stride">Distance between the starts of two columns, at least <paramref name="rows"/>.</param>
    /// <exception cref="ArgumentException">The sizes are negative, overlap, or reach beyond the memory.</exception>
    public ReadOnlyMatrixView(ReadOnlySpan<T> values, int rows, int columns, int stride)
    {
        Throw.IfMatrixDoesNotFit(values.Length, rows, columns, stride);
        _values = values;
        Rows = rows;
        Columns = columns;
        Stride = stride;
    }

    /// <summary>Lays a matrix without gaps between its columns over <paramref name="values"/>.</summary>
    /// <inheritdoc cref="ReadOnlyMatrixView(ReadOnlySpan{T}, int, int, int)"/>
    public ReadOnlyMatrixView(ReadOnlySpan<T> values, int rows, int columns)
        : this(values, rows, columns, rows)
    {
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Distance between the starts of two columns.</summary>
    public int Stride { get; }

    /// <summary>Element in <paramref name="row"/> and <paramref name="column"/>, both from 0.</summary>
    public ref readonly T this[int row, int column] => ref Column(column)[row];

    /// <summary>Column <paramref name="column"/>, <see cref="Rows"/> long.</summary>
    public ReadOnlySpan<T> Column(int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
        return _values.Slice(column * Stride, Rows);
    }

    /// <summary>A view of <paramref name="count"/> rows from <paramref name="start"/> on, over the same memory.</summary>
    public ReadOnlyMatrixView<T> RowRange(int start, int count)
    {
        Throw.IfRangeIsOutside(start, count, Rows);
        return new(Columns == 0 ? [] : _values[start..], count, Columns, Stride);
    }
}
