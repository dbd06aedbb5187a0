using System.Diagnostics;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>The product of two matrices of order 1000 by OpenBLAS: what assembly by hand reaches of the peak.</summary>
internal static class MatrixMultiply
{
    private const int Order = 1000;

    /// <summary>GFLOP/s on one core, the best of <paramref name="runs"/>; null without OpenBLAS.</summary>
    public static double? Measure(int runs)
    {
        if (!OpenBlas.IsAvailable)
            return null;

        double[] a = new double[Order * Order], b = new double[Order * Order], c = new double[Order * Order];
        Array.Fill(a, 0.5);
        Array.Fill(b, 0.25);
        double best = double.PositiveInfinity;
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            OpenBlas.Dgemm(
                (byte)'N', (byte)'N', Order, Order, Order, 1, ref a[0], Order, ref b[0], Order, 0, ref c[0], Order);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return 2.0 * Order * Order * Order / best * 1e-9;
    }
}
