namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>However the rows arrive, the factor is the same.</summary>
public abstract class HouseholderQrPiecesTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Rows = 150, Columns = 12, RightHandSides = 3, Order = Columns + RightHandSides;

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Absorbing_in_any_pieces_equals_absorbing_at_once(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        Factor<T> whole = qr.Factor(rows, RightHandSides);
        Random random = new(3);
        for (int trial = 0; trial < 5; trial++)
        {
            Factor<T> pieces = new(Columns, RightHandSides);
            for (int start = 0, count; start < Rows; start += count)
            {
                count = Math.Min(random.Next(40), Rows - start);
                qr.Absorb(pieces, rows.Copy(rowRange: start..(start + count)));
            }

            AssertSame(whole, pieces, Rows);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Merging_two_factors_equals_absorbing_the_rows_of_both(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        foreach (int split in new[] { 0, 5, 70, Rows })
        {
            Factor<T> first = qr.Factor(rows.Copy(rowRange: ..split), RightHandSides);
            Factor<T> second = qr.Factor(rows.Copy(rowRange: split..), RightHandSides);
            T[] before = [.. second.Values];

            qr.Merge(first.View, second.View, qr.Workspace(first));

            Factor<T> whole = qr.Factor(rows, RightHandSides);
            AssertSame(whole, first, Rows);
            Assert.Equal(before, second.Values);
            for (int side = 0; side < RightHandSides; side++)
            {
                double expected = double.CreateChecked(whole.View.ResidualSumOfSquares(side));
                double actual = double.CreateChecked(first.View.ResidualSumOfSquares(side));
                // A sum of squares changes by twice what its root may.
                Assert.InRange(Math.Abs(actual / expected - 1), 0, 2 * Tolerances.SameFactor<T>(Rows));
            }
        }
    }

    [Theory]
    [InlineData("scalar", 40)]
    [InlineData("vector128", 40)]
    [InlineData("vector256", 40)]
    [InlineData("vector512", 70)]
    public void Merging_factors_of_more_columns_than_a_block_has_rows_equals_absorbing_all(string kernel, int columns)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 4 * columns, columns);
        Factor<T> first = qr.Factor(rows.Copy(rowRange: ..columns)), second = qr.Factor(rows.Copy(rowRange: columns..));

        qr.Merge(first.View, second.View, qr.Workspace(first));

        AssertSame(qr.Factor(rows), first, rows.Rows);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void AbsorbDiagonal_equals_absorbing_a_diagonal_matrix(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        foreach (int columns in new[] { 1, Columns, 35 })
        {
            int order = columns + RightHandSides;
            Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 4 * order, order);
            Matrix<T> prior = Matrices.Make<T>(MatrixKind.Random, columns, 1 + RightHandSides, seed: 2);
            Matrix<T> explicitly = Matrices.Of<T>(columns, order, (i, j) =>
                j >= columns ? double.CreateChecked(prior[i, 1 + j - columns])
                : i == j ? double.CreateChecked(prior[i, 0])
                : 0);
            Factor<T> expected = qr.Factor(rows, RightHandSides), actual = qr.Factor(rows, RightHandSides);

            qr.Absorb(expected, explicitly);
            qr.AbsorbDiagonal(
                actual.View,
                prior.View.Column(0),
                prior.Copy(columnOrder: [.. Enumerable.Range(1, RightHandSides)]).View,
                qr.Workspace(actual));

            AssertSame(expected, actual, rows.Rows + columns);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_cleared_factor_is_the_factor_of_no_rows(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        Factor<T> used = qr.Factor(Matrices.Make<T>(MatrixKind.Huge, 9, Order), RightHandSides);

        used.View.Clear();
        qr.Absorb(used, rows);

        Assert.Equal(qr.Factor(rows, RightHandSides).Values, used.Values);
    }

    private static void AssertSame(Factor<T> expected, Factor<T> actual, int rows) =>
        Assert.InRange(actual.DistanceTo(expected), 0, Tolerances.SameFactor<T>(rows));
}

public sealed class HouseholderQrPiecesInDoubleTests : HouseholderQrPiecesTests<double>;

public sealed class HouseholderQrPiecesInFloatTests : HouseholderQrPiecesTests<float>;
