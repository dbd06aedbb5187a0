using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>Operations on vectors of any length: whole registers first, the tail element by element.</summary>
internal static class Vectors<T, TKernel, TRegister>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T, TRegister>
    where TRegister : struct
{
    /// <summary>The dot product x'y; <paramref name="y"/> is at least as long as <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Dot(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
    {
        Throw.IfShorter(y.Length, x.Length, "second vector");
        ref T left = ref MemoryMarshal.GetReference(x);
        ref T right = ref MemoryMarshal.GetReference(y);
        TRegister sum0 = TKernel.Broadcast(T.Zero), sum1 = sum0;
        int i = 0;
        for (; i <= x.Length - 2 * TKernel.Lanes; i += 2 * TKernel.Lanes)
        {
            sum0 = TKernel.MultiplyAdd(
                TKernel.Load(ref Unsafe.Add(ref left, i)), TKernel.Load(ref Unsafe.Add(ref right, i)), sum0);
            sum1 = TKernel.MultiplyAdd(
                TKernel.Load(ref Unsafe.Add(ref left, i + TKernel.Lanes)),
                TKernel.Load(ref Unsafe.Add(ref right, i + TKernel.Lanes)),
                sum1);
        }

        T sum = TKernel.Sum(TKernel.Add(sum0, sum1));
        for (; i < x.Length; i++)
            sum += Unsafe.Add(ref left, i) * Unsafe.Add(ref right, i);
        return sum;
    }

    /// <summary>y += scale x; <paramref name="y"/> is at least as long as <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(ReadOnlySpan<T> x, T scale, Span<T> y)
    {
        Throw.IfShorter(y.Length, x.Length, "second vector");
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T destination = ref MemoryMarshal.GetReference(y);
        TRegister factor = TKernel.Broadcast(scale);
        int i = 0;
        for (; i <= x.Length - TKernel.Lanes; i += TKernel.Lanes)
        {
            ref T target = ref Unsafe.Add(ref destination, i);
            TKernel.Store(
                TKernel.MultiplyAdd(factor, TKernel.Load(ref Unsafe.Add(ref source, i)), TKernel.Load(ref target)),
                ref target);
        }

        for (; i < x.Length; i++)
            Unsafe.Add(ref destination, i) += scale * Unsafe.Add(ref source, i);
    }
}
