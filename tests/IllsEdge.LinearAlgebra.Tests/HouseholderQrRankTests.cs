namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>Rank and condition, read from the triangle.</summary>
public abstract class HouseholderQrRankTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Rank_counts_repeated_columns_once(string kernel)
    {
        foreach (int rows in new[] { 10, 100, 1000 })
            foreach (int columns in new[] { 2, 3, 6, 20 })
                for (int seed = 0; seed < 5; seed++)
                    AssertRank(
                        Math.Min(rows, (columns + 1) / 2),
                        kernel,
                        Matrices.Make<T>(MatrixKind.RepeatedColumns, rows, columns, seed));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Rank_counts_repeated_columns_once_after_many_rows(string kernel) =>
        AssertRank(1, kernel, Matrices.Make<T>(MatrixKind.RepeatedColumns, 20_000, 2));

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Rank_does_not_count_a_column_of_zeros(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        for (int zero = 0; zero < 5; zero++)
        {
            Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 60, 5);
            rows.View.Column(zero).Clear();

            Assert.Equal(new FactorRank(4, 5, double.PositiveInfinity), qr.Rank(qr.Factor(rows), out int[] pivots));
            Assert.Equal(zero, pivots[^1]);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Rank_is_at_most_the_number_of_rows(string kernel)
    {
        for (int rows = 0; rows < 8; rows++)
            for (int seed = 0; seed < 10; seed++)
                AssertRank(rows, kernel, Matrices.Make<T>(MatrixKind.Random, rows, 8, seed));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_pivots_are_a_permutation_that_starts_with_independent_columns(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.RepeatedColumns, 50, 8);

        FactorRank rank = qr.Rank(qr.Factor(rows), out int[] pivots);

        Assert.Equal(Enumerable.Range(0, 8), pivots.Order());
        Assert.True(qr.Rank(qr.Factor(rows.Copy(columnOrder: pivots[..rank.Value]))).IsFull);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Units_change_neither_rank_nor_condition(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 80, 9), scaled = rows.Copy();
        for (int column = 0; column < 9; column++)
            foreach (ref T element in scaled.View.Column(column))
                element *= T.CreateChecked(Math.Pow(10, 3 * column - 12));

        FactorRank expected = qr.Rank(qr.Factor(rows)), actual = qr.Rank(qr.Factor(scaled));

        // The products are rounded: as much as a condition below 4 and 80 rows can make of that.
        Assert.True(actual.IsFull);
        Assert.InRange(actual.Condition / expected.Condition, 1 - UnitsTolerance, 1 + UnitsTolerance);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Orthogonal_columns_of_any_length_have_condition_one(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> diagonal = Matrices.Of<T>(7, 7, (i, j) => i == j ? Math.Pow(10, 3 * i - 9) : 0);

        Assert.Equal(new FactorRank(7, 7, 1), qr.Rank(qr.Factor(diagonal)));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_condition_of_columns_at_equal_angles_is_as_near_as_documented(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        foreach (int p in new[] { 2, 5, 20 })
            foreach (double c in new[] { 0.1, 0.9, 0.999 })
            {
                // A'A = (1 - c) I + c 11': eigenvalues 1 - c and 1 + (p - 1) c; the last diagonal of R is one over the
                // root of the inverse's last diagonal.
                Matrix<T> rows = Matrices.Of<T>(
                    p + 1, p, (i, j) => i == p ? Math.Sqrt(c) : i == j ? Math.Sqrt(1 - c) : 0);
                double condition = Math.Sqrt((1 + (p - 1) * c) / (1 - c));
                double estimate = Math.Sqrt((1 + (p - 2) * c) / (1 - c) / (1 + (p - 1) * c));

                double actual = qr.Rank(qr.Factor(rows)).Condition;

                double tolerance = p * condition * Precision.Epsilon<T>();
                Assert.InRange(actual / estimate, 1 - tolerance, 1 + tolerance);
                Assert.InRange(actual, condition / 10, condition * Math.Sqrt(p));
            }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_Hilbert_matrix_is_of_full_rank_for_as_long_as_the_precision_can_tell(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);

        FactorRank small = qr.Rank(qr.Factor(Hilbert(typeof(T) == typeof(double) ? 9 : 4)));
        FactorRank large = qr.Rank(qr.Factor(Hilbert(20)));

        Assert.True(small.IsFull);
        Assert.True(small.Condition > (typeof(T) == typeof(double) ? 1e9 : 1e2), $"Condition {small.Condition}.");
        Assert.InRange(large.Value, small.Value, 15);
        Figures.Report($"{kernel} {typeof(T).Name} Hilbert of order 20, rank", large.Value);
    }

    private static double UnitsTolerance => 4 * 80 * Precision.Epsilon<T>();

    private static Matrix<T> Hilbert(int order) => Matrices.Of<T>(order, order, (i, j) => 1.0 / (i + j + 1));

    private static void AssertRank(int expected, string kernel, Matrix<T> rows)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        FactorRank rank = qr.Rank(qr.Factor(rows));
        Assert.True(rank.Value == expected, $"{rows.Rows} x {rows.Columns}: rank {rank}, {expected} expected.");
    }
}

public sealed class HouseholderQrRankInDoubleTests : HouseholderQrRankTests<double>;

public sealed class HouseholderQrRankInFloatTests : HouseholderQrRankTests<float>;
