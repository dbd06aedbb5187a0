using System.Runtime.CompilerServices;
using IllsEdge.LinearAlgebra.Kernels;

namespace IllsEdge.LinearAlgebra;

/// <summary>The factorisation on one kernel: the one source that the JIT specialises for each instruction set.</summary>
internal sealed class HouseholderQr<T, TKernel, TRegister> : HouseholderQr<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T, TRegister>
    where TRegister : struct
{
    private const int Width = Panel<T, TKernel, TRegister>.Width;

    public override void AbsorbBlock(TriangularFactor<T> factor, MatrixView<T> block, int rows)
    {
        Throw.IfShapesDiffer(block.Rows, block.Columns, BlockRows, factor.Order, "block");
        Throw.IfBlockIsShorter(BlockRows, rows);
        int height = Height(rows), start = 0;
        ClearBelow(block, 0, rows);
        for (; start + Width <= factor.Order; start += Width)
            AbsorbPanel(factor, block, start, height);
        for (; start < factor.Order; start++)
            AbsorbColumn(factor, block, start, height);
    }

    private protected override void AbsorbTriangle(
        TriangularFactor<T> factor, MatrixView<T> block, int rows, int firstColumn)
    {
        int start = firstColumn;
        ClearBelow(block, firstColumn, rows);
        for (; start + Width <= factor.Order; start += Width)
            AbsorbPanel(factor, block, start, Height(Math.Min(rows, start - firstColumn + Width)));
        for (; start < factor.Order; start++)
            AbsorbColumn(factor, block, start, Height(Math.Min(rows, start - firstColumn + 1)));
    }

    /// <summary>Rows filled up to whole registers.</summary>
    private static int Height(int rows) => (rows + TKernel.Lanes - 1) / TKernel.Lanes * TKernel.Lanes;

    private static void ClearBelow(MatrixView<T> block, int firstColumn, int rows)
    {
        if (rows == Height(rows))
            return;
        for (int column = firstColumn; column < block.Columns; column++)
            block.Column(column)[rows..Height(rows)].Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AbsorbPanel(TriangularFactor<T> factor, MatrixView<T> block, int start, int height)
    {
        Panel<T, TKernel, TRegister> panel = new(
            ref block.Column(start)[0], block.Stride, height, ref factor.Row(start)[0], factor.Order);
        panel.Make();
        panel.Sweep(factor.Order - start);
    }

    private static void AbsorbColumn(TriangularFactor<T> factor, MatrixView<T> block, int start, int height)
    {
        Span<T> row = factor.Row(start);
        ref T reflector = ref block.Column(start)[0];
        T scale = Reflector<T, TKernel, TRegister>.Make(ref row[0], ref reflector, height);
        for (int k = 1; k < row.Length; k++)
            Reflector<T, TKernel, TRegister>.Apply(
                ref reflector, scale, ref row[k], ref block.Column(start + k)[0], height);
    }

    public override bool Solve(TriangularFactor<T> factor, MatrixView<T> solution)
    {
        Throw.IfShapesDiffer(solution.Rows, solution.Columns, factor.Columns, factor.RightHandSides, "solution");
        if (!IsRegular(factor))
            return false;

        int columns = factor.Columns;
        bool isFinite = true;
        for (int side = 0; side < factor.RightHandSides; side++)
        {
            Span<T> unknowns = solution.Column(side);
            for (int row = columns - 1; row >= 0; row--)
            {
                ReadOnlySpan<T> elements = factor.Row(row);
                T rest = elements[columns - row + side];

                // The newest unknown comes last: the other products need not wait for its division.
                if (row + 2 < columns)
                    rest -= Dot(elements[2..(columns - row)], unknowns[(row + 2)..]);
                if (row + 1 < columns)
                    rest -= elements[1] * unknowns[row + 1];
                unknowns[row] = rest / elements[0];
                isFinite &= T.IsFinite(unknowns[row]);
            }
        }

        return isFinite;
    }

    private protected override T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y) =>
        Vectors<T, TKernel, TRegister>.Dot(x, y);

    private protected override void AddScaled(ReadOnlySpan<T> x, T scale, Span<T> y) =>
        Vectors<T, TKernel, TRegister>.AddScaled(x, scale, y);
}
