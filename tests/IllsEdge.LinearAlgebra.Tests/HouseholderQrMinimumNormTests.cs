namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>The shortest of all solutions.</summary>
public abstract class HouseholderQrMinimumNormTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Rows = 60, RightHandSides = 2;

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void With_full_rank_it_is_the_basic_solution(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> factor = qr.Factor(Matrices.Make<T>(MatrixKind.GradedColumns, Rows, 10), RightHandSides);
        T[] before = [.. factor.Values];

        FactorRank rank = qr.SolveMinimumNorm(factor, out Matrix<T> shortest);

        Assert.Equal(qr.SolveBasic(factor, out Matrix<T> basic, out _), rank);
        Assert.Equal(basic.Column(1), shortest.Column(1));
        Assert.Equal(before, factor.Values);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void It_minimises_the_residual_and_is_orthogonal_to_the_null_space(string kernel)
    {
        // Integers, so that column k + 4 is column k + 2 column 1 exactly: null vectors e_k + 2 e_1 - e_(k+4).
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        double worst = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            Random random = new(seed);
            Matrix<T> rows = Matrices.Of<T>(Rows, 8 + RightHandSides, (_, _) => random.Next(-8, 9));
            for (int row = 0; row < Rows; row++)
                for (int k = 0; k < 4; k++)
                    rows[row, k + 4] = rows[row, k] + T.CreateChecked(2) * rows[row, 1];

            FactorRank rank = qr.SolveMinimumNorm(qr.Factor(rows, RightHandSides), out Matrix<T> solution);

            Assert.Equal(new FactorRank(4, 8, double.PositiveInfinity), rank);
            Assert.InRange(Ratios.OfSolution(rows, solution), 0, Ratios.Threshold);
            for (int side = 0; side < RightHandSides; side++)
                for (int k = 0; k < 4; k++)
                {
                    double[] x = solution.Column(side), direction = new double[8];
                    direction[k] += 1;
                    direction[1] += 2;
                    direction[k + 4] -= 1;
                    double error = Math.Abs(Precision.Dot(direction, x)) / (Precision.Norm(direction) * Precision.Norm(x));
                    worst = Math.Max(worst, error / Precision.Epsilon<T>());
                }
        }

        // The null space is that of the factor, which is exact for columns changed by Rows * eps; condition below 10.
        Figures.Report($"{kernel} {typeof(T).Name}, error in eps", worst);
        Assert.InRange(worst, 0, 10 * Rows);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_long_column_that_repeats_takes_no_digits_from_a_short_one(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        foreach (int exponent in (int[])[8, 20, 40, 60])
        {
            // Columns s u, v and s u again: what u has in b is shared equally.
            Matrix<T> plain = Matrices.Make<T>(MatrixKind.Random, Rows, 3), rows = new(Rows, 4);
            for (int row = 0; row < Rows; row++)
            {
                rows[row, 0] = rows[row, 2] = T.ScaleB(plain[row, 0], exponent);
                (rows[row, 1], rows[row, 3]) = (plain[row, 1], plain[row, 2]);
            }

            Matrix<T> expected = qr.Solve(qr.Factor(plain, 1));
            FactorRank rank = qr.SolveMinimumNorm(qr.Factor(rows, 1), out Matrix<T> shortest);

            Assert.Equal(2, rank.Value);
            double half = Math.ScaleB(expected.Column(0)[0], -exponent - 1), other = expected.Column(0)[1];
            double tolerance = 1000 * Precision.Epsilon<T>();
            Assert.Equal(1, shortest.Column(0)[0] / half, tolerance);
            Assert.Equal(1, shortest.Column(0)[2] / half, tolerance);
            Assert.Equal(1, shortest.Column(0)[1] / other, tolerance);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void With_fewer_rows_than_unknowns_it_is_a_sum_of_rows_that_meets_every_row(string kernel)
    {
        const int Columns = 12;
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        foreach (MatrixKind kind in new[] { MatrixKind.Random, MatrixKind.Tiny, MatrixKind.Huge })
            for (int rowCount = 1; rowCount < Columns; rowCount++)
            {
                Matrix<T> rows = Matrices.Make<T>(kind, rowCount, Columns + 1);

                FactorRank rank = qr.SolveMinimumNorm(qr.Factor(rows, 1), out Matrix<T> solution);

                Assert.Equal(rowCount, rank.Value);
                double residual = Precision.Norm(Ratios.Residual(rows, solution, 0, out double reach));
                Assert.InRange(residual, 0, Ratios.Threshold * Columns * Precision.Epsilon<T>() * reach);

                // x = A'w: least squares on the transposed rows, which fits all of x.
                Matrix<T> transposed = Matrices.Of<T>(Columns, rowCount + 1, (i, j) =>
                    j < rowCount ? rows.Copy(rowRange: j..(j + 1)).Column(i, rows.Exponent(0))[0] : solution.Column(0)[i]);
                double left = Math.Sqrt(double.CreateChecked(qr.Factor(transposed, 1).View.ResidualSumOfSquares(0)));
                Matrix<T> withoutX = transposed.Copy(columnOrder: [.. Enumerable.Range(0, rowCount)]);
                double condition = qr.Rank(qr.Factor(withoutX)).Condition;
                Assert.InRange(
                    left,
                    0,
                    Ratios.Threshold * condition * Precision.Epsilon<T>() * Precision.Norm(solution.Column(0)));
            }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Units_decide_which_of_two_equal_columns_is_used(string kernel)
    {
        // a_2 = s a_1 and b = a_1: x = (1, s) / (1 + s^2).
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> random = Matrices.Make<T>(MatrixKind.Random, Rows, 1);
        foreach (int exponent in new[] { -40, -3, 0, 3, 40 })
        {
            double s = Math.ScaleB(1, exponent);
            Matrix<T> rows = Matrices.Of<T>(Rows, 3, (i, j) => double.CreateChecked(random[i, 0]) * (j == 1 ? s : 1));

            FactorRank rank = qr.SolveMinimumNorm(qr.Factor(rows, 1), out Matrix<T> solution);

            Assert.Equal(1, rank.Value);
            double tolerance = 4 * Rows * Precision.Epsilon<T>();
            Assert.InRange(double.CreateChecked(solution[0, 0]) * (1 + s * s), 1 - tolerance, 1 + tolerance);
            Assert.InRange(double.CreateChecked(solution[1, 0]) * (1 + s * s) / s, 1 - tolerance, 1 + tolerance);
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_long_column_takes_no_digits_from_short_ones(string kernel)
    {
        // a_2 is 2^k times as long as a_1, and a_3 = a_1 + 2^-k a_2. The null vector is (1, 2^-k, -1), so (1, 0, 1) is the
        // shortest solution for b = a_1 + a_3.
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        int k = typeof(T) == typeof(double) ? 40 : 18;
        foreach (int seed in Enumerable.Range(0, 10))
            foreach (int[] order in new int[][] { [0, 1, 2], [1, 2, 0], [2, 0, 1], [1, 0, 2] })
            {
                Random random = new(seed);
                // The first time orthogonal.
                Matrix<T> parts = Matrices.Of<T>(Rows, 2, (i, j) =>
                    seed > 0 ? random.Next(-8, 9) : j == 0 ? 1 + i / 2 % 3 : 1 - 2 * (i % 2));
                Matrix<T> rows = Matrices.Of<T>(Rows, 4, (i, j) =>
                {
                    double first = double.CreateChecked(parts[i, 0]), second = double.CreateChecked(parts[i, 1]);
                    return j == 3 ? 2 * first + second : order[j] switch
                    {
                        0 => first,
                        1 => Math.ScaleB(second, k),
                        _ => first + second,
                    };
                });

                FactorRank rank = qr.SolveMinimumNorm(qr.Factor(rows, 1), out Matrix<T> solution);

                Assert.Equal(2, rank.Value);
                double tolerance = 10 * Rows * Precision.Epsilon<T>();
                for (int j = 0; j < 3; j++)
                {
                    double expected = order[j] == 1 ? 0 : 1;
                    Assert.InRange(double.CreateChecked(solution[j, 0]), expected - tolerance, expected + tolerance);
                }
            }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Without_rows_or_with_numbers_that_are_not_finite_the_rank_is_zero(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> broken = Matrices.Make<T>(MatrixKind.Random, Rows, 6);
        broken[3, 2] = T.NaN;
        foreach (Factor<T> factor in new[] { new Factor<T>(4, 2), qr.Factor(broken, 2) })
        {
            Assert.Equal(0, qr.SolveMinimumNorm(factor, out Matrix<T> solution).Value);
            Assert.All(solution.Column(1), unknown => Assert.Equal(0, unknown));
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_right_hand_side_that_is_not_finite_leaves_the_unknowns_of_the_others_alone(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 3, 7);
        qr.SolveMinimumNorm(qr.Factor(rows, 2), out Matrix<T> expected);
        rows[1, 6] = T.NaN;

        Assert.Equal(3, qr.SolveMinimumNorm(qr.Factor(rows, 2), out Matrix<T> solution).Value);

        Assert.Equal(expected.Column(0), solution.Column(0));
        Assert.All(solution.Column(1), unknown => Assert.True(double.IsNaN(unknown)));
    }
}

public sealed class HouseholderQrMinimumNormInDoubleTests : HouseholderQrMinimumNormTests<double>;

public sealed class HouseholderQrMinimumNormInFloatTests : HouseholderQrMinimumNormTests<float>;
