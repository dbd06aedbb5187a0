namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>Forgetting is weighting by the age of a row; weights are repetitions of a row.</summary>
public abstract class HouseholderQrForgetTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Rows = 120, Columns = 6, RightHandSides = 2, Order = Columns + RightHandSides;

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Forgetting_before_every_row_weights_rows_by_their_age(string kernel)
    {
        const double Share = 0.96;
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        Factor<T> factor = new(Columns, RightHandSides);
        for (int row = 0; row < Rows; row++)
        {
            HouseholderQr<T>.Forget(factor.View, T.CreateChecked(Share));
            qr.Absorb(factor, rows.Copy(rowRange: row..(row + 1)));
        }

        Matrix<T> aged = Matrices.Of<T>(Rows, Order, (i, j) =>
            Math.Pow(Share, 0.5 * (Rows - 1 - i)) * double.CreateChecked(rows[i, j]));

        // Every multiplication by the root of the share rounds once more; aged has one rounding itself.
        double ratio = Ratios.OfFactor(aged, factor);
        Figures.Report($"{kernel} {typeof(T).Name}, ratio", ratio);
        Assert.InRange(ratio, 0, Ratios.Threshold);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Forgetting_keeps_its_share_of_the_squares_and_the_solution(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        Factor<T> factor = qr.Factor(rows, RightHandSides);
        T sum = factor.View.ResidualSumOfSquares(1);
        Matrix<T> solution = qr.Solve(factor);

        HouseholderQr<T>.Forget(factor.View, T.CreateChecked(0.25)); // an exact root

        Assert.Equal(T.CreateChecked(0.25) * sum, factor.View.ResidualSumOfSquares(1));
        Assert.Equal(solution.Column(1), qr.Solve(factor).Column(1));
    }

    [Fact]
    public void A_share_of_one_forgets_nothing()
    {
        Factor<T> factor = HouseholderQrCalls.Qr<T>("scalar").Factor(Matrices.Make<T>(MatrixKind.Random, 9, Order), 2);
        T[] before = [.. factor.Values];

        HouseholderQr<T>.Forget(factor.View, T.One);

        Assert.Equal(before, factor.Values);
    }

    [Theory]
    [InlineData(0.0, "0.")]
    [InlineData(-0.5, "-0.5.")]
    [InlineData(1.5, "1.5.")]
    [InlineData(double.NaN, "NaN.")]
    public void A_share_outside_is_refused_with_its_number(double share, string number)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(
            () => HouseholderQr<T>.Forget(new Factor<T>(2, 1).View, T.CreateChecked(share)));

        Assert.StartsWith(
            "The share that is kept must be above 0 and at most 1 and is " + number, error.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_weight_is_as_good_as_repeating_the_row(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        T[] weights = [.. Enumerable.Range(0, Rows).Select(row => T.CreateChecked(row % 4))];
        int[] repeated = [.. Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Repeat(row, row % 4))];

        Factor<T> factor = Weighted(qr, rows, weights);

        Matrix<T> repetitions = Matrices.Of<T>(repeated.Length, Order, (i, j) => double.CreateChecked(rows[repeated[i], j]));
        double ratio = Ratios.OfFactor(repetitions, factor);
        Figures.Report($"{kernel} {typeof(T).Name}, ratio", ratio);
        Assert.InRange(ratio, 0, Ratios.Threshold);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_row_of_weight_zero_is_left_out_whatever_it_holds(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        T[] weights = new T[Rows];
        weights.AsSpan().Fill(T.One);
        weights[7] = T.Zero;
        rows[7, 1] = T.NaN;
        rows[7, 3] = T.PositiveInfinity;
        Matrix<T> zeros = rows.Copy();
        for (int column = 0; column < Order; column++)
            zeros[7, column] = T.Zero;

        Assert.Equal(qr.Factor(zeros, RightHandSides).Values, Weighted(qr, rows, weights).Values);
    }

    [Theory]
    [InlineData(-1.0, "-1")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void A_weight_that_is_none_is_refused_with_its_row_and_nothing_is_absorbed(double weight, string number)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>("scalar");
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        Factor<T> factor = new(Columns, RightHandSides);
        T[] weights = new T[Rows];
        weights.AsSpan().Fill(T.One);
        weights[50] = T.CreateChecked(weight);

        ArgumentException error = Assert.Throws<ArgumentException>(() => qr.AbsorbWeighted(
            factor.View, rows.View, weights, new T[qr.WeightedWorkspaceLength(Order)]));

        Assert.Equal(
            $"The weight of row 50 must be 0 or more and finite and is {number}. A weight of 0 leaves a row out.",
            error.Message);
        Assert.All(factor.Values, value => Assert.Equal(T.Zero, value));
    }

    private static Factor<T> Weighted(HouseholderQr<T> qr, Matrix<T> rows, T[] weights)
    {
        Factor<T> factor = new(Columns, RightHandSides);
        qr.AbsorbWeighted(factor.View, rows.View, weights, new T[qr.WeightedWorkspaceLength(Order)]);
        return factor;
    }
}

public sealed class HouseholderQrForgetInDoubleTests : HouseholderQrForgetTests<double>;

public sealed class HouseholderQrForgetInFloatTests : HouseholderQrForgetTests<float>;
