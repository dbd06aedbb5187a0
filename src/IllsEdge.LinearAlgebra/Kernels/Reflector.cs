using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>
/// The reflector H = I - scale v v' with v = (1; tail) that maps (pivot; column) to (beta; 0), for a column of exactly
/// eight registers (<see cref="HouseholderQr{T}.Registers"/>).
/// </summary>
internal static class Reflector<T, TKernel, TRegister>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T, TRegister>
    where TRegister : struct
{
    /// <summary>Below this sum, squares that underflowed could matter; above the other end it has overflowed.</summary>
    private static readonly T SmallestSafeSum = T.ScaleB(T.One, typeof(T) == typeof(double) ? -969 : -102);

    private static int Length => HouseholderQr<T>.Registers * TKernel.Lanes;

    /// <summary>Makes the reflector (LAPACK's dlarfg) and overwrites what it reflects.</summary>
    /// <param name="pivot">R_jj; on return beta = -sign(pivot) ||(pivot; column)||.</param>
    /// <param name="column">The block's column; on return the tail of v.</param>
    /// <returns>The scale of the reflector; 0 where the column is zero and nothing needs reflecting.</returns>
    public static T Make(ref T pivot, ref T column)
    {
        Span<T> tail = MemoryMarshal.CreateSpan(ref column, Length);
        T sum = Vectors<T, TKernel, TRegister>.Dot(tail, tail);
        T total = T.MultiplyAddEstimate(pivot, pivot, sum);
        if (total < SmallestSafeSum || !T.IsFinite(total))
            return MakeScaled(ref pivot, tail);
        if (sum == T.Zero)
            return T.Zero;

        T beta = T.CopySign(T.Sqrt(total), -pivot);
        Scale(tail, T.One / (pivot - beta));
        T scale = (beta - pivot) / beta;
        pivot = beta;
        return scale;
    }

    /// <summary>Applies the reflector to the columns behind it, while it stays in registers.</summary>
    /// <param name="reflector">Tail of v; column k of the block starts k strides behind it.</param>
    /// <param name="scale">Scale of the reflector.</param>
    /// <param name="row">R_jj; R_jk is k elements behind it.</param>
    /// <param name="count">Columns from the reflector's own on.</param>
    /// <param name="stride">Distance between two columns of the block.</param>
    /// <remarks>
    /// A column costs eight loads, eight stores and sixteen multiply-adds. No tail: a block is exactly eight registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sweep(ref T reflector, T scale, ref T row, int count, int stride)
    {
        int lanes = TKernel.Lanes;
        TRegister v0 = TKernel.Load(ref reflector);
        TRegister v1 = TKernel.Load(ref Unsafe.Add(ref reflector, lanes));
        TRegister v2 = TKernel.Load(ref Unsafe.Add(ref reflector, 2 * lanes));
        TRegister v3 = TKernel.Load(ref Unsafe.Add(ref reflector, 3 * lanes));
        TRegister v4 = TKernel.Load(ref Unsafe.Add(ref reflector, 4 * lanes));
        TRegister v5 = TKernel.Load(ref Unsafe.Add(ref reflector, 5 * lanes));
        TRegister v6 = TKernel.Load(ref Unsafe.Add(ref reflector, 6 * lanes));
        TRegister v7 = TKernel.Load(ref Unsafe.Add(ref reflector, 7 * lanes));

        for (int k = 1; k < count; k++)
        {
            ref T column = ref Unsafe.Add(ref reflector, (nint)k * stride);
            TRegister c0 = TKernel.Load(ref column);
            TRegister c1 = TKernel.Load(ref Unsafe.Add(ref column, lanes));
            TRegister c2 = TKernel.Load(ref Unsafe.Add(ref column, 2 * lanes));
            TRegister c3 = TKernel.Load(ref Unsafe.Add(ref column, 3 * lanes));
            TRegister c4 = TKernel.Load(ref Unsafe.Add(ref column, 4 * lanes));
            TRegister c5 = TKernel.Load(ref Unsafe.Add(ref column, 5 * lanes));
            TRegister c6 = TKernel.Load(ref Unsafe.Add(ref column, 6 * lanes));
            TRegister c7 = TKernel.Load(ref Unsafe.Add(ref column, 7 * lanes));

            // Four sums, so that four multiply-adds are under way at a time.
            TRegister sum0 = TKernel.MultiplyAdd(v4, c4, TKernel.Multiply(v0, c0));
            TRegister sum1 = TKernel.MultiplyAdd(v5, c5, TKernel.Multiply(v1, c1));
            TRegister sum2 = TKernel.MultiplyAdd(v6, c6, TKernel.Multiply(v2, c2));
            TRegister sum3 = TKernel.MultiplyAdd(v7, c7, TKernel.Multiply(v3, c3));
            T dot = TKernel.Sum(TKernel.Add(TKernel.Add(sum0, sum1), TKernel.Add(sum2, sum3)));

            ref T element = ref Unsafe.Add(ref row, k);
            T change = -scale * (element + dot);
            element += change;

            TRegister step = TKernel.Broadcast(change);
            TKernel.Store(TKernel.MultiplyAdd(step, v0, c0), ref column);
            TKernel.Store(TKernel.MultiplyAdd(step, v1, c1), ref Unsafe.Add(ref column, lanes));
            TKernel.Store(TKernel.MultiplyAdd(step, v2, c2), ref Unsafe.Add(ref column, 2 * lanes));
            TKernel.Store(TKernel.MultiplyAdd(step, v3, c3), ref Unsafe.Add(ref column, 3 * lanes));
            TKernel.Store(TKernel.MultiplyAdd(step, v4, c4), ref Unsafe.Add(ref column, 4 * lanes));
            TKernel.Store(TKernel.MultiplyAdd(step, v5, c5), ref Unsafe.Add(ref column, 5 * lanes));
            TKernel.Store(TKernel.MultiplyAdd(step, v6, c6), ref Unsafe.Add(ref column, 6 * lanes));
            TKernel.Store(TKernel.MultiplyAdd(step, v7, c7), ref Unsafe.Add(ref column, 7 * lanes));
        }
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
        for (int i = 0; i < Length; i += TKernel.Lanes)
        {
            ref T target = ref Unsafe.Add(ref first, i);
            TKernel.Store(TKernel.Multiply(register, TKernel.Load(ref target)), ref target);
        }
    }
}
