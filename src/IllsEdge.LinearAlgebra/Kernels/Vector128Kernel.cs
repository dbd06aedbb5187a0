using System.Runtime.Intrinsics;

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
}
