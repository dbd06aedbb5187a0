using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using IllsEdge.LinearAlgebra.Kernels;

namespace IllsEdge.LinearAlgebra;

/// <summary>
/// Least squares by streamed, Q-less Householder QR: rows of [A B] are absorbed block by block into one triangle, so
/// memory does not grow with the number of rows and Q is never formed.
/// </summary>
/// <remarks>
/// <para>
/// For each column j of a block one reflector maps the pair (R_jj; column j of the block) to (beta; 0). Four neighbouring
/// reflectors are applied to the columns behind them at once. This is the QR of a triangle on top of a rectangle (Golub and
/// Van Loan, Matrix Computations, 4th edition, 5.2; the structured update of LAPACK's dtpqrt2). Backward stable for any
/// number of blocks. Kernels/README.md shows how it comes near the speed of the multiply-add units.
/// </para>
/// <para>
/// Cost: 2 N p^2 flops for N rows and p columns. Nothing here allocates. NaN and infinity in the rows spread to the
/// factor, and no call finds unknowns that are not finite without saying so. Spans that are given to one call must not
/// overlap. An instance holds no data and can be shared by threads.
/// </para>
/// </remarks>
/// <typeparam name="T"><see cref="double"/> to train; <see cref="float"/> where 7 digits do.</typeparam>
public abstract partial class HouseholderQr<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// Rows that are absorbed at once: enough that making reflectors and adding up registers costs little beside the
    /// sweeps, few enough that a block of 250 columns of doubles stays in half a megabyte of second-level cache and the
    /// six columns of a step in the first level.
    /// </summary>
    public const int BlockRows = 256;

    private const int LineBytes = 64;

    private protected HouseholderQr()
    {
    }

    private static int LineLength => LineBytes / Unsafe.SizeOf<T>();

    /// <summary>The factorisation on one kernel.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither float nor double.</exception>
    public static HouseholderQr<T> On(Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"Kernels work on float and double, not on {typeof(T).Name}.");

        return kernel.Bits switch
        {
            512 => new HouseholderQr<T, Vector512Kernel<T>, Vector512<T>>(),
            256 => new HouseholderQr<T, Vector256Kernel<T>, Vector256<T>>(),
            128 => new HouseholderQr<T, Vector128Kernel<T>, Vector128<T>>(),
            64 => new HouseholderQr<T, ScalarKernel<T>, T>(),
            _ => throw Throw.UnknownKernel(kernel.Name),
        };
    }

    /// <summary>Elements of workspace that absorbing into a factor of this order needs: one block, and what aligns it.</summary>
    public int WorkspaceLength(int order) => checked(BlockRows * order + LineLength - 1);

    /// <summary>Lays a block of <see cref="BlockRows"/> rows over <paramref name="workspace"/>, to be filled in place.</summary>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> elements.</param>
    /// <param name="order">Columns and right-hand sides.</param>
    /// <remarks>
    /// The block starts on a cache line, so that no register is loaded from two. Should the collector move the memory later,
    /// only some speed is lost.
    /// </remarks>
    public MatrixView<T> Block(Span<T> workspace, int order)
    {
        Throw.IfShorter(workspace.Length, WorkspaceLength(order), "workspace");
        nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetReference(workspace));
        int start = (int)(-address & (LineBytes - 1)) / Unsafe.SizeOf<T>();
        return new(workspace[start..], BlockRows, order);
    }

    /// <summary>Makes <paramref name="factor"/> the factor of its old rows and the rows of <paramref name="block"/>.</summary>
    /// <param name="factor">Factor of order n.</param>
    /// <param name="block"><see cref="BlockRows"/> x n; destroyed.</param>
    /// <param name="rows">Rows that count, 0 to <see cref="BlockRows"/>; what stands below them does not matter.</param>
    /// <exception cref="ArgumentException">The block has another shape or fewer rows.</exception>
    public abstract void AbsorbBlock(TriangularFactor<T> factor, MatrixView<T> block, int rows);

    /// <summary>Makes <paramref name="factor"/> the factor of its old rows and <paramref name="rows"/>.</summary>
    /// <param name="factor">Factor of order n.</param>
    /// <param name="rows">Any number of rows x n: columns first, then right-hand sides.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> elements; overwritten.</param>
    /// <exception cref="ArgumentException">The rows have another number of columns or the workspace is too short.</exception>
    public void Absorb(TriangularFactor<T> factor, ReadOnlyMatrixView<T> rows, Span<T> workspace)
    {
        Throw.IfColumnsDiffer(rows.Columns, factor.Order);
        MatrixView<T> block = Block(workspace, factor.Order);
        for (int start = 0, count; start < rows.Rows; start += count)
        {
            count = Math.Min(BlockRows, rows.Rows - start);
            for (int column = 0; column < factor.Order; column++)
                rows.Column(column).Slice(start, count).CopyTo(block.Column(column));

            AbsorbBlock(factor, block, count);
        }
    }

    /// <summary>
    /// Absorbs one row diagonal[k] e_k' = rightHandSides[k, :] for every unknown k: ridge, damping, or any prior on the
    /// unknowns themselves. About 2/3 p^3 flops.
    /// </summary>
    /// <param name="factor">Factor of p columns and m right-hand sides.</param>
    /// <param name="diagonal">p elements.</param>
    /// <param name="rightHandSides">p x m.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> elements; overwritten.</param>
    /// <exception cref="ArgumentException">A shape does not fit or the workspace is too short.</exception>
    public void AbsorbDiagonal(
        TriangularFactor<T> factor, ReadOnlySpan<T> diagonal, ReadOnlyMatrixView<T> rightHandSides, Span<T> workspace)
    {
        Throw.IfShapesDiffer(diagonal.Length, 1, factor.Columns, 1, "diagonal");
        Throw.IfShapesDiffer(
            rightHandSides.Rows, rightHandSides.Columns, factor.Columns, factor.RightHandSides, "diagonal's right-hand side");
        MatrixView<T> block = Block(workspace, factor.Order);
        for (int start = 0; start < factor.Columns; start += BlockRows)
        {
            int count = Math.Min(BlockRows, factor.Columns - start);
            for (int column = start; column < factor.Order; column++)
                block.Column(column)[..count].Clear();
            for (int row = 0; row < count; row++)
                block[row, start + row] = diagonal[start + row];
            for (int side = 0; side < factor.RightHandSides; side++)
                rightHandSides.Column(side).Slice(start, count).CopyTo(block.Column(factor.Columns + side));

            AbsorbTriangle(factor, block, count, start);
        }
    }

    /// <summary>Makes <paramref name="factor"/> the factor of its rows and those of <paramref name="other"/>.</summary>
    /// <param name="factor">Factor of order n.</param>
    /// <param name="other">Factor of the same shape; unchanged.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> elements; overwritten.</param>
    /// <exception cref="ArgumentException">
    /// The shapes differ, the factors share memory or the workspace is too short.
    /// </exception>
    public void Merge(TriangularFactor<T> factor, TriangularFactor<T> other, Span<T> workspace)
    {
        Throw.IfShapesDiffer(
            other.Columns, other.RightHandSides, factor.Columns, factor.RightHandSides, "factor to be merged");
        Throw.IfSame(factor, other);
        MatrixView<T> block = Block(workspace, factor.Order);
        for (int start = 0; start < factor.Order; start += BlockRows)
        {
            int count = Math.Min(BlockRows, factor.Order - start);
            for (int column = start; column < factor.Order; column++)
                block.Column(column)[..count].Clear();
            for (int row = 0; row < count; row++)
                for (int column = start + row; column < factor.Order; column++)
                    block[row, column] = other[start + row, column];

            AbsorbTriangle(factor, block, count, start);
        }
    }

    /// <summary>The same for rows of which row i is zero before column <paramref name="firstColumn"/> + i.</summary>
    private protected abstract void AbsorbTriangle(
        TriangularFactor<T> factor, MatrixView<T> block, int rows, int firstColumn);

    /// <summary>Solves R X = Q'B by back substitution: the X that minimises ||A X - B||. p^2 flops a right-hand side.</summary>
    /// <param name="factor">Factor of p columns and m right-hand sides.</param>
    /// <param name="solution">p x m, overwritten.</param>
    /// <returns>
    /// False where a diagonal element is 0 or not finite, so that no unique solution exists: <paramref name="solution"/> is
    /// then undefined and <see cref="SolveBasic"/> gives one. False too where an unknown is not finite; those of other
    /// right-hand sides are then right. True says nothing about the condition.
    /// </returns>
    /// <exception cref="ArgumentException">The solution has another shape.</exception>
    public abstract bool Solve(TriangularFactor<T> factor, MatrixView<T> solution);
}
