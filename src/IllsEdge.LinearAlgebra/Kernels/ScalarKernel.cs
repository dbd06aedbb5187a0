using System.Runtime.CompilerServices;

namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>One element a register: the definition the vector kernels are tested against.</summary>
internal readonly struct ScalarKernel<T> : IKernel<T, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int Lanes => 1;

    public static T Load(ref readonly T source) => source;

    public static void Store(T value, ref T destination) => destination = value;

    public static T Broadcast(T value) => value;

    public static T Add(T left, T right) => left + right;

    public static T Multiply(T left, T right) => left * right;

    public static T MultiplyAdd(T left, T right, T addend) => T.MultiplyAddEstimate(left, right, addend);

    public static T Sum(T value) => value;

    public static void Sums(T a, T b, T c, T d, ref T destination)
    {
        destination = a;
        Unsafe.Add(ref destination, 1) = b;
        Unsafe.Add(ref destination, 2) = c;
        Unsafe.Add(ref destination, 3) = d;
    }
}
