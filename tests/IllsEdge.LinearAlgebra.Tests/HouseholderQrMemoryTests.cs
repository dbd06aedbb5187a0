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
        int[] pivots = new int[Columns];

        EveryCall();
        long before = GC.GetAllocatedBytesForCurrentThread();
        EveryCall();
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(0, after - before);

        void EveryCall() => Call(
            qr, factor.View, other.View, rows.View, diagonal, solution.View, pivots, workspace, pivotedWorkspace);
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
}

public sealed class HouseholderQrMemoryInDoubleTests : HouseholderQrMemoryTests<double>;

public sealed class HouseholderQrMemoryInFloatTests : HouseholderQrMemoryTests<float>;
