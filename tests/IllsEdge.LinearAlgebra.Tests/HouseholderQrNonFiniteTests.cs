namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>
/// NaN and infinity in the rows spread to the factor; nothing throws, and nothing looks like an answer.
/// </summary>
public abstract class HouseholderQrNonFiniteTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Columns = 4;

    public static MatrixTheoryData<string, double, int> Cases => new(
        Kernel.All.Select(kernel => kernel.Name),
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity],
        Enumerable.Range(0, Columns));

    [Theory, MemberData(nameof(Cases))]
    public void A_value_that_is_not_finite_spreads_to_the_diagonal_of_its_column_and_of_those_behind(
        string kernel, double value, int column)
    {
        Factor<T> factor = Absorbed(kernel, value, column);

        for (int k = 0; k < factor.Order; k++)
            Assert.Equal(k < column, T.IsFinite(factor.View[k, k]));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Solve_says_that_there_is_no_solution(string kernel, double value, int column) =>
        Assert.False(HouseholderQrCalls.Qr<T>(kernel).Solve(
            Absorbed(kernel, value, column).View, new Matrix<T>(Columns, 1).View));

    [Theory, MemberData(nameof(Cases))]
    public void The_rank_is_zero_and_the_condition_infinite(string kernel, double value, int column)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> factor = Absorbed(kernel, value, column);

        Assert.Equal(new FactorRank(0, Columns, double.PositiveInfinity), qr.Rank(factor, out int[] pivots));
        Assert.Equal(qr.Rank(factor), qr.SolveBasic(factor, out _, out _));
        Assert.Equal(Enumerable.Range(0, Columns), pivots.Order());
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void A_right_hand_side_that_is_not_finite_leaves_the_unknowns_of_the_others_alone(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 40, Columns + 2);
        Matrix<T> expected = qr.Solve(qr.Factor(rows, 2));
        rows[7, Columns + 1] = T.NaN;

        Factor<T> factor = qr.Factor(rows, 2);
        Matrix<T> solution = new(Columns, 2);

        Assert.False(qr.Solve(factor.View, solution.View));
        Assert.Equal(expected.View.Column(0), solution.View.Column(0));
        Assert.All(solution.Column(1), unknown => Assert.True(double.IsNaN(unknown)));
        Assert.True(T.IsNaN(factor.View.ResidualSumOfSquares(1)));
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void The_smallest_numbers_there_are_give_a_finite_factor(string kernel)
    {
        Matrix<T> rows = new(5, 2);
        rows.View.Column(0).Fill(T.Epsilon);
        rows.View.Column(1)[1..].Fill(T.Epsilon);

        Factor<T> factor = HouseholderQrCalls.Qr<T>(kernel).Factor(rows);

        Assert.All(factor.Values, value => Assert.True(T.IsFinite(value)));
        Assert.NotEqual(T.Zero, factor.View[0, 0]);
    }

    private static Factor<T> Absorbed(string kernel, double value, int column)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, 30, Columns + 1);
        rows[17, column] = T.CreateChecked(value);
        return HouseholderQrCalls.Qr<T>(kernel).Factor(rows, 1);
    }
}

public sealed class HouseholderQrNonFiniteInDoubleTests : HouseholderQrNonFiniteTests<double>;

public sealed class HouseholderQrNonFiniteInFloatTests : HouseholderQrNonFiniteTests<float>;
