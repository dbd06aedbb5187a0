using System.Runtime.Intrinsics;

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

    public static T Sum(Vector512<T> value) => Vector256Kernel<T>.Sum(value.GetLower() + value.GetUpper());
}
