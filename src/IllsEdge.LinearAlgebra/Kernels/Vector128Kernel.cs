using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>2 doubles or 4 floats: SSE2 and NEON.</summary>
internal readonly struct Vector128Kernel<T> : IKernel<T, Vector128<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Lanes => Vector128<T>.Count;

    public static Vector128<T> Load(ref readonly T source) => Vector128.LoadUnsafe(in source);

    public static void Store(Vector128<T> value, ref T destination) => value.StoreUnsafe(ref destination);

    public static Vector128<T> Broadcast(T value) => Vector128.Create(value);

    public static Vector128<T> Add(Vector128<T> left, Vector128<T> right) => left + right;

    public static Vector128<T> Multiply(Vector128<T> left, Vector128<T> right) => left * right;

    public static Vector128<T> MultiplyAdd(Vector128<T> left, Vector128<T> right, Vector128<T> addend) =>
        typeof(T) == typeof(double)
            ? Vector128.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>()
            : Vector128.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();

    public static T Sum(Vector128<T> value) => Vector128.Sum(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sums(
        Vector128<T> a, Vector128<T> b, Vector128<T> c, Vector128<T> d, ref T destination)
    {
        Vector128<T> first = AddNeighbours(a, b), second = AddNeighbours(c, d);
        if (typeof(T) == typeof(double))
        {
            first.StoreUnsafe(ref destination);
            second.StoreUnsafe(ref destination, 2);
        }
        else
        {
            AddNeighbours(first, second).StoreUnsafe(ref destination);
        }
    }

    /// <summary>Sums of neighbouring lanes, those of <paramref name="left"/> first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> AddNeighbours(Vector128<T> left, Vector128<T> right)
    {
        if (typeof(T) == typeof(double))
        {
            Vector128<double> a = left.AsDouble(), b = right.AsDouble();
            return (Sse3.IsSupported ? Sse3.HorizontalAdd(a, b)
                : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.AddPairwise(a, b)
                : Vector128.Create(a[0] + a[1], b[0] + b[1])).As<double, T>();
        }

        Vector128<float> c = left.AsSingle(), d = right.AsSingle();
        return (Sse3.IsSupported ? Sse3.HorizontalAdd(c, d)
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.AddPairwise(c, d)
            : Vector128.Create(c[0] + c[1], c[2] + c[3], d[0] + d[1], d[2] + d[3])).As<float, T>();
    }
}
