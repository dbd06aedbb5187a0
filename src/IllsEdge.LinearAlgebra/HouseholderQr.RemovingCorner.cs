namespace IllsEdge.LinearAlgebra;

/// <content>Removing a row's residuals from the corner S of the factor that belongs to the right-hand sides alone.</content>
public abstract partial class HouseholderQr<T>
{
    /// <summary>
    /// S'S becomes S'S - zeta zeta', by hyperbolic rotations in mixed form (Bojanczyk, Brent, Van Dooren and de Hoog 1987).
    /// </summary>
    /// <param name="factor">Factor whose corner is changed; unchanged where the answer is a refusal.</param>
    /// <param name="zeta">The row's residuals over alpha; destroyed.</param>
    /// <param name="rounding">What counts as rounding in each right-hand side's residuals.</param>
    /// <param name="alpha">The root of 1 - leverage; rounding grows by one over it, and over the cosine of each rotation.</param>
    /// <param name="saved">Memory to restore the corner from.</param>
    /// <returns>Foreign where a residual is larger than what the corner holds of it.</returns>
    private static RowRefusal RemoveFromCorner(
        TriangularFactor<T> factor, Span<T> zeta, ReadOnlySpan<T> rounding, T alpha, Span<T> saved)
    {
        int columns = factor.Columns, sides = factor.RightHandSides;
        for (int k = 0; k < sides; k++)
            factor.Row(columns + k).CopyTo(saved[(k * sides)..]);

        for (int k = 0; k < sides; k++)
        {
            Span<T> row = factor.Row(columns + k);
            T size = T.Abs(row[0]), excess = T.Abs(zeta[k]) - size;
            if (!(excess <= rounding[k] / alpha))
            {
                for (int i = 0; i < sides; i++)
                    saved.Slice(i * sides, sides - i).CopyTo(factor.Row(columns + i));
                return T.IsNaN(excess) ? RowRefusal.NotFinite : RowRefusal.Foreign;
            }

            if (size <= rounding[k])
                FoldDown(factor, columns + k);
            else
                alpha *= RotateHyperbolically(row, zeta[k..]);
        }

        return RowRefusal.None;
    }

    /// <summary>
    /// Turns a row whose diagonal is rounding into the rows below it and leaves 0: its direction is an accident, and the
    /// residuals of other right-hand sides that lie in it shall be found below.
    /// </summary>
    private static void FoldDown(TriangularFactor<T> factor, int index)
    {
        Span<T> row = factor.Row(index);
        for (int k = index + 1; k < factor.Order; k++)
        {
            Span<T> below = factor.Row(k);
            T length = Length(below[0], row[k - index]);
            if (length > T.Zero)
                Rotate(row[(k - index)..], below, below[0] / length, row[k - index] / length);
        }

        row.Clear();
    }

    /// <summary>
    /// x becomes (x - sine y) / cosine with sine = y_0 / x_0, and y what its rotation with the new x leaves of it. Returns
    /// the cosine. A sine that rounding has made 1 or more is taken for the last number before 1.
    /// </summary>
    private static T RotateHyperbolically(Span<T> x, Span<T> y)
    {
        T limit = T.BitDecrement(T.One), sine = T.Clamp(y[0] / x[0], -limit, limit);
        T cosine = T.Sqrt((T.One - sine) * (T.One + sine));
        for (int i = 1; i < x.Length; i++)
        {
            x[i] = (x[i] - sine * y[i]) / cosine;
            y[i] = cosine * y[i] - sine * x[i];
        }

        x[0] *= cosine;
        return cosine;
    }

    /// <summary>The length of (x, y), whatever their squares do.</summary>
    private static T Length(T x, T y)
    {
        T larger = T.Max(T.Abs(x), T.Abs(y));
        if (!(larger > T.Zero))
            return larger;
        x /= larger;
        y /= larger;
        return larger * T.Sqrt(x * x + y * y);
    }
}
