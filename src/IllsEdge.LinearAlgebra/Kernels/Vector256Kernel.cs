using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>4 doubles or 8 floats: AVX2.</summary>
internal readonly struct Vector256Kernel<T> : IKernel<T, Vector256<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Lanes => Vector256<T>.Count;

    public static Vector256<T> Load(ref readonly T source) => Vector256.LoadUnsafe(in source);

    public static void Store(Vector256<T> value, ref T destination) => value.StoreUnsafe(ref destination);

    public static Vector256<T> Broadcast(T value) => Vector256.Create(value);

    public static Vector256<T> Add(Vector256<T> left, Vector256<T> right) => left + right;

    public static Vector256<T> Multiply(Vector256<T> left, Vector256<T> right) => left * right;

    public static Vector256<T> MultiplyAdd(Vector256<T> left, Vector256<T> right, Vector256<T> addend) =>
        typeof(T) == typeof(double)
            ? Vector256.MultiplyAddEstimate(left.AsDouble(), right.AsDouble(), addend.AsDouble()).As<double, T>()
            : Vector256.MultiplyAddEstimate(left.AsSingle(), right.AsSingle(), addend.AsSingle()).As<float, T>();

    // Halves are added as registers; Vector256.Sum adds each half up on its own, which is twice the work.
    public static T Sum(Vector256<T> value) => Vector128.Sum(Fold(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Sums(
        Vector256<T> a, Vector256<T> b, Vector256<T> c, Vector256<T> d, ref T destination)
    {
        if (typeof(T) == typeof(double) && Avx.IsSupported)
        {
            Fold(Avx.HorizontalAdd(a.AsDouble(), b.AsDouble()).As<double, T>()).StoreUnsafe(ref destination);
            Fold(Avx.HorizontalAdd(c.AsDouble(), d.AsDouble()).As<double, T>()).StoreUnsafe(ref destination, 2);
            return;
        }

        Vector128Kernel<T>.Sums(Fold(a), Fold(b), Fold(c), Fold(d), ref destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector128<T> Fold(Vector256<T> value) => value.GetLower() + value.GetUpper();
}
