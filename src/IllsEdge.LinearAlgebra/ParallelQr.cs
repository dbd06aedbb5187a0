using System.Runtime.ExceptionServices;

namespace IllsEdge.LinearAlgebra;

/// <summary>
/// A factor that several threads build: rows are split into contiguous ranges, each range becomes a triangle of its own, and
/// the triangles are merged in their order (the TSQR of Demmel, Grigori, Hoemmen and Langou 2012, with a flat tree).
/// </summary>
/// <remarks>
/// <para>
/// Results depend on the kernel, the degree and how rows are split into calls, and are the same bit for bit however the
/// threads are scheduled: what a thread computes is fixed by its range alone.
/// </para>
/// <para>
/// Owns degree + 1 triangles of n^2 elements and degree blocks of rows, all allocated here. <see cref="Absorb"/> allocates
/// one task for every range but the first, a few hundred bytes in all, and nothing for a block. One call at a time.
/// </para>
/// </remarks>
/// <typeparam name="T"><see cref="double"/> to train; <see cref="float"/> where 7 digits do.</typeparam>
public sealed class ParallelQr<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _factors;
    private readonly T[][] _workspaces;
    private readonly T[] _before;
    private readonly Exception?[] _failures;
    private readonly int _columns;
    private readonly int _rightHandSides;
    private volatile bool _failed;

    /// <summary>Makes a factor of no rows.</summary>
    /// <param name="columns">Unknowns p, 1 or more.</param>
    /// <param name="rightHandSides">Right-hand sides m, 0 or more.</param>
    /// <param name="kernel">Instruction set that every thread uses.</param>
    /// <param name="degree">Largest number of ranges that are absorbed at the same time, 1 or more.</param>
    /// <exception cref="ArgumentException">The shape or the degree is impossible.</exception>
    public ParallelQr(int columns, int rightHandSides, Kernel kernel, int degree)
    {
        Throw.IfNotADegree(degree);
        int length = TriangularFactor<T>.Length(columns, rightHandSides);
        Qr = HouseholderQr<T>.On(kernel);
        Degree = degree;
        _columns = columns;
        _rightHandSides = rightHandSides;
        _before = new T[length];
        _failures = new Exception?[degree];
        _factors = new T[degree][];
        _workspaces = new T[degree][];
        for (int range = 0; range < degree; range++)
        {
            // Pinned, so that blocks stay on the cache lines that they were laid on.
            _factors[range] = GC.AllocateArray<T>(length, pinned: true);
            _workspaces[range] = GC.AllocateArray<T>(Qr.WorkspaceLength(columns + rightHandSides), pinned: true);
        }
    }

    /// <summary>The factorisation that the threads share, and that solves with <see cref="Factor"/>.</summary>
    public HouseholderQr<T> Qr { get; }

    /// <summary>Largest number of ranges that are absorbed at the same time.</summary>
    public int Degree { get; }

    /// <summary>The factor of all rows absorbed; a view of the same memory for as long as this lives.</summary>
    public TriangularFactor<T> Factor => View(0);

    /// <summary>
    /// Absorbs <paramref name="rows"/> rows that <paramref name="fill"/> writes, in as many contiguous ranges as
    /// <see cref="RangeCount"/> says, each a multiple of the block height but for the last. The first range runs on the
    /// caller's thread, the others on the thread pool. 2 N n^2 flops shared, and 2/3 n^3 for each range but the first.
    /// </summary>
    /// <param name="rows">N, the number of rows, 0 or more.</param>
    /// <param name="fill">
    /// Writes rows; called for each block once, from several threads at the same time where there are several ranges.
    /// </param>
    /// <param name="cancellation">Looked at before every block.</param>
    /// <remarks>
    /// When <paramref name="fill"/> throws, the other ranges stop after the block they are in, every thread is waited for,
    /// and the exception itself comes out; of several the one of the first range. The factor is then as it was before the
    /// call, and so it is after a cancellation.
    /// </remarks>
    /// <exception cref="ArgumentException">The number of rows is negative.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked for.</exception>
    public void Absorb(int rows, RowFiller<T> fill, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(fill);
        Throw.IfNegative(rows);
        cancellation.ThrowIfCancellationRequested();
        int ranges = RangeCount(rows);
        Factor.CopyTo(new(_before, _columns, _rightHandSides));
        Array.Clear(_failures);
        _failed = false;

        Task[] others = ranges == 1 ? [] : new Task[ranges - 1];
        for (int other = 0; other < others.Length; other++)
        {
            int range = other + 1;
            others[other] = Task.Run(() => AbsorbRange(range, ranges, rows, fill, cancellation), CancellationToken.None);
        }

        AbsorbRange(0, ranges, rows, fill, cancellation);
        Task.WaitAll(others, CancellationToken.None);
        foreach (Exception? failure in _failures)
        {
            if (failure is null)
                continue;
            new TriangularFactor<T>(_before, _columns, _rightHandSides).CopyTo(Factor);
            ExceptionDispatchInfo.Throw(failure);
        }

        for (int range = 1; range < ranges; range++)
            Qr.Merge(Factor, View(range), _workspaces[0]);
    }

    /// <summary>
    /// Ranges into which so many rows are split: at most <see cref="Degree"/>, and each at least twice as tall as the
    /// triangle, as merging it would cost more than a thread gains otherwise.
    /// </summary>
    public int RangeCount(int rows)
    {
        int tallEnough = rows / Math.Max(2 * (_columns + _rightHandSides), HouseholderQr<T>.BlockRows);
        return Math.Clamp(tallEnough, 1, Degree);
    }

    /// <summary>Starts again with no rows.</summary>
    public void Clear() => Factor.Clear();

    private TriangularFactor<T> View(int range) => new(_factors[range], _columns, _rightHandSides);

    /// <summary>Absorbs one range into its triangle; keeps an exception for the caller's thread.</summary>
    private void AbsorbRange(int range, int ranges, int rows, RowFiller<T> fill, CancellationToken cancellation)
    {
        try
        {
            const int Height = HouseholderQr<T>.BlockRows;
            long blocks = ((long)rows + Height - 1) / Height;
            int start = (int)(blocks * range / ranges * Height);
            int end = (int)Math.Min(blocks * (range + 1) / ranges * Height, rows);
            TriangularFactor<T> factor = View(range);
            if (range > 0)
                factor.Clear();

            MatrixView<T> block = Qr.Block(_workspaces[range], factor.Order);
            for (int count; start < end && !_failed; start += count)
            {
                cancellation.ThrowIfCancellationRequested();
                count = Math.Min(Height, end - start);
                Qr.AbsorbFilled(factor, block, start, count, fill);
            }
        }
#pragma warning disable CA1031 // Whatever it is, it is thrown again on the caller's thread.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failures[range] = exception;
            _failed = true;
        }
    }
}
