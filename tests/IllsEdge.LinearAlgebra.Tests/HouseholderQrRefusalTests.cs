namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>Rows that are not removed: the factor stays as it is, and the answer says why.</summary>
public abstract class HouseholderQrRefusalTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Columns = 5, RightHandSides = 2, Order = Columns + RightHandSides;

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_row_that_alone_determines_an_unknown_is_refused(string kernel)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 40, Order);
        for (int row = 0; row < 40; row++)
            rows[row, 2] = row == 31 ? T.One : T.Zero;

        RowRemoval removal = AssertRefused(kernel, rows, rows.Copy(rowRange: 31..32), RowRefusal.Unsafe);

        Assert.InRange(Math.Abs(removal.Margin), 0, 40 * Precision.Epsilon<T>());
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_row_that_outweighs_all_others_is_refused(string kernel)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 40, Order);
        double weight = 10 / Math.Sqrt(double.CreateChecked(HouseholderQr<T>.SmallestMargin));
        for (int column = 0; column < Order; column++)
            rows[39, column] *= T.CreateChecked(weight);

        AssertRefused(kernel, rows, rows.Copy(rowRange: 39..), RowRefusal.Unsafe);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Unknowns_beyond_the_range_of_numbers_give_no_row_back(string kernel)
    {
        int range = typeof(T) == typeof(double) ? 980 : 90;
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 40, Order);
        for (int row = 0; row < 40; row++)
        {
            rows[row, 1] = T.ScaleB(rows[row, 1], -range);
            rows[row, Columns] = T.ScaleB(rows[row, Columns], range);
        }

        AssertRefused(kernel, rows, rows.Copy(rowRange: 3..4), RowRefusal.NotFinite);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Dependent_columns_give_no_row_back(string kernel)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.RepeatedColumns, 40, Order);

        RowRemoval removal = AssertRefused(kernel, rows, rows.Copy(rowRange: 3..9), RowRefusal.Unsafe);

        Assert.Equal(0, removal.Margin);
        AssertRefused(kernel, rows.Copy(rowRange: ..3), rows.Copy(rowRange: 1..2), RowRefusal.Unsafe);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_factor_of_no_rows_gives_none_back(string kernel) => AssertRefused(
        kernel, new(0, Order), Matrices.Make<T>(MatrixKind.Random, 2, Order), RowRefusal.Unsafe);

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_row_with_another_right_hand_side_is_foreign(string kernel)
    {
        for (int side = 0; side < RightHandSides; side++)
        {
            Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 40, Order), foreign = rows.Copy(rowRange: 8..9);
            foreign[0, Columns + side] += T.CreateChecked(100);

            AssertRefused(kernel, rows, foreign, RowRefusal.Foreign);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_row_that_does_not_fit_is_foreign_to_an_exact_fit(string kernel)
    {
        Matrix<T> random = Matrices.Make<T>(MatrixKind.Random, 40, Columns);
        Matrix<T> rows = Matrices.Of<T>(40, Order, (i, j) => double.CreateChecked(random[i, j % Columns]));
        Matrix<T> foreign = rows.Copy(rowRange: 8..9);
        foreign[0, Columns] += T.CreateChecked(10_000 * Precision.Epsilon<T>());

        AssertRefused(kernel, rows, foreign, RowRefusal.Foreign);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_row_that_is_not_finite_is_refused_as_such(string kernel)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 40, Order);
        foreach (T value in new[] { T.NaN, T.PositiveInfinity, T.NegativeInfinity })
            for (int column = 0; column < Order; column++)
            {
                Matrix<T> broken = rows.Copy(rowRange: 8..9), absorbed = rows.Copy();
                broken[0, column] = value;
                absorbed[20, column] = value;

                Assert.True(double.IsNaN(AssertRefused(kernel, rows, broken, RowRefusal.NotFinite).Margin));
                AssertRefused(kernel, absorbed, rows.Copy(rowRange: 8..9), RowRefusal.NotFinite);
                AssertRefused(kernel, rows, broken, RowRefusal.NotFinite, sides: 0);
                AssertRefused(kernel, absorbed, rows.Copy(rowRange: 8..9), RowRefusal.NotFinite, sides: 0);
            }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Rows_before_the_refused_one_are_gone(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 40, Order), list = rows.Copy(rowRange: ..6);
        list[4, 0] = T.NaN;
        Factor<T> factor = qr.Factor(rows, RightHandSides), expected = qr.Factor(rows, RightHandSides);

        RowRemoval removal = qr.Remove(factor, list);

        Assert.True(qr.Remove(expected, rows.Copy(rowRange: ..4)).IsComplete);
        Assert.Equal((4, 6, RowRefusal.NotFinite), (removal.Removed, removal.Rows, removal.Refusal));
        Assert.Equal(expected.Values, factor.Values);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void No_rows_are_removed_without_a_trace(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> factor = qr.Factor(Matrices.Make<T>(MatrixKind.Random, 40, Order), RightHandSides);
        T[] before = [.. factor.Values];

        RowRemoval removal = qr.Remove(factor, new(0, Order));

        Assert.Equal(new RowRemoval(0, 0, 1, RowRefusal.None), removal);
        Assert.True(removal.IsComplete);
        Assert.Equal(before, factor.Values);
    }

    private static RowRemoval AssertRefused(
        string kernel, Matrix<T> rows, Matrix<T> removed, RowRefusal reason, int sides = RightHandSides)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> factor = qr.Factor(rows, sides);
        T[] before = [.. factor.Values];

        RowRemoval removal = qr.Remove(factor, removed);

        Assert.Equal((0, removed.Rows, reason), (removal.Removed, removal.Rows, removal.Refusal));
        Assert.False(removal.IsComplete);
        Assert.Equal(before, factor.Values);
        return removal;
    }
}

public sealed class HouseholderQrRefusalInDoubleTests : HouseholderQrRefusalTests<double>;

public sealed class HouseholderQrRefusalInFloatTests : HouseholderQrRefusalTests<float>;
