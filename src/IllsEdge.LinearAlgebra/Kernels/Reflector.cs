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

    /// <summary>Applies the reflector to one column behind it.</summary>
    /// <param name="reflector">Tail of v.</param>
    /// <param name="scale">Scale of the reflector.</param>
    /// <param name="element">R_jk.</param>
    /// <param name="column">Column k of the block.</param>
    public static void Apply(ref T reflector, T scale, ref T element, ref T column)
    {
        ReadOnlySpan<T> tail = MemoryMarshal.CreateReadOnlySpan(ref reflector, Length);
        Span<T> target = MemoryMarshal.CreateSpan(ref column, Length);
        T change = -scale * (element + Vectors<T, TKernel, TRegister>.Dot(tail, target));
        element += change;
        Vectors<T, TKernel, TRegister>.AddScaled(tail, change, target);
    }

    /// <summary>
    /// Applies two neighbouring reflectors to the columns behind them in one sweep, while both stay in registers: a column
    /// is loaded and stored once for both.
    /// </summary>
    /// <param name="first">Tail of the first v; the second v stands one stride behind it, the columns behind that.</param>
    /// <param name="firstScale">Scale of the first reflector.</param>
    /// <param name="secondScale">Scale of the second.</param>
    /// <param name="firstRow">R_jj; R_jk is k elements behind it.</param>
    /// <param name="secondRow">R_(j+1),j+1; R_(j+1)k is k - 1 elements behind it.</param>
    /// <param name="count">Columns from the first reflector's own on.</param>
    /// <param name="stride">Distance between two columns of the block.</param>
    /// <remarks>
    /// The second reflector sees the column after the first: v2'(c + a v1) = v2'c + a v2'v1, so both dot products are taken
    /// of the same c (Bischof and Van Loan 1987, the WY form for two). The elements 1 of v1 and v2 stand in different rows of
    /// R, so v2'v1 is that of the tails. A column costs eight loads, eight stores and 32 multiply-adds. No tail: a block is
    /// exactly eight registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sweep(
        ref T first, T firstScale, T secondScale, ref T firstRow, ref T secondRow, int count, int stride)
    {
        int lanes = TKernel.Lanes;
        ref T second = ref Unsafe.Add(ref first, stride);
        T overlap = Vectors<T, TKernel, TRegister>.Dot(
            MemoryMarshal.CreateSpan(ref first, Length), MemoryMarshal.CreateSpan(ref second, Length));
        TRegister v0 = TKernel.Load(ref first);
        TRegister v1 = TKernel.Load(ref Unsafe.Add(ref first, lanes));
        TRegister v2 = TKernel.Load(ref Unsafe.Add(ref first, 2 * lanes));
        TRegister v3 = TKernel.Load(ref Unsafe.Add(ref first, 3 * lanes));
        TRegister v4 = TKernel.Load(ref Unsafe.Add(ref first, 4 * lanes));
        TRegister v5 = TKernel.Load(ref Unsafe.Add(ref first, 5 * lanes));
        TRegister v6 = TKernel.Load(ref Unsafe.Add(ref first, 6 * lanes));
        TRegister v7 = TKernel.Load(ref Unsafe.Add(ref first, 7 * lanes));
        TRegister u0 = TKernel.Load(ref second);
        TRegister u1 = TKernel.Load(ref Unsafe.Add(ref second, lanes));
        TRegister u2 = TKernel.Load(ref Unsafe.Add(ref second, 2 * lanes));
        TRegister u3 = TKernel.Load(ref Unsafe.Add(ref second, 3 * lanes));
        TRegister u4 = TKernel.Load(ref Unsafe.Add(ref second, 4 * lanes));
        TRegister u5 = TKernel.Load(ref Unsafe.Add(ref second, 5 * lanes));
        TRegister u6 = TKernel.Load(ref Unsafe.Add(ref second, 6 * lanes));
        TRegister u7 = TKernel.Load(ref Unsafe.Add(ref second, 7 * lanes));

        firstScale = -firstScale;
        secondScale = -secondScale;
        for (int k = 2; k < count; k++)
        {
            ref T column = ref Unsafe.Add(ref first, (nint)k * stride);
            TRegister c0 = TKernel.Load(ref column);
            TRegister c1 = TKernel.Load(ref Unsafe.Add(ref column, lanes));
            TRegister c2 = TKernel.Load(ref Unsafe.Add(ref column, 2 * lanes));
            TRegister c3 = TKernel.Load(ref Unsafe.Add(ref column, 3 * lanes));
            TRegister c4 = TKernel.Load(ref Unsafe.Add(ref column, 4 * lanes));
            TRegister c5 = TKernel.Load(ref Unsafe.Add(ref column, 5 * lanes));
            TRegister c6 = TKernel.Load(ref Unsafe.Add(ref column, 6 * lanes));
            TRegister c7 = TKernel.Load(ref Unsafe.Add(ref column, 7 * lanes));

            TRegister dot0 = TKernel.MultiplyAdd(v1, c1, TKernel.Multiply(v0, c0));
            TRegister dot1 = TKernel.MultiplyAdd(v3, c3, TKernel.Multiply(v2, c2));
            TRegister dot2 = TKernel.MultiplyAdd(u1, c1, TKernel.Multiply(u0, c0));
            TRegister dot3 = TKernel.MultiplyAdd(u3, c3, TKernel.Multiply(u2, c2));
            dot0 = TKernel.MultiplyAdd(v4, c4, dot0);
            dot1 = TKernel.MultiplyAdd(v5, c5, dot1);
            dot2 = TKernel.MultiplyAdd(u4, c4, dot2);
            dot3 = TKernel.MultiplyAdd(u5, c5, dot3);
            dot0 = TKernel.MultiplyAdd(v6, c6, dot0);
            dot1 = TKernel.MultiplyAdd(v7, c7, dot1);
            dot2 = TKernel.MultiplyAdd(u6, c6, dot2);
            dot3 = TKernel.MultiplyAdd(u7, c7, dot3);

            ref T firstElement = ref Unsafe.Add(ref firstRow, k);
            T firstChange = firstScale * (firstElement + TKernel.Sum(TKernel.Add(dot0, dot1)));
            firstElement += firstChange;

            ref T secondElement = ref Unsafe.Add(ref secondRow, k - 1);
            T secondDot = T.MultiplyAddEstimate(firstChange, overlap, TKernel.Sum(TKernel.Add(dot2, dot3)));
            T secondChange = secondScale * (secondElement + secondDot);
            secondElement += secondChange;

            TRegister a = TKernel.Broadcast(firstChange);
            TRegister b = TKernel.Broadcast(secondChange);
            TKernel.Store(
                TKernel.MultiplyAdd(b, u0, TKernel.MultiplyAdd(a, v0, c0)), ref column);
            TKernel.Store(
                TKernel.MultiplyAdd(b, u1, TKernel.MultiplyAdd(a, v1, c1)), ref Unsafe.Add(ref column, lanes));
            TKernel.Store(
                TKernel.MultiplyAdd(b, u2, TKernel.MultiplyAdd(a, v2, c2)), ref Unsafe.Add(ref column, 2 * lanes));
            TKernel.Store(
                TKernel.MultiplyAdd(b, u3, TKernel.MultiplyAdd(a, v3, c3)), ref Unsafe.Add(ref column, 3 * lanes));
            TKernel.Store(
                TKernel.MultiplyAdd(b, u4, TKernel.MultiplyAdd(a, v4, c4)), ref Unsafe.Add(ref column, 4 * lanes));
            TKernel.Store(
                TKernel.MultiplyAdd(b, u5, TKernel.MultiplyAdd(a, v5, c5)), ref Unsafe.Add(ref column, 5 * lanes));
            TKernel.Store(
                TKernel.MultiplyAdd(b, u6, TKernel.MultiplyAdd(a, v6, c6)), ref Unsafe.Add(ref column, 6 * lanes));
            TKernel.Store(
                TKernel.MultiplyAdd(b, u7, TKernel.MultiplyAdd(a, v7, c7)), ref Unsafe.Add(ref column, 7 * lanes));
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
