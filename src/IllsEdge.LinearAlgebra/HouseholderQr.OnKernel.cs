using System.Runtime.InteropServices;
using IllsEdge.LinearAlgebra.Kernels;

namespace IllsEdge.LinearAlgebra;

/// <summary>The factorisation on one kernel: the one source that the JIT specialises for each instruction set.</summary>
internal sealed class HouseholderQr<T, TKernel, TRegister>() : HouseholderQr<T>(TKernel.Lanes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T, TRegister>
    where TRegister : struct
{
    public override void AbsorbBlock(TriangularFactor<T> factor, MatrixView<T> block, int firstColumn = 0)
    {
        Throw.IfShapesDiffer(block.Rows, block.Columns, BlockRows, factor.Order, "block");
        for (int column = firstColumn; column < factor.Order; column += 2)
        {
            Span<T> row = factor.Row(column);
            ref T reflector = ref MemoryMarshal.GetReference(block.Column(column));
            T scale = Reflector<T, TKernel, TRegister>.Make(ref row[0], ref reflector);
            if (row.Length == 1)
                break;

            // The second reflector of a pair is made of its column as the first one leaves it.
            Span<T> nextRow = factor.Row(column + 1);
            ref T next = ref MemoryMarshal.GetReference(block.Column(column + 1));
            Reflector<T, TKernel, TRegister>.Apply(ref reflector, scale, ref row[1], ref next);
            T nextScale = Reflector<T, TKernel, TRegister>.Make(ref nextRow[0], ref next);
            Reflector<T, TKernel, TRegister>.Sweep(
                ref reflector, scale, nextScale, ref row[0], ref nextRow[0], row.Length, block.Stride);
        }
    }

    public override bool Solve(TriangularFactor<T> factor, MatrixView<T> solution)
    {
        Throw.IfShapesDiffer(solution.Rows, solution.Columns, factor.Columns, factor.RightHandSides, "solution");
        int columns = factor.Columns;
        for (int row = 0; row < columns; row++)
            if (factor[row, row] == T.Zero || !T.IsFinite(factor[row, row]))
                return false;

        for (int side = 0; side < factor.RightHandSides; side++)
        {
            Span<T> unknowns = solution.Column(side);
            for (int row = columns - 1; row >= 0; row--)
            {
                ReadOnlySpan<T> elements = factor.Row(row);
                T known = Dot(elements[1..(columns - row)], unknowns[(row + 1)..]);
                unknowns[row] = (elements[columns - row + side] - known) / elements[0];
            }
        }

        return true;
    }

    private protected override T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y) =>
        Vectors<T, TKernel, TRegister>.Dot(x, y);

    private protected override void AddScaled(ReadOnlySpan<T> x, T scale, Span<T> y) =>
        Vectors<T, TKernel, TRegister>.AddScaled(x, scale, y);
}
