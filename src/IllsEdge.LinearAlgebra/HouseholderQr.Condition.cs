namespace IllsEdge.LinearAlgebra;

/// <content>The condition of R in original units.</content>
public abstract partial class HouseholderQr<T>
{
    private const int MaximumEstimates = 5;

    /// <summary>Elements of workspace that <see cref="Condition"/> needs.</summary>
    public static int ConditionWorkspaceLength(int columns) => checked(2 * columns);

    /// <summary>
    /// Estimates the condition ||R||_1 ||R^-1||_1 of the unknowns' triangle in original units. p^2 flops for the norm of R
    /// and as many for each of 4 to 11 solves with R or R'.
    /// </summary>
    /// <param name="factor">Factor of p columns; unchanged.</param>
    /// <param name="workspace">At least <see cref="ConditionWorkspaceLength"/> elements; overwritten.</param>
    /// <returns>
    /// Never above the true value but for rounding, seldom below a third of it. Infinite where a diagonal element is 0,
    /// where an element is not finite, or where the condition leaves the range of <typeparamref name="T"/>.
    /// </returns>
    /// <remarks>
    /// Within a factor p of the condition of A in the 2-norm. <see cref="FactorRank.Condition"/> scales every column to
    /// length 1 first and says how far the columns depend on each other, which is what bounds the accuracy of
    /// <see cref="Solve"/> (van der Sluis 1969). This one takes the columns as they are, so that it also grows with the
    /// differences between their units: it tells how well a change of all unknowns in common units is determined, as a
    /// solver that regularises or iterates feels it. (Hager 1984; Higham 1988, algorithm 674; LAPACK's dtrcon and dlacn2.)
    /// </remarks>
    /// <exception cref="ArgumentException">The workspace is too short.</exception>
    public double Condition(TriangularFactor<T> factor, Span<T> workspace)
    {
        int columns = factor.Columns;
        Throw.IfShorter(workspace.Length, ConditionWorkspaceLength(columns), "workspace");
        Span<T> vector = workspace[..columns], signs = workspace.Slice(columns, columns);
        T largest = T.Zero;
        for (int k = 0; k < columns; k++)
            foreach (T element in factor.Row(k)[..(columns - k)])
                largest = T.Max(largest, T.Abs(element));
        if (!IsRegular(factor) || !T.IsFinite(largest))
            return double.PositiveInfinity;

        // R over its largest element, as vectors that are multiplied by it: so small that products with R do not
        // overflow before the solution grows by one over the square of the precision.
        T precision = T.BitIncrement(T.One) - T.One;
        T unit = largest > T.One ? largest * precision * precision : largest;
        double norm = double.CreateChecked(LargestColumnSum(factor, largest, signs));
        double inverse = double.CreateChecked(EstimateInverse(factor, unit, vector, signs) / (unit / largest));
        double condition = norm * inverse;
        return double.IsNaN(condition) ? double.PositiveInfinity : condition;
    }

    private static T LargestColumnSum(TriangularFactor<T> factor, T unit, Span<T> sums)
    {
        sums.Clear();
        for (int k = 0; k < factor.Columns; k++)
            for (int column = k; column < factor.Columns; column++)
                sums[column] += T.Abs(factor[k, column]) / unit;
        T largest = T.Zero;
        foreach (T sum in sums)
            largest = T.Max(largest, sum);
        return largest;
    }

    /// <summary>Estimates unit ||R^-1||_1: climbs from unit vector to unit vector, then tries one that alternates.</summary>
    private T EstimateInverse(TriangularFactor<T> factor, T unit, Span<T> vector, Span<T> signs)
    {
        int columns = vector.Length;
        vector.Fill(unit / T.CreateChecked(columns));
        SolveUpper(factor, vector);
        T estimate = SumOfSizes(vector);
        TakeSigns(vector, signs);

        int best = -1;
        for (int trial = 1; trial < MaximumEstimates; trial++)
        {
            for (int k = 0; k < columns; k++)
                vector[k] = signs[k] * unit;
            SolveTransposed(factor, vector);
            int next = IndexOfLargest(vector);
            if (best >= 0 && T.Abs(vector[next]) <= T.Abs(vector[best]))
                break;

            best = next;
            vector.Clear();
            vector[best] = unit;
            SolveUpper(factor, vector);
            T sum = SumOfSizes(vector);
            if (!(sum > estimate))
                break;
            estimate = sum;
            if (!TakeSigns(vector, signs))
                break;
        }

        for (int k = 0; k < columns; k++)
        {
            T size = T.One + T.CreateChecked(k) / T.CreateChecked(Math.Max(1, columns - 1));
            vector[k] = unit * (k % 2 == 0 ? size : -size);
        }

        SolveUpper(factor, vector);
        return T.Max(estimate, T.CreateChecked(2) * SumOfSizes(vector) / T.CreateChecked(3 * columns));
    }

    private static T SumOfSizes(ReadOnlySpan<T> vector)
    {
        T sum = T.Zero;
        foreach (T element in vector)
            sum += T.Abs(element);
        return sum;
    }

    private static int IndexOfLargest(ReadOnlySpan<T> vector)
    {
        int index = 0;
        for (int k = 1; k < vector.Length; k++)
            if (T.Abs(vector[k]) > T.Abs(vector[index]))
                index = k;
        return index;
    }

    /// <summary>Writes the signs of a vector and says whether one of them is new.</summary>
    private static bool TakeSigns(ReadOnlySpan<T> vector, Span<T> signs)
    {
        bool changed = false;
        for (int k = 0; k < vector.Length; k++)
        {
            T sign = T.CopySign(T.One, vector[k]);
            changed |= sign != signs[k];
            signs[k] = sign;
        }

        return changed;
    }
}
