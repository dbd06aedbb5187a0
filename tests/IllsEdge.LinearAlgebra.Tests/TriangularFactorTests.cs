namespace IllsEdge.LinearAlgebra.Tests;

public sealed class TriangularFactorTests
{
    [Fact]
    public void A_factor_knows_its_shape()
    {
        TriangularFactor<double> factor = new(new double[30], 3, 2);

        Assert.Equal((3, 2, 5), (factor.Columns, factor.RightHandSides, factor.Order));
        Assert.Equal(25, TriangularFactor<double>.Length(3, 2));
    }

    [Fact]
    public void A_row_reaches_from_its_diagonal_to_the_last_right_hand_side()
    {
        double[] values = [.. Enumerable.Range(0, 9)];
        TriangularFactor<double> factor = new(values, 2, 1);

        Assert.Equal([0, 1, 2], factor.Row(0).ToArray());
        Assert.Equal([4, 5], factor.Row(1).ToArray());
        Assert.Equal([8], factor.Row(2).ToArray());
        Assert.Equal(5, factor[1, 2]);
    }

    [Fact]
    public void Writing_to_a_factor_changes_the_memory_it_borrows()
    {
        double[] values = new double[9];
        TriangularFactor<double> factor = new(values, 2, 1);

        factor[0, 2] = 7;
        Assert.Equal([0, 0, 7, 0, 0, 0, 0, 0, 0], values);

        factor.Clear();
        Assert.All(values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Clearing_a_factor_leaves_the_memory_behind_it()
    {
        double[] values = [1, 2, 3, 4, 5, 6];

        new TriangularFactor<double>(values, 1, 1).Clear();

        Assert.Equal([0, 0, 0, 0, 5, 6], values);
    }

    [Fact]
    public void A_copy_is_equal_and_apart()
    {
        Factor<double> factor = new(2, 1), copy = new(2, 1);
        factor.View[0, 0] = 3;

        factor.View.CopyTo(copy.View);
        factor.View.Clear();

        Assert.Equal(3, copy[0, 0]);
    }

    [Fact]
    public void A_copy_to_another_shape_is_refused_with_both_shapes() => Assert.Equal(
        "The copy of a factor must be 2 x 1 and is 1 x 2.",
        Assert.Throws<ArgumentException>(
            () => new Factor<double>(2, 1).View.CopyTo(new Factor<double>(1, 2).View)).Message);

    [Fact]
    public void The_residual_of_a_right_hand_side_is_what_lies_below_the_unknowns()
    {
        Factor<double> factor = new(1, 2);
        factor.View.Row(0).Fill(100);
        factor.View[1, 1] = 3;
        factor.View[1, 2] = 4;
        factor.View[2, 2] = 5;

        Assert.Equal(9, factor.View.ResidualSumOfSquares(0));
        Assert.Equal(41, factor.View.ResidualSumOfSquares(1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_residual_of_a_right_hand_side_outside_is_refused(int rightHandSide) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            nameof(rightHandSide), () => new Factor<double>(1, 2).View.ResidualSumOfSquares(rightHandSide));

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void A_row_outside_is_refused(int row) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            nameof(row), () => _ = new Factor<double>(1, 2).View.Row(row).Length);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 3)]
    public void Elements_below_the_diagonal_and_outside_are_refused(int row, int column) =>
        Assert.Throws<IndexOutOfRangeException>(() => new Factor<double>(1, 2).View[row, column]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3, 1)]
    [InlineData(1, -1)]
    [InlineData(46_340, 1)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void An_impossible_shape_is_refused_with_its_numbers(int columns, int rightHandSides)
    {
        string shape = $"A factor of {columns} columns and {rightHandSides} right-hand sides is impossible";

        ArgumentException length =
            Assert.Throws<ArgumentException>(() => TriangularFactor<double>.Length(columns, rightHandSides));
        ArgumentException factor = Assert.Throws<ArgumentException>(
            () => _ = new TriangularFactor<double>([], columns, rightHandSides).Order);

        Assert.StartsWith(shape, length.Message, StringComparison.Ordinal);
        Assert.Equal(length.Message, factor.Message);
    }

    [Fact]
    public void The_largest_shape_still_fits_an_array() =>
        Assert.Equal(46_340 * 46_340, TriangularFactor<float>.Length(46_340, 0));

    [Fact]
    public void Memory_that_is_too_short_is_refused_with_both_lengths() => Assert.Equal(
        "The factor needs 16 elements and got 15.",
        Assert.Throws<ArgumentException>(() => _ = new TriangularFactor<double>(new double[15], 3, 1).Order).Message);
}
