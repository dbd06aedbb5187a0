namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>The working precision, and sums in twice the precision of double to measure it by.</summary>
internal static class Precision
{
    /// <summary>Distance from 1 to the next number: LAPACK's "precision", eps times base.</summary>
    public static double Epsilon<T>()
        where T : IBinaryFloatingPointIeee754<T> => double.CreateChecked(T.BitIncrement(T.One) - T.One);

    /// <summary>x'y as if computed in twice double's precision and rounded (Ogita, Rump, Oishi 2005, Dot2).</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0, correction = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double product = x[i] * y[i];
            double next = sum + product;
            double part = next - sum;
            correction += Math.FusedMultiplyAdd(x[i], y[i], -product) + (sum - (next - part)) + (product - part);
            sum = next;
        }

        return sum + correction;
    }

    /// <summary>Length of a vector whose squares neither overflow nor underflow.</summary>
    public static double Norm(ReadOnlySpan<double> x) => Math.Sqrt(Dot(x, x));
}
