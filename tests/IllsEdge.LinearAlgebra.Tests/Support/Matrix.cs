namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>
/// A matrix that owns its memory; <paramref name="padding"/> elements of NaN lie between two columns.
/// </summary>
internal sealed class Matrix<T>(int rows, int columns, int padding = 0)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values = Padded(rows, columns, padding);

    public int Rows => rows;

    public int Columns => columns;

    public MatrixView<T> View => new(_values, rows, columns, rows + padding);

    public ref T this[int row, int column] => ref View[row, column];

    /// <summary>Whether nobody has written between the columns.</summary>
    public bool PaddingIsUntouched => _values.Count(T.IsNaN) == columns * padding;

    /// <summary>Column <paramref name="column"/> in double, divided by 2^exponent.</summary>
    public double[] Column(int column, int exponent = 0) =>
        [.. View.Column(column).ToArray().Select(value => Math.ScaleB(double.CreateChecked(value), -exponent))];

    /// <summary>Exponent of the largest element of a column, 0 for a column of zeros.</summary>
    public int Exponent(int column)
    {
        double largest = Column(column).Select(Math.Abs).DefaultIfEmpty().Max();
        return largest == 0 ? 0 : Math.ILogB(largest);
    }

    /// <summary>A copy with other padding, of some of the rows and of the columns in the order given.</summary>
    public Matrix<T> Copy(int newPadding = 0, Range? rowRange = null, int[]? columnOrder = null)
    {
        (int start, int count) = (rowRange ?? Range.All).GetOffsetAndLength(rows);
        columnOrder ??= [.. Enumerable.Range(0, columns)];
        Matrix<T> copy = new(count, columnOrder.Length, newPadding);
        for (int column = 0; column < columnOrder.Length; column++)
            View.RowRange(start, count).Column(columnOrder[column]).CopyTo(copy.View.Column(column));
        return copy;
    }

    private static T[] Padded(int rows, int columns, int padding)
    {
        T[] values = new T[columns * (rows + padding)];
        for (int column = 0; column < columns; column++)
            values.AsSpan(column * (rows + padding) + rows, padding).Fill(T.NaN);
        return values;
    }
}
