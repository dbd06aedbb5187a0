namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>A caller's mistake throws, with the numbers in the message. The kernel makes no difference here.</summary>
public sealed class HouseholderQrMisuseTests
{
    private const int Columns = 3, RightHandSides = 2, Order = Columns + RightHandSides;

    private readonly HouseholderQr<double> _qr = HouseholderQrCalls.Qr<double>("scalar");
    private readonly Factor<double> _factor = new(Columns, RightHandSides);
    private readonly double[] _workspace = new double[HouseholderQr<double>.BlockRows * Order + 7];

    [Fact]
    public void A_kernel_is_needed() => Assert.Throws<ArgumentNullException>(() => HouseholderQr<double>.On(null!));

    [Fact]
    public void Absorb_refuses_another_number_of_columns() => AssertRefused(
        "The rows must have 5 columns, right-hand sides included, and have 4.",
        () => _qr.Absorb(_factor.View, new Matrix<double>(7, 4).View, _workspace));

    [Fact]
    public void Absorb_refuses_a_workspace_that_is_too_short() => AssertRefused(
        "The workspace needs 1287 elements and got 1286.",
        () => _qr.Absorb(_factor.View, new Matrix<double>(7, Order).View, _workspace.AsSpan(1)));

    [Fact]
    public void AbsorbBlock_refuses_another_shape()
    {
        AssertRefused(
            "The block must be 256 x 5 and is 255 x 5.",
            () => _qr.AbsorbBlock(_factor.View, new Matrix<double>(255, 5).View, 1));
        AssertRefused(
            "The block must be 256 x 5 and is 256 x 4.",
            () => _qr.AbsorbBlock(_factor.View, new Matrix<double>(256, 4).View, 1));
        AssertRefused(
            "257 rows were asked of a block that has 256.",
            () => _qr.AbsorbBlock(_factor.View, new Matrix<double>(256, 5).View, 257));
    }

    [Fact]
    public void AbsorbDiagonal_refuses_shapes_that_do_not_fit()
    {
        AssertRefused(
            "The diagonal must be 3 x 1 and is 4 x 1.",
            () => _qr.AbsorbDiagonal(
                _factor.View, new double[4], new Matrix<double>(Columns, RightHandSides).View, _workspace));
        AssertRefused(
            "The diagonal's right-hand side must be 3 x 2 and is 3 x 1.",
            () => _qr.AbsorbDiagonal(_factor.View, new double[3], new Matrix<double>(3, 1).View, _workspace));
        AssertRefused(
            "The workspace needs 1287 elements and got 0.",
            () => _qr.AbsorbDiagonal(_factor.View, new double[3], new Matrix<double>(3, 2).View, []));
    }

    [Fact]
    public void Merge_refuses_another_shape_and_a_workspace_that_is_too_short()
    {
        AssertRefused(
            "The factor to be merged must be 3 x 2 and is 4 x 1.",
            () => _qr.Merge(_factor.View, new Factor<double>(4, 1).View, _workspace));
        AssertRefused(
            "The workspace needs 1287 elements and got 1.",
            () => _qr.Merge(_factor.View, new Factor<double>(3, 2).View, new double[1]));
    }

    [Fact]
    public void Solve_refuses_another_shape() => AssertRefused(
        "The solution must be 3 x 2 and is 2 x 3.",
        () => _qr.Solve(_factor.View, new Matrix<double>(2, 3).View));

    [Fact]
    public void Rank_refuses_memory_that_is_too_short()
    {
        AssertRefused(
            "The list of pivots needs 3 elements and got 2.",
            () => _qr.Rank(_factor.View, new int[2], _workspace));
        AssertRefused(
            "The workspace needs 12 elements and got 11.",
            () => _qr.Rank(_factor.View, new int[3], _workspace.AsSpan(..11)));
    }

    [Fact]
    public void SolveBasic_refuses_another_shape_and_memory_that_is_too_short()
    {
        AssertRefused(
            "The solution must be 3 x 2 and is 3 x 3.",
            () => _qr.SolveBasic(_factor.View, new Matrix<double>(3, 3).View, new int[3], _workspace));
        AssertRefused(
            "The workspace needs 18 elements and got 17.",
            () => _qr.SolveBasic(_factor.View, new Matrix<double>(3, 2).View, new int[3], _workspace.AsSpan(..17)));
        AssertRefused(
            "The list of pivots needs 3 elements and got 0.",
            () => _qr.SolveBasic(_factor.View, new Matrix<double>(3, 2).View, [], _workspace));
    }

    [Fact]
    public void AbsorbWeighted_refuses_shapes_that_do_not_fit()
    {
        double[] workspace = new double[1543];
        AssertRefused(
            "The rows must have 5 columns, right-hand sides included, and have 4.",
            () => _qr.AbsorbWeighted(_factor.View, new Matrix<double>(7, 4).View, new double[7], workspace));
        AssertRefused(
            "The weights must be 7 x 1 and is 6 x 1.",
            () => _qr.AbsorbWeighted(_factor.View, new Matrix<double>(7, 5).View, new double[6], workspace));
        AssertRefused(
            "The workspace needs 1543 elements and got 1542.",
            () => _qr.AbsorbWeighted(_factor.View, new Matrix<double>(7, 5).View, new double[7], workspace.AsSpan(1)));
    }

    [Fact]
    public void Remove_refuses_another_number_of_columns_and_a_workspace_that_is_too_short()
    {
        AssertRefused(
            "The rows must have 5 columns, right-hand sides included, and have 3.",
            () => _qr.Remove(_factor.View, new Matrix<double>(7, 3).View, _workspace));
        AssertRefused(
            "The workspace needs 21 elements and got 20.",
            () => _qr.Remove(_factor.View, new Matrix<double>(7, 5).View, new double[20]));
    }

    [Fact]
    public void SolveMinimumNorm_refuses_another_shape_and_memory_that_is_too_short()
    {
        AssertRefused(
            "The solution must be 3 x 2 and is 2 x 2.",
            () => _qr.SolveMinimumNorm(_factor.View, new Matrix<double>(2, 2).View, new int[3], _workspace));
        AssertRefused(
            "The workspace needs 36 elements and got 35.",
            () => _qr.SolveMinimumNorm(_factor.View, new Matrix<double>(3, 2).View, new int[3], new double[35]));
        AssertRefused(
            "The list of pivots needs 3 elements and got 2.",
            () => _qr.SolveMinimumNorm(_factor.View, new Matrix<double>(3, 2).View, new int[2], _workspace));
    }

    [Fact]
    public void Condition_and_covariance_refuse_what_does_not_fit()
    {
        AssertRefused(
            "The workspace needs 6 elements and got 5.", () => _qr.Condition(_factor.View, new double[5]));
        AssertRefused(
            "The covariance must be 3 x 3 and is 5 x 5.",
            () => _qr.Covariance(_factor.View, 1, new Matrix<double>(5, 5).View));
        AssertRefused(
            "The list of results needs 3 elements and got 2.",
            () => _qr.Variances(_factor.View, 1, new double[2], new double[3]));
        AssertRefused(
            "The workspace needs 3 elements and got 2.",
            () => _qr.StandardErrors(_factor.View, 1, new double[3], new double[2]));
        AssertRefused(
            "The matrix of rows must be 7 x 3 and is 8 x 3.",
            () => _qr.Leverages(_factor.View, new Matrix<double>(8, 3).View, new double[7], new double[3]));
        AssertRefused(
            "The workspace needs 3 elements and got 0.",
            () => _qr.Leverages(_factor.View, new Matrix<double>(7, 3).View, new double[7], []));
    }

    [Fact]
    public void Merge_refuses_a_factor_and_itself() => AssertRefused(
        "A factor cannot be merged with itself: copy it first.",
        () => _qr.Merge(_factor.View, _factor.View, _workspace));

    [Fact]
    public void A_kernel_that_is_not_in_the_catalogue_is_refused() => Assert.StartsWith(
        "There is no kernel 'abacus'",
        Assert.Throws<ArgumentException>(() => HouseholderQr<double>.On(new Kernel("abacus", 1024, true))).Message,
        StringComparison.Ordinal);

    private static void AssertRefused(string message, Action call) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(call).Message);
}
