namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>Nothing is allocated, and nothing beside the caller's memory is touched.</summary>
public abstract class HouseholderQrMemoryTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Rows = 131, Columns = 9, RightHandSides = 2, Order = Columns + RightHandSides;

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Nothing_allocates(string kernel)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order), solution = new(Columns, RightHandSides);
        Factor<T> factor = new(Columns, RightHandSides), other = qr.Factor(rows, RightHandSides);
        T[] diagonal = new T[Columns], workspace = qr.Workspace(factor), pivotedWorkspace = PivotedWorkspace();
        T[] scratch = new T[ScratchLength(qr)];
        int[] pivots = new int[Columns];
        Matrix<T> covariance = new(Columns, Columns);
        RowFiller<T> fill = Fill;

        EveryCall();
        long before = GC.GetAllocatedBytesForCurrentThread();
        EveryCall();
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);

        void EveryCall()
        {
            Call(qr, factor.View, other.View, rows.View, diagonal, solution.View, pivots, workspace, pivotedWorkspace);
            CallMore(qr, factor.View, rows.View, solution.View, covariance.View, pivots, fill, scratch);
        }
    }

    [Theory, MemberData(nameof(Catalogue.GuardedKernels), MemberType = typeof(Catalogue))]
    public void Nothing_beside_the_caller_s_memory_is_touched(string kernel, Guard guard)
    {
        HouseholderQr<T> qr = HouseholderQrCalls.Qr<T>(kernel);
        Factor<T> other = qr.Factor(Matrices.Make<T>(MatrixKind.Random, Rows, Order), RightHandSides);
        using BoundedMemory<T> factor = new(other.Values.Length, guard);
        using BoundedMemory<T> otherFactor = BoundedMemory<T>.Of(other.Values, guard);
        using BoundedMemory<T> rows = new(Rows * Order, guard), solution = new(Columns * RightHandSides, guard);
        using BoundedMemory<T> diagonal = new(Columns, guard), workspace = new(qr.WorkspaceLength(Order), guard);
        using BoundedMemory<T> pivotedWorkspace = new(PivotedWorkspace().Length, guard);
        using BoundedMemory<int> pivots = new(Columns, guard);
        using BoundedMemory<T> covariance = new(Columns * Columns, guard), scratch = new(ScratchLength(qr), guard);
        rows.Span.Fill(T.One);

        Call(
            qr,
            new(factor.Span, Columns, RightHandSides),
            new(otherFactor.Span, Columns, RightHandSides),
            new(rows.Span, Rows, Order),
            diagonal.Span,
            new(solution.Span, Columns, RightHandSides),
            pivots.Span,
            workspace.Span,
            pivotedWorkspace.Span);
        CallMore(
            qr,
            new(factor.Span, Columns, RightHandSides),
            new(rows.Span, Rows, Order),
            new(solution.Span, Columns, RightHandSides),
            new(covariance.Span, Columns, Columns),
            pivots.Span,
            Fill,
            scratch.Span);
    }

    /// <summary>The longest of the workspaces; every call is given the end of it that it asks for.</summary>
    private static int ScratchLength(HouseholderQr<T> qr) => new[]
    {
        qr.WeightedWorkspaceLength(Order),
        HouseholderQr<T>.RemovalWorkspaceLength(Columns, RightHandSides),
        HouseholderQr<T>.MinimumNormWorkspaceLength(Columns, RightHandSides),
        HouseholderQr<T>.ConditionWorkspaceLength(Columns),
        Rows + Columns,
    }.Max();

    private static void Fill(int firstRow, MatrixView<T> block)
    {
        for (int column = 0; column < block.Columns; column++)
            block.Column(column).Fill(T.One);
    }

    private static T[] PivotedWorkspace() => new T[HouseholderQr<T>.PivotedWorkspaceLength(Columns, RightHandSides)];

    private static void Call(
        HouseholderQr<T> qr,
        TriangularFactor<T> factor,
        TriangularFactor<T> other,
        MatrixView<T> rows,
        Span<T> diagonal,
        MatrixView<T> solution,
        Span<int> pivots,
        Span<T> workspace,
        Span<T> pivotedWorkspace)
    {
        diagonal.Fill(T.One);
        factor.Clear();
        qr.Absorb(factor, rows, workspace);
        qr.AbsorbDiagonal(factor, diagonal, solution, workspace);
        qr.Merge(factor, other, workspace);
        Assert.True(qr.Solve(factor, solution));
        Assert.True(qr.Rank(factor, pivots, pivotedWorkspace).IsFull);
        Assert.True(qr.SolveBasic(factor, solution, pivots, pivotedWorkspace).IsFull);
    }

    private static void CallMore(
        HouseholderQr<T> qr,
        TriangularFactor<T> factor,
        MatrixView<T> rows,
        MatrixView<T> solution,
        MatrixView<T> covariance,
        Span<int> pivots,
        RowFiller<T> fill,
        Span<T> scratch)
    {
        HouseholderQr<T>.Forget(factor, T.CreateChecked(0.5));
        qr.Absorb(factor, Rows, fill, scratch[^qr.WorkspaceLength(Order)..]);
        scratch[..Rows].Fill(T.One);
        Span<T> weighted = scratch[^qr.WeightedWorkspaceLength(Order)..];
        qr.AbsorbWeighted(factor, rows.RowRange(0, 1), Ones, weighted);
        Span<T> removal = scratch[^HouseholderQr<T>.RemovalWorkspaceLength(Columns, RightHandSides)..];
        Assert.True(qr.Remove(factor, rows.RowRange(0, 1), removal).IsComplete);
        Span<T> condition = scratch[^HouseholderQr<T>.ConditionWorkspaceLength(Columns)..];
        Assert.True(qr.Condition(factor, condition) < double.PositiveInfinity);
        Assert.True(qr.Covariance(factor, T.One, covariance));
        Assert.True(qr.Variances(factor, T.One, scratch[..Columns], scratch[^Columns..]));
        Assert.True(qr.StandardErrors(factor, T.One, scratch[..Columns], scratch[^Columns..]));
        ReadOnlyMatrixView<T> unknowns = covariance;
        Assert.True(qr.Leverages(factor, unknowns, scratch[..Columns], scratch[^Columns..]));

        // Of rank 1, so that the whole decomposition runs.
        factor.Clear();
        qr.Absorb(factor, Rows, fill, scratch[^qr.WorkspaceLength(Order)..]);
        Span<T> shortest = scratch[^HouseholderQr<T>.MinimumNormWorkspaceLength(Columns, RightHandSides)..];
        Assert.True(qr.SolveMinimumNorm(factor, solution, pivots, shortest).Value == 1);
    }

    private static readonly T[] Ones = [T.One];
}

public sealed class HouseholderQrMemoryInDoubleTests : HouseholderQrMemoryTests<double>;

public sealed class HouseholderQrMemoryInFloatTests : HouseholderQrMemoryTests<float>;
