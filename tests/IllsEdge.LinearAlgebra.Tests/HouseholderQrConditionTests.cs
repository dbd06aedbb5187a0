namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>The condition of R in original units, against that of an inverse in twice double's precision.</summary>
public abstract class HouseholderQrConditionTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static MatrixTheoryData<string, MatrixKind> FullRank => new(
        Kernel.All.Select(kernel => kernel.Name),
        [MatrixKind.Random, MatrixKind.GradedColumns, MatrixKind.Tiny, MatrixKind.Huge, MatrixKind.IllConditioned]);

    [Theory, MemberData(nameof(FullRank))]
    public void It_is_not_above_the_true_one_and_not_far_below(string kernel, MatrixKind kind)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        double lowest = 1;
        foreach (int columns in new[] { 1, 2, 3, 5, 10, 30 })
            for (int seed = 0; seed < 4; seed++)
            {
                Factor<T> factor = qr.Factor(Matrices.Make<T>(kind, columns + 2, columns, seed));
                double condition = TrueCondition(factor);

                double ratio = qr.Condition(factor) / condition;

                // Solving with R errs by p eps times the condition after scaling columns to length 1.
                double tolerance = 4 * columns * qr.Rank(factor).Condition * Precision.Epsilon<T>();
                Assert.True(ratio <= 1 + tolerance, $"{columns} columns: {ratio} times the true condition.");
                lowest = Math.Min(lowest, ratio);
            }

        Figures.Report($"{kernel} {typeof(T).Name} {kind}, lowest ratio", lowest);
        Assert.InRange(lowest, 1.0 / 3, 1.001);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Units_count_here_and_not_for_the_rank(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> factor = qr.Factor(Matrices.Of<T>(4, 4, (i, j) => i == j ? Math.ScaleB(1, 5 * i) : 0));

        Assert.Equal(Math.ScaleB(1, 15), qr.Condition(factor));
        Assert.Equal(1, qr.Rank(factor).Condition);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void It_does_not_overflow_where_products_with_R_would(string kernel)
    {
        // Over 2^e, R = (1, 1; 0, d) and R^-1 = (1, -1/d; 0, 1/d): columns of at most 1 + d and 2 / d.
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        bool isDouble = typeof(T) == typeof(double);
        int exponent = isDouble ? 1000 : 120;
        double d = Math.ScaleB(1, isDouble ? -30 : -12);
        Factor<T> factor = new(2, 0);
        factor.View[0, 0] = factor.View[0, 1] = T.CreateChecked(Math.ScaleB(1, exponent));
        factor.View[1, 1] = T.CreateChecked(Math.ScaleB(d, exponent));

        Assert.InRange(qr.Condition(factor) / ((1 + d) * 2 / d), 0.999, 1.001);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void It_is_infinite_where_there_is_no_inverse(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 20, 5);
        for (int column = 0; column < 5; column++)
            foreach (T value in new[] { T.NaN, T.PositiveInfinity, T.NegativeInfinity })
            {
                Matrix<T> broken = rows.Copy(), zero = rows.Copy();
                broken[4, column] = value;
                zero.View.Column(column).Clear();
                Assert.Equal(double.PositiveInfinity, qr.Condition(qr.Factor(broken)));
                Assert.Equal(double.PositiveInfinity, qr.Condition(qr.Factor(zero)));
            }

        Assert.Equal(double.PositiveInfinity, qr.Condition(new Factor<T>(3, 1)));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Right_hand_sides_do_not_count(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 20, 7);
        rows[3, 6] = T.NaN;

        Assert.Equal(
            qr.Condition(qr.Factor(rows.Copy(columnOrder: [0, 1, 2, 3, 4]))), qr.Condition(qr.Factor(rows, 2)), 3);
    }

    private static double TrueCondition(Factor<T> factor)
    {
        // Over a power of two, so that nothing overflows.
        int p = factor.Columns, exponent = Math.ILogB(Enumerable.Range(0, p).Max(column => Math.Abs(factor[0, column])));
        double[][] rows = [.. Enumerable.Range(0, p).Select(
            i => Enumerable.Range(0, p).Select(j => Math.ScaleB(factor[i, j], -exponent)).ToArray())];
        double norm = 0, inverse = 0;
        for (int column = 0; column < p; column++)
        {
            double[] solution = new double[p];
            for (int k = column; k >= 0; k--)
                solution[k] = ((k == column ? 1 : 0) - Precision.Dot(rows[k], solution)) / rows[k][k];
            norm = Math.Max(norm, rows.Sum(row => Math.Abs(row[column])));
            inverse = Math.Max(inverse, solution.Sum(Math.Abs));
        }

        return norm * inverse;
    }
}

public sealed class HouseholderQrConditionInDoubleTests : HouseholderQrConditionTests<double>;

public sealed class HouseholderQrConditionInFloatTests : HouseholderQrConditionTests<float>;
