namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>A solution whatever the rank.</summary>
public abstract class HouseholderQrSolveBasicTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Rows = 60, Columns = 8, RightHandSides = 3, Order = Columns + RightHandSides;

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void With_full_rank_it_is_the_solution(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.GradedColumns, Rows, Order);
        Factor<T> factor = qr.Factor(rows, RightHandSides);

        FactorRank rank = qr.SolveBasic(factor, out Matrix<T> basic, out int[] pivots);

        Assert.Equal(qr.Rank(factor, out int[] expectedPivots), rank);
        Assert.Equal(expectedPivots, pivots);
        AssertBelowThreshold(Ratios.OfSolution(rows, basic));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Dependent_columns_get_zero_and_the_residual_of_the_independent_ones(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.RepeatedColumns, Rows, Columns);
        Matrix<T> sides = Matrices.Make<T>(MatrixKind.Random, Rows, RightHandSides, seed: 2);
        Matrix<T> all = Matrices.Of<T>(Rows, Order, (i, j) =>
            double.CreateChecked(j < Columns ? rows[i, j] : sides[i, j - Columns]));
        Factor<T> factor = qr.Factor(all, RightHandSides);

        FactorRank rank = qr.SolveBasic(factor, out Matrix<T> basic, out int[] pivots);

        Assert.Equal(Columns / 2, rank.Value);
        foreach (int dependent in pivots[rank.Value..])
            Assert.All(Enumerable.Range(0, RightHandSides), side => Assert.Equal(T.Zero, basic[dependent, side]));
        AssertBelowThreshold(Ratios.OfSolution(all, basic));

        int[] independent = [.. pivots[..rank.Value], .. Enumerable.Range(Columns, RightHandSides)];
        Factor<T> reduced = qr.Factor(all.Copy(columnOrder: independent), RightHandSides);
        AssertBelowThreshold(Ratios.OfResidual(all, reduced, basic));
        // The factor's own sum takes rounding errors of the repeated columns for directions that b can use.
        for (int side = 0; side < RightHandSides; side++)
            Assert.True(factor.View.ResidualSumOfSquares(side) < reduced.View.ResidualSumOfSquares(side));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void With_fewer_rows_than_unknowns_every_row_is_met(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        for (int rowCount = 0; rowCount < Columns; rowCount++)
        {
            Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, rowCount, Order);

            FactorRank rank = qr.SolveBasic(qr.Factor(rows, RightHandSides), out Matrix<T> basic, out _);

            Assert.Equal(rowCount, rank.Value);
            for (int side = 0; side < RightHandSides; side++)
            {
                double residual = Precision.Norm(Ratios.Residual(rows, basic, side, out double reach));
                Assert.InRange(residual, 0, Ratios.Threshold * Columns * Precision.Epsilon<T>() * reach);
            }
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_factor_is_not_changed(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> factor = qr.Factor(Matrices.Make<T>(MatrixKind.Random, Rows, Order), RightHandSides);
        T[] before = [.. factor.Values];

        qr.SolveBasic(factor, out _, out _);
        qr.Rank(factor);

        Assert.Equal(before, factor.Values);
    }

    private static void AssertBelowThreshold(double ratio) => Assert.InRange(ratio, 0, Ratios.Threshold);
}

public sealed class HouseholderQrSolveBasicInDoubleTests : HouseholderQrSolveBasicTests<double>;

public sealed class HouseholderQrSolveBasicInFloatTests : HouseholderQrSolveBasicTests<float>;
