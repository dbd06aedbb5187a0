namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>Both views keep one contract; the writable one turns into the other.</summary>
public sealed class MatrixViewTests
{
    // 3 x 2 with a stride of 4: element (i, j) holds 10 i + j.
    private readonly double[] _values = [0, 10, 20, -1, 1, 11, 21];

    private MatrixView<double> View => new(_values, 3, 2, 4);

    private ReadOnlyMatrixView<double> ReadOnly => new(_values, 3, 2, 4);

    [Fact]
    public void Elements_lie_column_by_column_a_stride_apart()
    {
        ReadOnlyMatrixView<double> converted = View;
        for (int row = 0; row < 3; row++)
            for (int column = 0; column < 2; column++)
            {
                Assert.Equal(10 * row + column, View[row, column]);
                Assert.Equal(10 * row + column, ReadOnly[row, column]);
                Assert.Equal(10 * row + column, converted[row, column]);
            }

        Assert.Equal((3, 2, 4), (converted.Rows, converted.Columns, converted.Stride));
    }

    [Fact]
    public void Without_a_stride_the_columns_touch()
    {
        Assert.Equal(3, new MatrixView<double>(_values, 3, 2).Stride);
        Assert.Equal(1, new ReadOnlyMatrixView<double>(_values, 3, 2)[1, 1]);
    }

    [Fact]
    public void Writing_through_a_view_changes_the_memory()
    {
        View[2, 1] = 5;
        View.Column(0).Fill(7);

        Assert.Equal([7, 7, 7, -1, 1, 11, 5], _values);
    }

    [Fact]
    public void A_range_of_rows_is_a_view_of_the_same_memory()
    {
        View.RowRange(1, 2)[1, 1] = 5;

        Assert.Equal(5, _values[6]);
        Assert.Equal([10, 20], ReadOnly.RowRange(1, 2).Column(0).ToArray());
        Assert.Equal((2, 2, 4), (View.RowRange(1, 2).Rows, View.RowRange(1, 2).Columns, View.RowRange(1, 2).Stride));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_range_may_be_empty_wherever_it_starts(int start)
    {
        Assert.Equal(0, View.RowRange(start, 0).Rows);
        Assert.True(ReadOnly.RowRange(start, 0).Column(1).IsEmpty);
    }

    [Fact]
    public void A_matrix_may_have_no_rows_or_no_columns()
    {
        Assert.True(new MatrixView<double>([], 0, 3).Column(2).IsEmpty);
        Assert.Equal(5, new ReadOnlyMatrixView<double>([], 5, 0).Rows);
        Assert.Equal(2, new MatrixView<double>([], 5, 0).RowRange(3, 2).Rows);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_view_refuses_rows_outside(int row)
    {
        Assert.Throws<IndexOutOfRangeException>(() => View[row, 1]);
        Assert.Throws<IndexOutOfRangeException>(() => ReadOnly[row, 1]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_view_refuses_columns_outside(int column)
    {
        Assert.Throws<ArgumentOutOfRangeException>(nameof(column), () => { _ = View.Column(column); });
        Assert.Throws<ArgumentOutOfRangeException>(nameof(column), () => { _ = ReadOnly.Column(column); });
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 4)]
    [InlineData(3, 1)]
    [InlineData(1, -1)]
    [InlineData(2, int.MaxValue)]
    public void A_range_outside_is_refused_with_the_number_of_rows(int start, int count)
    {
        Action writable = () => _ = View.RowRange(start, count).Rows;
        Action readOnly = () => _ = ReadOnly.RowRange(start, count).Rows;

        Assert.All([writable, readOnly], action => Assert.Contains(
            "a matrix that has 3.",
            Assert.Throws<ArgumentOutOfRangeException>(action).Message,
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1, 2, 4, "-1 x 2 with a stride of 4 is impossible")]
    [InlineData(3, -2, 4, "3 x -2 with a stride of 4 is impossible")]
    [InlineData(3, 2, 2, "3 x 2 with a stride of 2 is impossible")]
    [InlineData(3, 2, 5, "needs 8 elements and got 7.")]
    [InlineData(4, 2, 4, "needs 8 elements and got 7.")]
    [InlineData(50_000, 50_000, 50_000, "needs 2500000000 elements and got 7.")]
    public void A_shape_that_does_not_fit_is_refused_with_its_numbers(int rows, int columns, int stride, string message)
    {
        Action writable = () => _ = new MatrixView<double>(_values, rows, columns, stride).Rows;
        Action readOnly = () => _ = new ReadOnlyMatrixView<double>(_values, rows, columns, stride).Rows;

        Assert.All([writable, readOnly], action => Assert.Contains(
            message, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal));
    }
}
