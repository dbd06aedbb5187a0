namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>Leverages, covariance and standard errors.</summary>
public abstract class HouseholderQrCovarianceTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double Variance = 0.25;

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_covariance_of_columns_at_equal_angles_is_known(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        foreach (int p in new[] { 1, 2, 5, 20 })
            foreach (double c in new[] { 0.0, 0.1, 0.9 })
            {
                // A'A = (1 - c) I + c 11', and its inverse (I - c / (1 + (p - 1) c) 11') / (1 - c).
                Factor<T> factor = qr.Factor(Matrices.Of<T>(
                    p + 1, p, (i, j) => i == p ? Math.Sqrt(c) : i == j ? Math.Sqrt(1 - c) : 0));
                Matrix<T> covariance = Covariance(qr, factor);
                T[] variances = new T[p], errors = new T[p];
                Assert.True(qr.Variances(factor.View, T.CreateChecked(Variance), variances, new T[p]));
                Assert.True(qr.StandardErrors(factor.View, T.CreateChecked(Variance), errors, new T[p]));

                // The square of the condition at most, p^2 roundings, relative to the largest element.
                double tolerance = p * p * Precision.Epsilon<T>() / (1 - c);
                for (int i = 0; i < p; i++)
                {
                    for (int j = 0; j < p; j++)
                        AssertNear(Expected(i, j), covariance[i, j], tolerance);
                    AssertNear(Expected(i, i), variances[i], tolerance);
                    AssertNear(Math.Sqrt(Expected(i, i)), errors[i], tolerance);
                }

                double Expected(int i, int j) =>
                    Variance * ((i == j ? 1 : 0) - c / (1 + (p - 1) * c)) / (1 - c);
            }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_covariance_is_symmetric_and_the_inverse_of_the_normal_matrix(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        double worst = 0;
        foreach (int p in new[] { 1, 2, 3, 10, 40 })
        {
            Matrix<T> rows = Matrices.Make<T>(MatrixKind.GradedColumns, 4 * p, p);
            Factor<T> factor = qr.Factor(rows);
            Matrix<T> covariance = Covariance(qr, factor);

            // A'A in twice double's precision, columns of A scaled to about 1.
            double[][] columns = [.. Enumerable.Range(0, p).Select(j => rows.Column(j, rows.Exponent(j)))];
            for (int j = 0; j < p; j++)
            {
                double[] scaled = [.. Enumerable.Range(0, p).Select(k => Math.ScaleB(
                    double.CreateChecked(covariance[k, j]), rows.Exponent(k) + rows.Exponent(j)))];
                for (int i = 0; i < p; i++)
                {
                    Assert.Equal(covariance[j, i], covariance[i, j]);
                    double[] normal = [.. columns.Select(column => Precision.Dot(columns[i], column))];
                    double error = Math.Abs(Precision.Dot(normal, scaled) / Variance - (i == j ? 1 : 0));
                    worst = Math.Max(worst, error / (4 * p * Precision.Epsilon<T>()));
                }
            }
        }

        // Errors of m eps in A, doubled by the square, times the square of the condition, below 4.
        Figures.Report($"{kernel} {typeof(T).Name}, error in m eps", worst);
        Assert.InRange(worst, 0, 2 * 4 * 4);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Leverages_are_what_the_covariance_says_and_sum_up_to_the_unknowns(string kernel)
    {
        const int Rows = 70, Columns = 9;
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Columns);
        Factor<T> factor = qr.Factor(rows);
        Matrix<T> matrix = Covariance(qr, factor);
        double[][] covariance = [.. Enumerable.Range(0, Columns).Select(column => matrix.Column(column))];

        double[] leverages = [.. Leverages(qr, factor, rows).Select(double.CreateChecked)];

        double tolerance = 4 * Rows * Precision.Epsilon<T>();
        Assert.InRange(leverages.Sum(), Columns - Columns * tolerance, Columns + Columns * tolerance);
        for (int i = 0; i < Rows; i++)
        {
            double[] row = [.. Enumerable.Range(0, Columns).Select(j => double.CreateChecked(rows[i, j]))];
            double expected = Precision.Dot(row, [.. covariance.Select(column => Precision.Dot(row, column))]) / Variance;
            Assert.InRange(leverages[i], expected - 4 * tolerance, expected + 4 * tolerance);
        }
    }

    [Theory, MemberData(nameof(Catalogue.KernelsAndKinds), MemberType = typeof(Catalogue))]
    public void As_many_rows_as_unknowns_have_leverage_one_where_they_are_independent(string kernel, MatrixKind kind)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(kind, 6, 6);
        Factor<T> factor = qr.Factor(rows);
        FactorRank rank = qr.Rank(factor);
        if (!rank.IsFull || kind == MatrixKind.GradedRows)
            return;

        double tolerance = 6 * rank.Condition * Precision.Epsilon<T>();
        Assert.All(Leverages(qr, factor, rows), leverage => Assert.InRange(
            double.CreateChecked(leverage), 1 - tolerance, 1 + tolerance));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Standard_errors_have_the_range_of_the_rows(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 40, 5);
        double[] expected = Errors(rows);
        foreach (int exponent in typeof(T) == typeof(double) ? new[] { -990, 990 } : [-110, 110])
        {
            Matrix<T> scaled = rows.Copy();
            for (int column = 0; column < 5; column++)
                foreach (ref T element in scaled.View.Column(column))
                    element = T.ScaleB(element, exponent);

            // Scaling by a power of two changes which reflectors are scaled, hence roundings.
            double[] errors = Errors(scaled);
            for (int k = 0; k < 5; k++)
                Assert.InRange(
                    Math.ScaleB(errors[k], exponent) / expected[k],
                    1 - Tolerances.SameFactor<T>(40),
                    1 + Tolerances.SameFactor<T>(40));
        }

        double[] Errors(Matrix<T> matrix)
        {
            T[] errors = new T[5];
            Assert.True(qr.StandardErrors(qr.Factor(matrix).View, T.One, errors, new T[5]));
            return [.. errors.Select(double.CreateChecked)];
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_singular_factor_and_one_that_is_not_finite_have_none(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> zero = Matrices.Make<T>(MatrixKind.LastColumnZero, 20, 4);
        Matrix<T> broken = Matrices.Make<T>(MatrixKind.Random, 20, 4);
        broken[3, 3] = T.NaN;
        foreach (Factor<T> factor in new[] { qr.Factor(zero), qr.Factor(broken), new Factor<T>(4, 0) })
        {
            Assert.False(qr.Covariance(factor.View, T.One, new Matrix<T>(4, 4).View));
            Assert.False(qr.Variances(factor.View, T.One, new T[4], new T[4]));
            Assert.False(qr.StandardErrors(factor.View, T.One, new T[4], new T[4]));
            Assert.False(qr.Leverages(factor.View, zero.View, new T[20], new T[4]));
        }
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_row_that_is_not_finite_has_no_finite_leverage_and_the_others_keep_theirs(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 20, 4);
        Factor<T> factor = qr.Factor(rows);
        T[] expected = Leverages(qr, factor, rows);
        rows[7, 2] = T.PositiveInfinity;

        T[] leverages = Leverages(qr, factor, rows);

        Assert.False(T.IsFinite(leverages[7]));
        Assert.Equal(expected[8..], leverages[8..]);
        Assert.Empty(Leverages(qr, factor, new(0, 4)));
    }

    [Theory]
    [InlineData(-1.0, "-1.")]
    [InlineData(double.NaN, "NaN.")]
    [InlineData(double.PositiveInfinity, "Infinity.")]
    public void An_impossible_variance_is_refused_with_its_number(double variance, string number)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>("scalar");
        Factor<T> factor = new(2, 0);
        T value = T.CreateChecked(variance);
        Assert.All(
            new Action[]
            {
                () => qr.Covariance(factor.View, value, new Matrix<T>(2, 2).View),
                () => qr.Variances(factor.View, value, new T[2], new T[2]),
                () => qr.StandardErrors(factor.View, value, new T[2], new T[2]),
            },
            call => Assert.StartsWith(
                "A variance must be 0 or more and finite and is " + number,
                Assert.Throws<ArgumentOutOfRangeException>(call).Message,
                StringComparison.Ordinal));
    }

    private static Matrix<T> Covariance(HouseholderQr<T> qr, Factor<T> factor)
    {
        Matrix<T> covariance = new(factor.Columns, factor.Columns, padding: 2);
        Assert.True(qr.Covariance(factor.View, T.CreateChecked(Variance), covariance.View));
        Assert.True(covariance.PaddingIsUntouched);
        return covariance;
    }

    private static T[] Leverages(HouseholderQr<T> qr, Factor<T> factor, Matrix<T> rows)
    {
        T[] leverages = new T[rows.Rows];
        Assert.True(qr.Leverages(factor.View, rows.View, leverages, new T[factor.Columns]));
        return leverages;
    }

    private static void AssertNear(double expected, T actual, double tolerance) =>
        Assert.InRange(double.CreateChecked(actual), expected - tolerance, expected + tolerance);
}

public sealed class HouseholderQrCovarianceInDoubleTests : HouseholderQrCovarianceTests<double>;

public sealed class HouseholderQrCovarianceInFloatTests : HouseholderQrCovarianceTests<float>;
