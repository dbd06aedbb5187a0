using System.Runtime.InteropServices;

namespace IllsEdge.LinearAlgebra;

/// <content>The shortest of all least-squares solutions.</content>
public abstract partial class HouseholderQr<T>
{
    /// <summary>Elements of workspace that <see cref="SolveMinimumNorm"/> needs for a factor of this shape.</summary>
    public static int MinimumNormWorkspaceLength(int columns, int rightHandSides) =>
        checked(PivotedWorkspaceLength(columns, rightHandSides) + columns * columns + 3 * columns);

    /// <summary>
    /// Solves the least-squares problem whatever its rank: of all unknowns that minimise the residual those with the
    /// smallest sum of squares, by complete orthogonal decomposition (Golub and Van Loan, 5.5.2). About 2 p^3 flops, and
    /// where the rank r is below p as much as 2 r^2 p more.
    /// </summary>
    /// <param name="factor">Factor of p columns and m right-hand sides; unchanged.</param>
    /// <param name="solution">p x m, overwritten.</param>
    /// <param name="pivots">p elements; on return the columns, the most independent first.</param>
    /// <param name="workspace">At least <see cref="MinimumNormWorkspaceLength"/> elements; overwritten.</param>
    /// <returns>
    /// Rank and condition as <see cref="Rank"/> gives them: decided on columns of length 1, whatever their units.
    /// </returns>
    /// <remarks>
    /// The sum of squares is that of the unknowns in their own units, so what is shortest depends on units although the
    /// rank does not; scale the columns first where that is not wanted. The trapezoid [R11 R12] of the independent columns,
    /// back in original units, is transposed and factored with row and column pivoting: columns of A that are much longer
    /// than others then take no digits from these (Powell and Reid 1969; Cox and Higham 1998). With full rank it is
    /// <see cref="Solve"/>'s solution. A factor with NaN or infinity has rank 0 and the solution 0; NaN in a right-hand side
    /// makes its own unknowns NaN. The unknowns are not finite where lengths of columns differ by more than
    /// <typeparamref name="T"/>'s range.
    /// </remarks>
    /// <exception cref="ArgumentException">A shape does not fit or a span is too short.</exception>
    public FactorRank SolveMinimumNorm(
        TriangularFactor<T> factor, MatrixView<T> solution, Span<int> pivots, Span<T> workspace)
    {
        int columns = factor.Columns, sides = factor.RightHandSides;
        Throw.IfShapesDiffer(solution.Rows, solution.Columns, columns, sides, "solution");
        Throw.IfShorter(workspace.Length, MinimumNormWorkspaceLength(columns, sides), "workspace");
        FactorRank rank = FactorPivoted(factor, sides, pivots, workspace);
        if (rank.IsFull || rank.Value == 0)
        {
            SubstituteBack(rank.Value, solution, pivots, workspace);
            return rank;
        }

        MatrixView<T> work = new(workspace, columns, factor.Order);
        ReadOnlySpan<T> lengths = workspace.Slice(columns * factor.Order, columns);
        Span<T> rest = workspace[PivotedWorkspaceLength(columns, sides)..];
        Span<T> heads = rest[..columns], unknowns = rest.Slice(columns, columns);
        Span<int> places = MemoryMarshal.Cast<T, int>(rest.Slice(2 * columns, columns))[..columns];
        MatrixView<T> transposed = new(rest[(3 * columns)..], columns, rank.Value);

        pivots[..columns].CopyTo(places);
        int exponent = Transpose(work, lengths, pivots, transposed);
        for (int k = 0; k < rank.Value; k++)
        {
            int pivot = LongestColumn(transposed, k, rank.Value);
            Swap(transposed.Column(k), transposed.Column(pivot));
            for (int side = columns; side < factor.Order; side++)
                (work[k, side], work[pivot, side]) = (work[pivot, side], work[k, side]);

            int largest = IndexOfLargest(transposed.Column(k)[k..]) + k;
            (places[k], places[largest]) = (places[largest], places[k]);
            for (int column = 0; column < rank.Value; column++)
                (transposed[k, column], transposed[largest, column]) =
                    (transposed[largest, column], transposed[k, column]);
            Reflect(transposed, k, rank.Value, out heads[k]);
        }

        for (int side = 0; side < sides; side++)
        {
            int scale = SolveShortest(transposed, heads, work.Column(columns + side), unknowns);
            for (int k = 0; k < columns; k++)
                solution[places[k], side] = T.ScaleB(unknowns[k], scale - exponent);
        }

        return rank;
    }

    /// <summary>
    /// Writes the transposed trapezoid, its rows in the order of the pivots, in original units over 2^exponent, which it
    /// returns.
    /// </summary>
    private static int Transpose(
        MatrixView<T> work, ReadOnlySpan<T> lengths, ReadOnlySpan<int> pivots, MatrixView<T> transposed)
    {
        T longest = T.Zero, rounding = RoundingLevel(lengths.Length);
        foreach (T length in lengths)
            longest = T.Max(longest, length);
        int exponent = T.ILogB(longest);
        for (int k = 0; k < lengths.Length; k++)
        {
            T length = T.ScaleB(lengths[pivots[k]], -exponent);
            for (int column = 0; column < transposed.Columns; column++)
            {
                // What rounding leaves of a dependent column would swamp shorter columns once it has its units again.
                bool isThere = column <= k && (k < transposed.Columns || T.Abs(work[column, k]) > rounding);
                transposed[k, column] = isThere ? work[column, k] * length : T.Zero;
            }
        }

        return exponent;
    }

    /// <summary>
    /// The shortest x with W x = c for the factored W' = Z (T; 0): x = Z (T^-T c; 0). Returned over 2 to the power that is
    /// the result, so that c may be of any size.
    /// </summary>
    private int SolveShortest(MatrixView<T> factored, ReadOnlySpan<T> heads, ReadOnlySpan<T> c, Span<T> x)
    {
        T largest = T.Zero;
        foreach (T element in c[..factored.Columns])
            largest = T.Max(largest, T.Abs(element));
        int exponent = T.IsFinite(largest) && largest > T.Zero ? T.ILogB(largest) : 0;

        x.Clear();
        for (int k = 0; k < factored.Columns; k++)
        {
            T known = Dot(factored.Column(k)[..k], x);
            x[k] = (T.ScaleB(c[k], -exponent) - known) / factored[k, k];
        }

        for (int k = factored.Columns - 1; k >= 0; k--)
        {
            ReadOnlySpan<T> tail = factored.Column(k)[(k + 1)..];
            T scaled = (heads[k] * x[k] + Dot(tail, x[(k + 1)..])) / (factored[k, k] * heads[k]);
            x[k] += scaled * heads[k];
            AddScaled(tail, scaled, x[(k + 1)..]);
        }

        return exponent;
    }
}
