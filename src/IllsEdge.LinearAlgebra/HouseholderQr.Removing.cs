namespace IllsEdge.LinearAlgebra;

/// <content>Removing rows (downdating).</content>
public abstract partial class HouseholderQr<T>
{
    /// <summary>
    /// A row is removed only where 1 - leverage stays above this: the root of the machine precision, so that what a row
    /// costs in accuracy is at most half of the digits. 1.5e-8 in double, 3.5e-4 in float.
    /// </summary>
    public static T SmallestMargin { get; } = T.Sqrt(T.BitIncrement(T.One) - T.One);

    /// <summary>Elements of workspace that <see cref="Remove"/> needs for a factor of this shape.</summary>
    public static int RemovalWorkspaceLength(int columns, int rightHandSides) =>
        checked(3 * (columns + rightHandSides) + rightHandSides + rightHandSides * rightHandSides);

    /// <summary>
    /// Removes rows that were absorbed before: R'R becomes R'R - z z' for each row z of <paramref name="rows"/>, in their
    /// order. The first row that cannot safely be removed is refused and leaves the factor bit for bit as it was; rows
    /// before it stay removed. 4 n^2 flops a row, and (m + 1) n^2 a call.
    /// </summary>
    /// <param name="factor">Factor of p columns and m right-hand sides, order n = p + m.</param>
    /// <param name="rows">
    /// Any number of rows x n, in the size that they have in the factor now: times the root of their weight and of every
    /// share that <see cref="Forget"/> has left of them since.
    /// </param>
    /// <param name="workspace">At least <see cref="RemovalWorkspaceLength"/> elements; overwritten.</param>
    /// <remarks>
    /// <para>
    /// Solves R'q = a and turns (q; alpha), alpha^2 = 1 - q'q, to (0; 1) by plane rotations, which turn [R Q'b; 0 zeta]
    /// with zeta = (b - a'x) / alpha to the new factor and the row (Saunders 1972; Gill, Golub, Murray and Saunders 1974;
    /// LINPACK's dchdd). The result is exact for rows changed by a few roundings of the whole factor (Stewart 1979);
    /// measured against the smaller factor that is left, this grows to precision / alpha^2 times the condition. Hence a row
    /// is refused unless alpha^2 is above <see cref="SmallestMargin"/>: then absorb the rows that are left afresh. Such
    /// errors stay and add up: in a window of 200 rows that slides over random ones, a fifth of the precision a step. Start
    /// afresh before that matters.
    /// </para>
    /// <para>
    /// The unknowns do not depend on the residuals behind them, so a residual that vanishes is no reason to refuse: the
    /// corner is reduced by zeta with its own rotations and at least to 0, its sum of squares exact to roundings of the
    /// larger sum before (so that in double 1e-8 of a residual may remain where none should). Residuals at the level of
    /// rounding (100 + p times the precision times sum_k |a_k| |x_k| + |b|, an exact fit) count as 0. Only a zeta that
    /// exceeds the corner by more than that is refused: no such row was absorbed. That nothing is refused does not prove
    /// that a row was.
    /// </para>
    /// <para>
    /// Columns of zeros do no harm. Where columns depend on each other, every row is refused: absorb a diagonal first.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">The rows have another number of columns or the workspace is too short.</exception>
    public RowRemoval Remove(TriangularFactor<T> factor, ReadOnlyMatrixView<T> rows, Span<T> workspace)
    {
        int columns = factor.Columns, order = factor.Order;
        Throw.IfColumnsDiffer(rows.Columns, order);
        Throw.IfShorter(workspace.Length, RemovalWorkspaceLength(columns, factor.RightHandSides), "workspace");
        Span<T> row = workspace[..order], carried = workspace.Slice(order, order);
        Span<T> rounding = workspace.Slice(2 * order, order), corner = workspace[(3 * order)..];
        MeasureRounding(factor, rounding, carried);
        foreach (T level in rounding)
            if (!T.IsFinite(level))
                return new(0, rows.Rows, double.NaN, RowRefusal.NotFinite);

        double smallest = 1;
        for (int index = 0; index < rows.Rows; index++)
        {
            for (int column = 0; column < order; column++)
                row[column] = rows[index, column];
            T margin = Project(factor, row, rounding);
            if (T.IsNaN(margin))
                return new(index, rows.Rows, double.NaN, RowRefusal.NotFinite);
            smallest = Math.Min(smallest, double.CreateChecked(margin));
            if (margin <= SmallestMargin)
                return new(index, rows.Rows, smallest, RowRefusal.Unsafe);

            T alpha = T.Sqrt(margin);
            foreach (ref T residual in row[columns..])
                residual /= alpha;
            carried[..columns].Clear();
            row[columns..].CopyTo(carried[columns..]);
            RowRefusal refusal = RemoveFromCorner(factor, row[columns..], rounding[columns..], alpha, corner);
            if (refusal != RowRefusal.None)
                return new(index, rows.Rows, refusal == RowRefusal.NotFinite ? double.NaN : smallest, refusal);
            RotateOut(factor, row[..columns], alpha, carried);
        }

        return new(rows.Rows, rows.Rows, smallest, RowRefusal.None);
    }

    /// <summary>
    /// What counts as rounding: of each column a multiple of its largest element, of each right-hand side as much of all
    /// that cancels in its residual.
    /// </summary>
    private void MeasureRounding(TriangularFactor<T> factor, Span<T> rounding, Span<T> unknowns)
    {
        int columns = factor.Columns;
        T level = RoundingLevel(columns);
        rounding.Clear();
        for (int k = 0; k < factor.Order; k++)
        {
            ReadOnlySpan<T> elements = factor.Row(k);
            for (int column = k; column < factor.Order; column++)
                rounding[column] = T.Max(rounding[column], T.Abs(elements[column - k]) * level);
        }

        for (int side = columns; side < factor.Order; side++)
            for (int k = columns - 1; k >= 0; k--)
            {
                T known = Dot(factor.Row(k)[1..(columns - k)], unknowns[(k + 1)..]);
                unknowns[k] = factor[k, k] == T.Zero ? T.Zero : (factor[k, side] - known) / factor[k, k];
                rounding[side] += T.Abs(unknowns[k]) * rounding[k];
            }
    }

    /// <summary>
    /// Overwrites the row (a, b) with q of R'q = a and the residuals b - a'x. Returns 1 - q'q, 0 where a column
    /// depends on those before it or the row reaches into a column of zeros, and NaN where the row is not finite.
    /// </summary>
    private T Project(TriangularFactor<T> factor, Span<T> row, ReadOnlySpan<T> rounding)
    {
        T margin = T.One;
        foreach (T element in row)
            if (!T.IsFinite(element))
                return T.NaN;
        for (int k = 0; k < factor.Columns; k++)
        {
            if (rounding[k] == T.Zero && row[k] == T.Zero)
                continue;
            if (T.Abs(factor[k, k]) <= rounding[k])
                return T.Zero;

            T value = row[k] /= factor[k, k];
            margin -= value * value;
            AddScaled(factor.Row(k)[1..], -value, row[(k + 1)..]);
        }

        return margin;
    }

    /// <summary>
    /// Turns (q; alpha) to (0; 1), last element first, and with it the rows of R and the row carried along.
    /// </summary>
    private static void RotateOut(TriangularFactor<T> factor, ReadOnlySpan<T> q, T alpha, Span<T> carried)
    {
        for (int k = q.Length - 1; k >= 0; k--)
        {
            if (q[k] == T.Zero)
                continue;
            T length = T.Sqrt(alpha * alpha + q[k] * q[k]);
            Rotate(factor.Row(k), carried[k..], alpha / length, q[k] / length);
            alpha = length;
        }
    }

    /// <summary>(x, y) becomes (cosine x - sine y, cosine y + sine x).</summary>
    private static void Rotate(Span<T> x, Span<T> y, T cosine, T sine)
    {
        y = y[..x.Length];
        for (int i = 0; i < x.Length; i++)
            (x[i], y[i]) = (cosine * x[i] - sine * y[i], cosine * y[i] + sine * x[i]);
    }
}
