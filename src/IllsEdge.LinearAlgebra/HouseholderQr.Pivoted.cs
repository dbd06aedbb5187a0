namespace IllsEdge.LinearAlgebra;

/// <content>Rank and basic solutions, from the triangle alone.</content>
public abstract partial class HouseholderQr<T>
{
    /// <summary>Elements of workspace that <see cref="Rank"/> and <see cref="SolveBasic"/> need for a factor of this shape.</summary>
    public static int PivotedWorkspaceLength(int columns, int rightHandSides) =>
        checked(columns * (columns + rightHandSides) + columns);

    /// <summary>Rank and condition of A, by QR with column pivoting of the scaled triangle. About 2 p^3 flops.</summary>
    /// <param name="factor">Factor of p columns; unchanged.</param>
    /// <param name="pivots">p elements; on return the columns, the most independent first.</param>
    /// <param name="workspace">At least <see cref="PivotedWorkspaceLength"/> elements; overwritten.</param>
    /// <remarks>
    /// Columns are scaled to length 1 first, so units do not matter (van der Sluis 1969). A column counts as dependent
    /// when what is left of it after projecting out the columns before it is below 100 + p times the machine precision:
    /// rounding leaves that much of a repeated column after some 100,000 rows (it grows with the root of the number of
    /// blocks, not with p). NIST's Filip, the usual victim of a loose tolerance, is four orders of magnitude above it in
    /// double precision. A factor with NaN or infinity has rank 0.
    /// </remarks>
    /// <exception cref="ArgumentException">The pivots or the workspace are too short.</exception>
    public FactorRank Rank(TriangularFactor<T> factor, Span<int> pivots, Span<T> workspace) =>
        FactorPivoted(factor, 0, pivots, workspace);

    /// <summary>
    /// Solves the least-squares problem whatever its rank: unknowns of dependent columns are 0, the others minimise the
    /// residual (a basic solution; Golub and Van Loan, 5.5.6).
    /// </summary>
    /// <param name="factor">Factor of p columns and m right-hand sides; unchanged.</param>
    /// <param name="solution">p x m, overwritten.</param>
    /// <param name="pivots">p elements; on return the columns, the most independent first.</param>
    /// <param name="workspace">At least <see cref="PivotedWorkspaceLength"/> elements; overwritten.</param>
    /// <returns>Rank and condition as <see cref="Rank"/> gives them.</returns>
    /// <exception cref="ArgumentException">A shape does not fit or a span is too short.</exception>
    public FactorRank SolveBasic(
        TriangularFactor<T> factor, MatrixView<T> solution, Span<int> pivots, Span<T> workspace)
    {
        Throw.IfShapesDiffer(
            solution.Rows, solution.Columns, factor.Columns, factor.RightHandSides, "solution");
        FactorRank rank = FactorPivoted(factor, factor.RightHandSides, pivots, workspace);
        SubstituteBack(rank.Value, solution, pivots, workspace);
        return rank;
    }

    /// <summary>The dot product x'y.</summary>
    private protected abstract T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y);

    /// <summary>y += scale x.</summary>
    private protected abstract void AddScaled(ReadOnlySpan<T> x, T scale, Span<T> y);

    /// <summary>Below this part of its length, what is left of a column is rounding; <see cref="Rank"/> says why.</summary>
    private static T RoundingLevel(int columns) =>
        T.CreateChecked(100 + columns) * (T.BitIncrement(T.One) - T.One);

    /// <summary>Solves for the independent columns of what <see cref="FactorPivoted"/> left; the others get 0.</summary>
    private void SubstituteBack(int rank, MatrixView<T> solution, ReadOnlySpan<int> pivots, Span<T> workspace)
    {
        int columns = solution.Rows, order = columns + solution.Columns;
        MatrixView<T> work = new(workspace, columns, order);
        ReadOnlySpan<T> lengths = workspace.Slice(columns * order, columns);
        for (int side = 0; side < solution.Columns; side++)
        {
            Span<T> rightHandSide = work.Column(columns + side);
            Span<T> unknowns = solution.Column(side);
            unknowns.Clear();
            for (int k = rank - 1; k >= 0; k--)
            {
                T value = rightHandSide[k] / work[k, k];
                AddScaled(work.Column(k)[..k], -value, rightHandSide[..k]);
                unknowns[pivots[k]] = value / lengths[pivots[k]];
            }
        }
    }

    private FactorRank FactorPivoted(
        TriangularFactor<T> factor, int rightHandSides, Span<int> pivots, Span<T> workspace)
    {
        int columns = factor.Columns;
        Throw.IfShorter(pivots.Length, columns, "list of pivots");
        Throw.IfShorter(workspace.Length, PivotedWorkspaceLength(columns, rightHandSides), "workspace");
        MatrixView<T> work = new(workspace, columns, columns + rightHandSides);
        Span<T> lengths = workspace.Slice(columns * (columns + rightHandSides), columns);

        for (int column = 0; column < columns + rightHandSides; column++)
        {
            work.Column(column).Clear();
            for (int row = 0; row <= Math.Min(column, columns - 1); row++)
                work[row, column] = factor[row, column];
        }

        bool isNumber = true;
        for (int column = 0; column < columns; column++)
        {
            pivots[column] = column;
            lengths[column] = ScaleToLengthOne(work.Column(column));
            isNumber &= !T.IsNaN(lengths[column]);
        }

        // No comparison would choose a column that holds NaN, so the others would be counted.
        if (!isNumber)
            return new(0, columns, double.PositiveInfinity);

        T tolerance = RoundingLevel(columns);
        T largest = T.Zero, smallest = T.Zero;
        for (int k = 0; k < columns; k++)
        {
            int pivot = LongestColumn(work, k, columns);
            (pivots[k], pivots[pivot]) = (pivots[pivot], pivots[k]);
            Swap(work.Column(k), work.Column(pivot));

            T diagonal = Reflect(work, k, columns + rightHandSides, out _);
            largest = k == 0 ? diagonal : largest;
            if (!(diagonal > tolerance * largest))
                return new(k, columns, double.PositiveInfinity);
            smallest = diagonal;
        }

        return new(columns, columns, double.CreateChecked(largest / smallest));
    }

    /// <summary>Scales a column to length 1 without overflow and returns its length, 0 for a column of zeros.</summary>
    private T ScaleToLengthOne(Span<T> column)
    {
        T largest = T.Zero;
        foreach (T element in column)
            largest = T.Max(largest, T.Abs(element));
        if (largest == T.Zero)
            return T.Zero;

        foreach (ref T element in column)
            element /= largest;
        T length = T.Sqrt(Dot(column, column));
        foreach (ref T element in column)
            element /= length;
        return largest * length;
    }

    /// <summary>
    /// The column with the most left of it. Of equals the first: all start with length 1, and rounding shall not choose.
    /// </summary>
    private int LongestColumn(MatrixView<T> work, int start, int columns)
    {
        T clearly = T.One + T.Sqrt(T.BitIncrement(T.One) - T.One);
        int longest = start;
        T most = T.Zero;
        for (int column = start; column < columns; column++)
        {
            Span<T> rest = work.Column(column)[start..];
            T sum = Dot(rest, rest);
            if (sum > clearly * most)
                (longest, most) = (column, sum);
        }

        return longest;
    }

    private static void Swap(Span<T> left, Span<T> right)
    {
        if (left == right)
            return;
        for (int i = 0; i < left.Length; i++)
            (left[i], right[i]) = (right[i], left[i]);
    }

    /// <summary>
    /// Reflects column k to its diagonal, whose size it returns, and applies the reflector to the columns behind it. The
    /// reflector stays below the diagonal, and <paramref name="head"/> is the element of it that the diagonal displaced.
    /// </summary>
    private T Reflect(MatrixView<T> work, int k, int order, out T head)
    {
        head = T.Zero;
        Span<T> reflector = work.Column(k)[k..];
        T norm = T.Sqrt(Dot(reflector, reflector));
        if (!(norm > T.Zero))
            return T.Zero;

        T diagonal = T.CopySign(norm, -reflector[0]);
        head = reflector[0] -= diagonal;
        T scale = T.One / (diagonal * head);
        for (int column = k + 1; column < order; column++)
        {
            Span<T> target = work.Column(column)[k..];
            AddScaled(reflector, scale * Dot(reflector, target), target);
        }

        work[k, k] = diagonal;
        return norm;
    }
}
