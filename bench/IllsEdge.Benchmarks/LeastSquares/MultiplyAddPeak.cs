using System.Diagnostics;
using System.Runtime.Intrinsics;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>
/// The most that a core can do with registers of one width: multiply-adds on registers only, in so many independent
/// chains that none waits for its own result (two units of latency 4 or 5 need 8 to 10).
/// </summary>
internal static class MultiplyAddPeak
{
    private const int Chains = 12, Steps = 100_000;
    private const double Seconds = 0.5;

    private interface ILanes<TVector>
    {
        static abstract TVector All(double value);

        static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);
    }

    /// <summary>GFLOP/s on one core, a multiply-add being two: the best of many short runs.</summary>
    public static double Measure(Kernel kernel) => kernel.Bits switch
    {
        512 => Best<Lanes512, Vector512<double>>(Vector512<double>.Count),
        256 => Best<Lanes256, Vector256<double>>(Vector256<double>.Count),
        128 => Best<Lanes128, Vector128<double>>(Vector128<double>.Count),
        _ => Best<Lane, double>(1),
    };

    private static double Best<TLanes, TVector>(int lanes)
        where TLanes : ILanes<TVector>
        where TVector : struct, IEquatable<TVector>
    {
        double best = double.PositiveInfinity;
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin).TotalSeconds < Seconds)
        {
            long start = Stopwatch.GetTimestamp();
            TVector result = Run<TLanes, TVector>();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            if (result.Equals(default))
                throw new InvalidOperationException("The multiply-adds were not done.");
        }

        return 2.0 * lanes * Chains * Steps / best * 1e-9;
    }

    private static TVector Run<TLanes, TVector>()
        where TLanes : ILanes<TVector>
    {
        TVector x = TLanes.All(0.5), y = TLanes.All(0.25), one = TLanes.All(1);
        TVector a = one, b = one, c = one, d = one, e = one, f = one;
        TVector g = one, h = one, i = one, j = one, k = one, l = one;
        for (int step = 0; step < Steps; step++)
        {
            a = TLanes.MultiplyAdd(a, x, y);
            b = TLanes.MultiplyAdd(b, x, y);
            c = TLanes.MultiplyAdd(c, x, y);
            d = TLanes.MultiplyAdd(d, x, y);
            e = TLanes.MultiplyAdd(e, x, y);
            f = TLanes.MultiplyAdd(f, x, y);
            g = TLanes.MultiplyAdd(g, x, y);
            h = TLanes.MultiplyAdd(h, x, y);
            i = TLanes.MultiplyAdd(i, x, y);
            j = TLanes.MultiplyAdd(j, x, y);
            k = TLanes.MultiplyAdd(k, x, y);
            l = TLanes.MultiplyAdd(l, x, y);
        }

        a = TLanes.MultiplyAdd(a, b, c);
        d = TLanes.MultiplyAdd(d, e, f);
        g = TLanes.MultiplyAdd(g, h, i);
        j = TLanes.MultiplyAdd(j, k, l);
        return TLanes.MultiplyAdd(a, d, TLanes.MultiplyAdd(g, j, one));
    }

    private readonly struct Lanes512 : ILanes<Vector512<double>>
    {
        public static Vector512<double> All(double value) => Vector512.Create(value);

        public static Vector512<double> MultiplyAdd(Vector512<double> a, Vector512<double> b, Vector512<double> c) =>
            Vector512.FusedMultiplyAdd(a, b, c);
    }

    private readonly struct Lanes256 : ILanes<Vector256<double>>
    {
        public static Vector256<double> All(double value) => Vector256.Create(value);

        public static Vector256<double> MultiplyAdd(Vector256<double> a, Vector256<double> b, Vector256<double> c) =>
            Vector256.FusedMultiplyAdd(a, b, c);
    }

    private readonly struct Lanes128 : ILanes<Vector128<double>>
    {
        public static Vector128<double> All(double value) => Vector128.Create(value);

        public static Vector128<double> MultiplyAdd(Vector128<double> a, Vector128<double> b, Vector128<double> c) =>
            Vector128.FusedMultiplyAdd(a, b, c);
    }

    private readonly struct Lane : ILanes<double>
    {
        public static double All(double value) => value;

        public static double MultiplyAdd(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);
    }
}
