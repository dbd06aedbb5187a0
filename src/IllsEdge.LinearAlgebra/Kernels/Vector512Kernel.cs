using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>8 doubles or 16 floats: AVX-512.</summary>
internal readonly struct Vector512Kernel<T> : IKernel<T, Vector512<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Lanes => Vector512<T>.Count;

    public static Vector512<T> Load(ref readonly T source) => Vector512.LoadUnsafe(in source);

    public static void Store(Vector512<T> value, ref T destination) => value.StoreUnsafe(ref destination);

    public static Vector512<T> Broadcast(T value) => Vector512.Create(value);

    public static Vector512<T> Add(Vector512<T> left, Vector512<T> right) => left + right;

    public static Vector512<T> Multiply(Vector512<T> left, Vector512<T> right) => left * right;

    public static Vector512<T> MultiplyAdd(Vector512<T> left, Vector512<T> right, Vector512<T> addend) =>
        typeof(T) == typeof(double)
            ? Vector512.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>()
            : Vector512.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();

    public static T Sum(Vector512<T> value) => Vector256Kernel<T>.Sum(Fold(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sums(
        Vector512<T> a, Vector512<T> b, Vector512<T> c, Vector512<T> d, ref T destination)
    {
        if (typeof(T) == typeof(double) && Avx512F.IsSupported)
        {
            Vector256Kernel<T>.Fold(Fold(AddNeighbours(a.AsDouble(), b.AsDouble()).As<double, T>())).StoreUnsafe(ref destination);
            Vector256Kernel<T>.Fold(Fold(AddNeighbours(c.AsDouble(), d.AsDouble()).As<double, T>())).StoreUnsafe(ref destination, 2);
            return;
        }

        Vector256Kernel<T>.Sums(Fold(a), Fold(b), Fold(c), Fold(d), ref destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AddNeighbours(Vector512<double> left, Vector512<double> right) =>
        Avx512F.UnpackLow(left, right) + Avx512F.UnpackHigh(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fold(Vector512<T> value) => value.GetLower() + value.GetUpper();
}
