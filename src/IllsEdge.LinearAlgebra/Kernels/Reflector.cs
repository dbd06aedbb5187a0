using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>
/// The reflector H = I - scale v v' with v = (1; tail) that maps (pivot; column) to (beta; 0), for a column that is a
/// whole number of registers high.
/// </summary>
internal static class Reflector<T, TKernel, TRegister>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T, TRegister>
    where TRegister : struct
{
    /// <summary>Below this sum, squares that underflowed could matter; above the other end it has overflowed.</summary>
    private static T SmallestSafeSum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => T.CreateTruncating(typeof(T) == typeof(double) ? 2e-292 : 2e-31);
    }

    /// <summary>Makes the reflector (LAPACK's dlarfg) and overwrites what it reflects.</summary>
    /// <param name="pivot">R_jj; on return beta = -sign(pivot) ||(pivot; column)||.</param>
    /// <param name="column">The block's column; on return the tail of v.</param>
    /// <param name="height">Elements of the column.</param>
    /// <returns>The scale of the reflector; 0 where the column is zero and nothing needs reflecting.</returns>
    public static T Make(ref T pivot, ref T column, int height)
    {
        Span<T> tail = MemoryMarshal.CreateSpan(ref column, height);
        T sum = Vectors<T, TKernel, TRegister>.Dot(tail, tail);
        T scale = Make(ref pivot, ref column, height, sum, out T factor);
        Scale(tail, factor);
        return scale;
    }

    /// <summary>The same but for the last pass over the column, which the caller joins with another.</summary>
    /// <param name="pivot">R_jj; on return beta.</param>
    /// <param name="column">The block's column.</param>
    /// <param name="height">Elements of the column.</param>
    /// <param name="sum">Sum of the column's squares.</param>
    /// <param name="factor">What the column is still to be multiplied by, to become the tail of v.</param>
    /// <returns>The scale of the reflector.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Make(ref T pivot, ref T column, int height, T sum, out T factor)
    {
        factor = T.One;
        T total = T.MultiplyAddEstimate(pivot, pivot, sum);
        if (total < SmallestSafeSum || !T.IsFinite(total))
            return MakeScaled(ref pivot, MemoryMarshal.CreateSpan(ref column, height));
        if (sum == T.Zero)
            return T.Zero;

        T beta = T.CopySign(T.Sqrt(total), -pivot);
        factor = T.One / (pivot - beta);
        T scale = (beta - pivot) / beta;
        pivot = beta;
        return scale;
    }

    /// <summary>Applies the reflector to one column behind it.</summary>
    /// <param name="reflector">Tail of v.</param>
    /// <param name="scale">Scale of the reflector.</param>
    /// <param name="element">R_jk.</param>
    /// <param name="column">Column k of the block.</param>
    /// <param name="height">Elements of the column.</param>
    public static void Apply(ref T reflector, T scale, ref T element, ref T column, int height)
    {
        ReadOnlySpan<T> tail = MemoryMarshal.CreateReadOnlySpan(ref reflector, height);
        Span<T> target = MemoryMarshal.CreateSpan(ref column, height);
        T change = -scale * (element + Vectors<T, TKernel, TRegister>.Dot(tail, target));
        element += change;
        Vectors<T, TKernel, TRegister>.AddScaled(tail, change, target);
    }

    /// <summary>
    /// The same where squares would overflow or underflow: everything is scaled by a power of two first, which is
    /// exact, and beta is scaled back.
    /// </summary>
    private static T MakeScaled(ref T pivot, Span<T> tail)
    {
        T largest = T.Zero;
        foreach (T element in tail)
            largest = T.MaxMagnitude(largest, element);
        if (largest == T.Zero)
            return T.Zero;

        largest = T.Abs(T.MaxMagnitude(largest, pivot));
        if (!T.IsFinite(largest))
        {
            pivot = T.NaN;
            return T.NaN;
        }

        int exponent = T.ILogB(largest);
        foreach (ref T element in tail)
            element = T.ScaleB(element, -exponent);
        T scaledPivot = T.ScaleB(pivot, -exponent);

        T beta = T.CopySign(
            T.Sqrt(scaledPivot * scaledPivot + Vectors<T, TKernel, TRegister>.Dot(tail, tail)), -scaledPivot);
        Scale(tail, T.One / (scaledPivot - beta));
        pivot = T.ScaleB(beta, exponent);
        return (beta - scaledPivot) / beta;
    }

    private static void Scale(Span<T> values, T factor)
    {
        ref T first = ref MemoryMarshal.GetReference(values);
        TRegister register = TKernel.Broadcast(factor);
        for (int i = 0; i < values.Length; i += TKernel.Lanes)
        {
            ref T target = ref Unsafe.Add(ref first, i);
            TKernel.Store(TKernel.Multiply(register, TKernel.Load(ref target)), ref target);
        }
    }
}
