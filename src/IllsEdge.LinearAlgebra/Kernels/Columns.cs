using System.Runtime.CompilerServices;

namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>
/// The loops over the columns of a block, a whole number of registers high. What they do to how many columns at once
/// is chosen so that arithmetic, not loading, sets the pace: README.md has the count.
/// </summary>
internal static class Columns<T, TKernel, TRegister>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T, TRegister>
    where TRegister : struct
{
    /// <summary>The eight dot products of four columns v and two columns c, v'left before v'right.</summary>
    /// <param name="v">The first of four columns, <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance between two columns.</param>
    /// <param name="left">The first column c.</param>
    /// <param name="right">The second column c.</param>
    /// <param name="height">Elements of a column.</param>
    /// <param name="dots">Eight elements, overwritten.</param>
    /// <remarks>Six loads for eight multiply-adds, in eight independent chains.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Dots(ref T v, nint stride, ref T left, ref T right, nint height, ref T dots)
    {
        ref T v1 = ref Unsafe.Add(ref v, stride);
        ref T v2 = ref Unsafe.Add(ref v1, stride);
        ref T v3 = ref Unsafe.Add(ref v2, stride);
        TRegister left0 = TKernel.Broadcast(T.Zero), left1 = left0, left2 = left0, left3 = left0;
        TRegister right0 = left0, right1 = left0, right2 = left0, right3 = left0;
        for (nint i = 0; i < height; i += TKernel.Lanes)
        {
            TRegister l = TKernel.Load(ref Unsafe.Add(ref left, i));
            TRegister r = TKernel.Load(ref Unsafe.Add(ref right, i));
            TRegister u = TKernel.Load(ref Unsafe.Add(ref v, i));
            left0 = TKernel.MultiplyAdd(u, l, left0);
            right0 = TKernel.MultiplyAdd(u, r, right0);
            u = TKernel.Load(ref Unsafe.Add(ref v1, i));
            left1 = TKernel.MultiplyAdd(u, l, left1);
            right1 = TKernel.MultiplyAdd(u, r, right1);
            u = TKernel.Load(ref Unsafe.Add(ref v2, i));
            left2 = TKernel.MultiplyAdd(u, l, left2);
            right2 = TKernel.MultiplyAdd(u, r, right2);
            u = TKernel.Load(ref Unsafe.Add(ref v3, i));
            left3 = TKernel.MultiplyAdd(u, l, left3);
            right3 = TKernel.MultiplyAdd(u, r, right3);
        }

        TKernel.Sums(left0, left1, left2, left3, ref dots);
        TKernel.Sums(right0, right1, right2, right3, ref Unsafe.Add(ref dots, 4));
    }

    /// <summary>Adds to each of two columns a combination of four columns v.</summary>
    /// <param name="v">The first of four columns, <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance between two columns.</param>
    /// <param name="left">The first column to change.</param>
    /// <param name="right">The second one.</param>
    /// <param name="height">Elements of a column.</param>
    /// <param name="factors">Eight factors, those of the first column before those of the second.</param>
    /// <remarks>Six loads and two stores for eight multiply-adds.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref T v, nint stride, ref T left, ref T right, nint height, ref T factors)
    {
        ref T v1 = ref Unsafe.Add(ref v, stride);
        ref T v2 = ref Unsafe.Add(ref v1, stride);
        ref T v3 = ref Unsafe.Add(ref v2, stride);
        TRegister left0 = TKernel.Broadcast(factors);
        TRegister left1 = TKernel.Broadcast(Unsafe.Add(ref factors, 1));
        TRegister left2 = TKernel.Broadcast(Unsafe.Add(ref factors, 2));
        TRegister left3 = TKernel.Broadcast(Unsafe.Add(ref factors, 3));
        TRegister right0 = TKernel.Broadcast(Unsafe.Add(ref factors, 4));
        TRegister right1 = TKernel.Broadcast(Unsafe.Add(ref factors, 5));
        TRegister right2 = TKernel.Broadcast(Unsafe.Add(ref factors, 6));
        TRegister right3 = TKernel.Broadcast(Unsafe.Add(ref factors, 7));
        for (nint i = 0; i < height; i += TKernel.Lanes)
        {
            TRegister l = TKernel.Load(ref Unsafe.Add(ref left, i));
            TRegister r = TKernel.Load(ref Unsafe.Add(ref right, i));
            TRegister u = TKernel.Load(ref Unsafe.Add(ref v, i));
            l = TKernel.MultiplyAdd(u, left0, l);
            r = TKernel.MultiplyAdd(u, right0, r);
            u = TKernel.Load(ref Unsafe.Add(ref v1, i));
            l = TKernel.MultiplyAdd(u, left1, l);
            r = TKernel.MultiplyAdd(u, right1, r);
            u = TKernel.Load(ref Unsafe.Add(ref v2, i));
            l = TKernel.MultiplyAdd(u, left2, l);
            r = TKernel.MultiplyAdd(u, right2, r);
            u = TKernel.Load(ref Unsafe.Add(ref v3, i));
            TKernel.Store(TKernel.MultiplyAdd(u, left3, l), ref Unsafe.Add(ref left, i));
            TKernel.Store(TKernel.MultiplyAdd(u, right3, r), ref Unsafe.Add(ref right, i));
        }
    }

    /// <summary>Scales one of four columns v and takes its dot products with all of them.</summary>
    /// <param name="v">The first of four columns, <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance between two columns.</param>
    /// <param name="index">Which one is scaled, 0 to 3.</param>
    /// <param name="factor">Factor of the scaling.</param>
    /// <param name="height">Elements of a column.</param>
    /// <param name="dots">Four elements, overwritten; the scaled column's own is taken with it as it was before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScaleAndDots(ref T v, nint stride, int index, T factor, nint height, ref T dots)
    {
        ref T scaled = ref Unsafe.Add(ref v, index * stride);
        ref T v1 = ref Unsafe.Add(ref v, stride);
        ref T v2 = ref Unsafe.Add(ref v1, stride);
        ref T v3 = ref Unsafe.Add(ref v2, stride);
        TRegister scale = TKernel.Broadcast(factor);
        TRegister dot0 = TKernel.Broadcast(T.Zero), dot1 = dot0, dot2 = dot0, dot3 = dot0;
        TRegister other0 = dot0, other1 = dot0, other2 = dot0, other3 = dot0;
        nint i = 0;
        for (; i < height - TKernel.Lanes; i += 2 * TKernel.Lanes)
        {
            nint next = i + TKernel.Lanes;
            TRegister u = TKernel.Multiply(scale, TKernel.Load(ref Unsafe.Add(ref scaled, i)));
            TRegister w = TKernel.Multiply(scale, TKernel.Load(ref Unsafe.Add(ref scaled, next)));
            dot0 = TKernel.MultiplyAdd(u, TKernel.Load(ref Unsafe.Add(ref v, i)), dot0);
            other0 = TKernel.MultiplyAdd(w, TKernel.Load(ref Unsafe.Add(ref v, next)), other0);
            dot1 = TKernel.MultiplyAdd(u, TKernel.Load(ref Unsafe.Add(ref v1, i)), dot1);
            other1 = TKernel.MultiplyAdd(w, TKernel.Load(ref Unsafe.Add(ref v1, next)), other1);
            dot2 = TKernel.MultiplyAdd(u, TKernel.Load(ref Unsafe.Add(ref v2, i)), dot2);
            other2 = TKernel.MultiplyAdd(w, TKernel.Load(ref Unsafe.Add(ref v2, next)), other2);
            dot3 = TKernel.MultiplyAdd(u, TKernel.Load(ref Unsafe.Add(ref v3, i)), dot3);
            other3 = TKernel.MultiplyAdd(w, TKernel.Load(ref Unsafe.Add(ref v3, next)), other3);
            TKernel.Store(u, ref Unsafe.Add(ref scaled, i));
            TKernel.Store(w, ref Unsafe.Add(ref scaled, next));
        }

        if (i < height)
        {
            TRegister u = TKernel.Multiply(scale, TKernel.Load(ref Unsafe.Add(ref scaled, i)));
            dot0 = TKernel.MultiplyAdd(u, TKernel.Load(ref Unsafe.Add(ref v, i)), dot0);
            dot1 = TKernel.MultiplyAdd(u, TKernel.Load(ref Unsafe.Add(ref v1, i)), dot1);
            dot2 = TKernel.MultiplyAdd(u, TKernel.Load(ref Unsafe.Add(ref v2, i)), dot2);
            dot3 = TKernel.MultiplyAdd(u, TKernel.Load(ref Unsafe.Add(ref v3, i)), dot3);
            TKernel.Store(u, ref Unsafe.Add(ref scaled, i));
        }

        TKernel.Sums(
            TKernel.Add(dot0, other0), TKernel.Add(dot1, other1), TKernel.Add(dot2, other2), TKernel.Add(dot3, other3),
            ref dots);
    }

    /// <summary>column += factor v.</summary>
    /// <returns>The sum of squares of the changed column.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T AddAndSumSquares(ref T v, T factor, ref T column, nint height)
    {
        TRegister scale = TKernel.Broadcast(factor), sum = TKernel.Broadcast(T.Zero), otherSum = sum;
        nint i = 0;
        for (; i < height - TKernel.Lanes; i += 2 * TKernel.Lanes)
        {
            ref T target = ref Unsafe.Add(ref column, i);
            ref T otherTarget = ref Unsafe.Add(ref target, TKernel.Lanes);
            ref T source = ref Unsafe.Add(ref v, i);
            TRegister c = TKernel.MultiplyAdd(scale, TKernel.Load(ref source), TKernel.Load(ref target));
            TRegister d = TKernel.MultiplyAdd(
                scale, TKernel.Load(ref Unsafe.Add(ref source, TKernel.Lanes)), TKernel.Load(ref otherTarget));
            sum = TKernel.MultiplyAdd(c, c, sum);
            otherSum = TKernel.MultiplyAdd(d, d, otherSum);
            TKernel.Store(c, ref target);
            TKernel.Store(d, ref otherTarget);
        }

        if (i < height)
        {
            ref T target = ref Unsafe.Add(ref column, i);
            TRegister c = TKernel.MultiplyAdd(scale, TKernel.Load(ref Unsafe.Add(ref v, i)), TKernel.Load(ref target));
            sum = TKernel.MultiplyAdd(c, c, sum);
            TKernel.Store(c, ref target);
        }

        return TKernel.Sum(TKernel.Add(sum, otherSum));
    }
}
