namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>The calls of <see cref="HouseholderQr{T}"/> with memory of their own.</summary>
internal static class HouseholderQrCalls
{
    public static HouseholderQr<T> Qr<T>(string kernel)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => HouseholderQr<T>.On(Kernel.Named(kernel));

    public static T[] Workspace<T>(this HouseholderQr<T> qr, Factor<T> factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new T[qr.WorkspaceLength(factor.Order)];

    public static Factor<T> Factor<T>(this HouseholderQr<T> qr, Matrix<T> rows, int rightHandSides = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Factor<T> factor = new(rows.Columns - rightHandSides, rightHandSides);
        qr.Absorb(factor, rows);
        return factor;
    }

    public static void Absorb<T>(this HouseholderQr<T> qr, Factor<T> factor, Matrix<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => qr.Absorb(factor.View, rows.View, qr.Workspace(factor));

    public static Matrix<T> Solve<T>(this HouseholderQr<T> qr, Factor<T> factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> solution = new(factor.Columns, factor.RightHandSides);
        Assert.True(qr.Solve(factor.View, solution.View));
        return solution;
    }

    public static FactorRank Rank<T>(this HouseholderQr<T> qr, Factor<T> factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => qr.Rank(factor, out _);

    public static FactorRank Rank<T>(this HouseholderQr<T> qr, Factor<T> factor, out int[] pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        pivots = new int[factor.Columns];
        return qr.Rank(factor.View, pivots, new T[HouseholderQr<T>.PivotedWorkspaceLength(factor.Columns, 0)]);
    }

    public static FactorRank SolveBasic<T>(
        this HouseholderQr<T> qr, Factor<T> factor, out Matrix<T> solution, out int[] pivots)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        solution = new(factor.Columns, factor.RightHandSides);
        pivots = new int[factor.Columns];
        return qr.SolveBasic(
            factor.View,
            solution.View,
            pivots,
            new T[HouseholderQr<T>.PivotedWorkspaceLength(factor.Columns, factor.RightHandSides)]);
    }

    public static FactorRank SolveMinimumNorm<T>(this HouseholderQr<T> qr, Factor<T> factor, out Matrix<T> solution)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        solution = new(factor.Columns, factor.RightHandSides);
        return qr.SolveMinimumNorm(
            factor.View,
            solution.View,
            new int[factor.Columns],
            new T[HouseholderQr<T>.MinimumNormWorkspaceLength(factor.Columns, factor.RightHandSides)]);
    }

    public static RowRemoval Remove<T>(this HouseholderQr<T> qr, Factor<T> factor, Matrix<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => qr.Remove(
            factor.View,
            rows.View,
            new T[HouseholderQr<T>.RemovalWorkspaceLength(factor.Columns, factor.RightHandSides)]);

    public static double Condition<T>(this HouseholderQr<T> qr, Factor<T> factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        qr.Condition(factor.View, new T[HouseholderQr<T>.ConditionWorkspaceLength(factor.Columns)]);
}
