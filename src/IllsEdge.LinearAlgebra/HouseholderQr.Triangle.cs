namespace IllsEdge.LinearAlgebra;

/// <content>Solving with the triangle itself, which leverages, covariance and condition share.</content>
public abstract partial class HouseholderQr<T>
{
    /// <summary>Whether every diagonal element of R is a number other than 0.</summary>
    private protected static bool IsRegular(TriangularFactor<T> factor)
    {
        for (int k = 0; k < factor.Columns; k++)
            if (factor[k, k] == T.Zero || !T.IsFinite(factor[k, k]))
                return false;
        return true;
    }

    /// <summary>
    /// Overwrites <paramref name="vector"/>, p long, with R^-T times itself. Its first <paramref name="zeros"/> elements
    /// are 0 and are skipped. p^2 flops.
    /// </summary>
    private void SolveTransposed(TriangularFactor<T> factor, Span<T> vector, int zeros = 0)
    {
        for (int k = zeros; k < factor.Columns; k++)
        {
            T value = vector[k] /= factor[k, k];
            AddScaled(factor.Row(k)[1..(factor.Columns - k)], -value, vector[(k + 1)..]);
        }
    }

    /// <summary>
    /// Overwrites <paramref name="vector"/> with R^-1 times itself. Where it is shorter than p, the elements that it does
    /// not have are 0. As many flops as the square of its length.
    /// </summary>
    private void SolveUpper(TriangularFactor<T> factor, Span<T> vector)
    {
        for (int k = vector.Length - 1; k >= 0; k--)
        {
            T known = Dot(factor.Row(k)[1..(vector.Length - k)], vector[(k + 1)..]);
            vector[k] = (vector[k] - known) / factor[k, k];
        }
    }
}
