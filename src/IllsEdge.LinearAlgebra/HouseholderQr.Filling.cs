namespace IllsEdge.LinearAlgebra;

/// <content>Rows that a callback writes where they are absorbed.</content>
public abstract partial class HouseholderQr<T>
{
    /// <summary>
    /// Makes <paramref name="factor"/> the factor of its old rows and of <paramref name="rows"/> more, which
    /// <paramref name="fill"/> writes block by block into the workspace: nothing is copied and no more than
    /// <see cref="BlockRows"/> rows exist at a time. 2 N n^2 flops beside what filling costs.
    /// </summary>
    /// <param name="factor">Factor of order n.</param>
    /// <param name="rows">N, the number of rows.</param>
    /// <param name="fill">Called for the rows in their order, each once.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> elements; overwritten.</param>
    /// <remarks>An exception of <paramref name="fill"/> comes out; the blocks before it have then been absorbed.</remarks>
    /// <exception cref="ArgumentException">The number of rows is negative or the workspace too short.</exception>
    public void Absorb(TriangularFactor<T> factor, int rows, RowFiller<T> fill, Span<T> workspace)
    {
        ArgumentNullException.ThrowIfNull(fill);
        Throw.IfNegative(rows);
        MatrixView<T> block = Block(workspace, factor.Order);
        for (int start = 0, count; start < rows; start += count)
        {
            count = Math.Min(BlockRows, rows - start);
            AbsorbFilled(factor, block, start, count, fill);
        }
    }

    /// <summary>Has <paramref name="count"/> rows written to the block and absorbs them.</summary>
    internal void AbsorbFilled(
        TriangularFactor<T> factor, MatrixView<T> block, int firstRow, int count, RowFiller<T> fill)
    {
        fill(firstRow, block.RowRange(0, count));
        AbsorbBlock(factor, block, count);
    }
}
