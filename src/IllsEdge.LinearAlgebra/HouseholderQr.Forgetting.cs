namespace IllsEdge.LinearAlgebra;

/// <content>Forgetting old rows and weighting new ones.</content>
public abstract partial class HouseholderQr<T>
{
    /// <summary>Elements of workspace that <see cref="AbsorbWeighted"/> needs.</summary>
    public int WeightedWorkspaceLength(int order) => checked(WorkspaceLength(order) + BlockRows);

    /// <summary>
    /// Makes every row absorbed so far weigh <paramref name="share"/> of what it weighed: R becomes sqrt(share) R.
    /// n^2 / 2 flops.
    /// </summary>
    /// <param name="factor">Factor of order n, changed in place.</param>
    /// <param name="share">Above 0 and at most 1; 1 changes nothing.</param>
    /// <remarks>
    /// Called before each new row, this is exponentially weighted recursive least squares (Haykin, Adaptive Filter Theory,
    /// "square-root RLS"): the unknowns minimise sum_i share^(N - i) (a_i'x - b_i)^2, a memory of 1 / (1 - share) rows. The
    /// solution does not change by forgetting alone; leverages and <see cref="TriangularFactor{T}.ResidualSumOfSquares"/>
    /// do. Directions that no new row reaches fade to 0: where that may happen, absorb a diagonal from time to time.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The share is not above 0 and at most 1.</exception>
    public static void Forget(TriangularFactor<T> factor, T share)
    {
        Throw.IfNotAShare(double.CreateChecked(share));
        T root = T.Sqrt(share);
        for (int row = 0; row < factor.Order; row++)
            foreach (ref T element in factor.Row(row))
                element *= root;
    }

    /// <summary>
    /// Absorbs rows that count as much as their weights say: row i of <paramref name="rows"/> times the root of weight i,
    /// so that its square enters the sum weights[i] times. 2 N n^2 flops, as without weights.
    /// </summary>
    /// <param name="factor">Factor of order n.</param>
    /// <param name="rows">N x n: columns first, then right-hand sides.</param>
    /// <param name="weights">
    /// N elements, 0 or more and finite. A row of weight 0 is left out, even where it holds NaN or infinity.
    /// </param>
    /// <param name="workspace">At least <see cref="WeightedWorkspaceLength"/> elements; overwritten.</param>
    /// <remarks>
    /// For observations of different variance the weight is 1 / variance. <see cref="Remove"/> takes a row back in the size
    /// in which it was absorbed: times the root of its weight.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// The rows have another number of columns, there are more or fewer weights than rows, the workspace is too short, or a
    /// weight is negative or not finite; the factor is then as before.
    /// </exception>
    public void AbsorbWeighted(
        TriangularFactor<T> factor, ReadOnlyMatrixView<T> rows, ReadOnlySpan<T> weights, Span<T> workspace)
    {
        Throw.IfColumnsDiffer(rows.Columns, factor.Order);
        Throw.IfShapesDiffer(weights.Length, 1, rows.Rows, 1, "weights");
        Throw.IfShorter(workspace.Length, WeightedWorkspaceLength(factor.Order), "workspace");
        for (int row = 0; row < weights.Length; row++)
            if (!(weights[row] >= T.Zero && T.IsFinite(weights[row])))
                throw Throw.NotAWeight(row, double.CreateChecked(weights[row]));

        Span<T> roots = workspace[..BlockRows];
        MatrixView<T> block = Block(workspace[BlockRows..], factor.Order);
        for (int start = 0, count; start < rows.Rows; start += count)
        {
            count = Math.Min(BlockRows, rows.Rows - start);
            for (int row = 0; row < count; row++)
                roots[row] = T.Sqrt(weights[start + row]);
            for (int column = 0; column < factor.Order; column++)
            {
                ReadOnlySpan<T> source = rows.Column(column).Slice(start, count);
                Span<T> target = block.Column(column);
                for (int row = 0; row < source.Length; row++)
                    target[row] = roots[row] == T.Zero ? T.Zero : roots[row] * source[row];
            }

            AbsorbBlock(factor, block, count);
        }
    }
}
