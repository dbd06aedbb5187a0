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
            SumsOfTwo(a, b).StoreUnsafe(ref destination);
            SumsOfTwo(c, d).StoreUnsafe(ref destination, 2);
            return;
        }

        Vector256Kernel<T>.Sums(Fold(a), Fold(b), Fold(c), Fold(d), ref destination);
    }

    // Neighbouring lanes first, left beside right, so that every further addition counts for both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> SumsOfTwo(Vector512<T> left, Vector512<T> right)
    {
        Vector512<double> a = left.AsDouble(), b = right.AsDouble();
        Vector512<double> neighbours = Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b);
        return Vector256Kernel<T>.Fold(Fold(neighbours.As<double, T>()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fold(Vector512<T> value) => value.GetLower() + value.GetUpper();
}
