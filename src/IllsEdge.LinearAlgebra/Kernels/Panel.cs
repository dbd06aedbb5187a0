using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IllsEdge.LinearAlgebra.Kernels;

/// <summary>
/// Four neighbouring reflectors: made of four columns of a block one after the other, applied to the columns behind them
/// all at once, so that a column is loaded twice and stored once for four reflectors.
/// </summary>
/// <remarks>
/// Reflector a sees a column c as the ones before it left it, and v_a'(c + sum of w_b v_b) = v_a'c + sum of w_b v_a'v_b.
/// So all dot products are taken of the same c, and the overlaps v_a'v_b, once for the panel, make up for the rest: the
/// compact WY form (Schreiber and Van Loan 1989) with its triangle applied by substitution. The elements 1 of the v stand
/// in different rows of R, so the overlaps are those of the tails.
/// </remarks>
internal ref struct Panel<T, TKernel, TRegister>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TKernel : struct, IKernel<T, TRegister>
    where TRegister : struct
{
    /// <summary>Reflectors of a panel.</summary>
    public const int Width = 4;

    private readonly ref T _columns;
    private readonly nint _stride;
    private readonly int _height;
    private readonly ref T _rows;
    private readonly nint _order;
    private Four _scales;
    private FourByFour _overlaps;

    /// <summary>Lays a panel over four columns of a block and four rows of R.</summary>
    /// <param name="columns">First element of the panel's first column j; the columns behind it follow.</param>
    /// <param name="stride">Distance between two columns.</param>
    /// <param name="height">Rows of the block, a multiple of the lanes.</param>
    /// <param name="rows">R_jj; R_(j+a)(j+k) is a * <paramref name="order"/> + k elements behind it.</param>
    /// <param name="order">Distance between two elements of a column of R.</param>
    public Panel(ref T columns, nint stride, int height, ref T rows, nint order)
    {
        _columns = ref columns;
        _stride = stride;
        _height = height;
        _rows = ref rows;
        _order = order;
    }

    /// <summary>Makes the reflectors; the columns hold the tails of their v then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Make()
    {
        ReadOnlySpan<T> first = MemoryMarshal.CreateReadOnlySpan(ref _columns, _height);
        T sum = Vectors<T, TKernel, TRegister>.Dot(first, first);
        for (int a = 0; a < Width; a++)
        {
            ref T v = ref Unsafe.Add(ref _columns, a * _stride);
            ref T pivot = ref Unsafe.Add(ref _rows, a * (_order + 1));
            T scale = Reflector<T, TKernel, TRegister>.Make(ref pivot, ref v, _height, sum, out T unit);
            ref Four dots = ref _overlaps[a];
            Columns<T, TKernel, TRegister>.ScaleAndDots(ref _columns, _stride, a, unit, _height, ref dots[0]);
            _scales[a] = -scale;
            for (int b = a + 1; b < Width; b++)
            {
                ref T element = ref Unsafe.Add(ref pivot, b - a);
                T change = -scale * (element + dots[b]);
                element += change;
                T squares = Columns<T, TKernel, TRegister>.AddAndSumSquares(
                    ref v, change, ref Unsafe.Add(ref _columns, b * _stride), _height);
                sum = b == a + 1 ? squares : sum;
            }
        }
    }

    /// <summary>Applies the reflectors to the columns behind the panel, two at a time.</summary>
    /// <param name="count">Columns from the panel's first on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Sweep(int count)
    {
        Eight memory = default;
        Span<T> changes = memory;
        for (int k = Width; k < count; k += 2)
        {
            // Where one column is left over, the panel's last stands in as the second, with changes of zero.
            bool isPair = k + 1 < count;
            ref T left = ref Unsafe.Add(ref _columns, k * _stride);
            ref T right = ref Unsafe.Add(ref _columns, (isPair ? k + 1 : Width - 1) * _stride);
            Columns<T, TKernel, TRegister>.Dots(ref _columns, _stride, ref left, ref right, _height, ref changes[0]);
            ChangeRows(k, ref changes[0]);
            if (isPair)
                ChangeRows(k + 1, ref changes[Width]);
            else
                changes[Width..].Clear();
            Columns<T, TKernel, TRegister>.Add(ref _columns, _stride, ref left, ref right, _height, ref changes[0]);
        }
    }

    /// <summary>Applies the reflectors to column k of R's four rows.</summary>
    /// <param name="k">The column, counted from the panel's first.</param>
    /// <param name="dots">v'c of the four v; on return by how much of each v column c is to be changed.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void ChangeRows(int k, ref T dots)
    {
        ref T row0 = ref Unsafe.Add(ref _rows, k);
        ref T row1 = ref Unsafe.Add(ref row0, _order);
        ref T row2 = ref Unsafe.Add(ref row1, _order);
        ref T row3 = ref Unsafe.Add(ref row2, _order);
        T change0 = _scales[0] * (row0 + dots);

        T sum = row1 + Unsafe.Add(ref dots, 1);
        T change1 = _scales[1] * T.MultiplyAddEstimate(_overlaps[1][0], change0, sum);

        sum = T.MultiplyAddEstimate(_overlaps[2][0], change0, row2 + Unsafe.Add(ref dots, 2));
        T change2 = _scales[2] * T.MultiplyAddEstimate(_overlaps[2][1], change1, sum);

        sum = T.MultiplyAddEstimate(_overlaps[3][0], change0, row3 + Unsafe.Add(ref dots, 3));
        sum = T.MultiplyAddEstimate(_overlaps[3][1], change1, sum);
        T change3 = _scales[3] * T.MultiplyAddEstimate(_overlaps[3][2], change2, sum);

        row0 += change0;
        row1 += change1;
        row2 += change2;
        row3 += change3;
        dots = change0;
        Unsafe.Add(ref dots, 1) = change1;
        Unsafe.Add(ref dots, 2) = change2;
        Unsafe.Add(ref dots, 3) = change3;
    }

    [InlineArray(Width)]
    private struct Four
    {
        private T _first;
    }

    [InlineArray(Width)]
    private struct FourByFour
    {
        private Four _first;
    }

    [InlineArray(2 * Width)]
    private struct Eight
    {
        private T _first;
    }
}
