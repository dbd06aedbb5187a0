namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>A factor that several threads build.</summary>
public abstract class ParallelQrTests<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Columns = 6, RightHandSides = 2, Order = Columns + RightHandSides;

    private const int Height = HouseholderQr<T>.BlockRows, Rows = 14 * Height;

    private static readonly int[] Degrees = [1, 2, 3, 7];

    public static MatrixTheoryData<string, int> KernelsAndDegrees =>
        new(Kernel.All.Select(kernel => kernel.Name), Degrees);

    [Theory, MemberData(nameof(KernelsAndDegrees))]
    public void It_finds_the_factor_of_all_rows(string kernel, int degree)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Named(kernel), degree);

        Assert.Equal(degree, parallel.RangeCount(Rows));
        Absorb(parallel, Rows / 2, From(rows, 0));
        Absorb(parallel, 0, From(rows, 0));
        Absorb(parallel, Rows - Rows / 2, From(rows, Rows / 2));

        Factor<T> factor = Copy(parallel);
        Assert.InRange(Ratios.OfFactor(rows, factor), 0, Ratios.Threshold);
        Assert.InRange(
            factor.DistanceTo(parallel.Qr.Factor(rows, RightHandSides)), 0, Tolerances.SameFactor<T>(Rows));
    }

    [Theory, MemberData(nameof(KernelsAndDegrees))]
    public void Scheduling_does_not_change_a_bit(string kernel, int degree)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        RowFiller<T> fill = From(rows, 0);
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Named(kernel), degree);
        Absorb(parallel, Rows, fill);
        T[] expected = Copy(parallel).Values;
        for (int trial = 0; trial < 4; trial++)
        {
            int slow = trial;
            parallel.Clear();
            Absorb(parallel, Rows, (firstRow, block) =>
            {
                if (firstRow * 4 / Rows == slow)
                    Thread.Sleep(firstRow % 3 == 0 ? 1 : 0);
                fill(firstRow, block);
            });

            Assert.Equal(expected, Copy(parallel).Values);
        }
    }

    [Theory, MemberData(nameof(KernelsAndDegrees))]
    public void Every_row_is_asked_for_once_in_whole_blocks(string kernel, int degree)
    {
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Named(kernel), degree);
        foreach (int count in new[] { 1, Height, 5 * Height + 3, Rows, degree * Height })
        {
            int[] asked = new int[count];
            Absorb(parallel, count, (firstRow, block) =>
            {
                Assert.Equal(0, firstRow % Height);
                Assert.Equal(Math.Min(Height, count - firstRow), block.Rows);
                for (int row = 0; row < block.Rows; row++)
                    Interlocked.Increment(ref asked[firstRow + row]);
                for (int column = 0; column < Order; column++)
                    block.Column(column).Clear();
            });

            Assert.All(asked, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void With_degree_one_all_is_done_on_the_caller_s_thread()
    {
        int caller = Environment.CurrentManagedThreadId;
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Selected, 1);

        Absorb(parallel, Rows, (_, block) =>
        {
            Assert.Equal(caller, Environment.CurrentManagedThreadId);
            block.Column(0).Clear();
        });
    }

    [Fact]
    public void The_ranges_do_run_at_the_same_time()
    {
        // Each range waits in its first block until the other one has come to its own.
        using Barrier barrier = new(2);
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Scalar, 2);
        int met = 0;

        Absorb(parallel, Rows, (firstRow, block) =>
        {
            if ((firstRow == 0 || firstRow == Rows / 2) && barrier.SignalAndWait(TimeSpan.FromSeconds(20)))
                Interlocked.Increment(ref met);
            for (int column = 0; column < Order; column++)
                block.Column(column).Clear();
        });

        Assert.Equal(2, met);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_exception_comes_out_as_it_is_and_the_factor_is_as_before(int degree)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        RowFiller<T> fill = From(rows, 0);
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Selected, degree);
        Absorb(parallel, Rows, fill);
        T[] before = Copy(parallel).Values;
        for (int failing = 0; failing < Rows; failing += Rows / 4)
        {
            int from = failing;
            TimeoutException error = Assert.Throws<TimeoutException>(() => Absorb(parallel, Rows, (firstRow, block) =>
            {
                fill(firstRow, block);
                if (firstRow >= from)
                    throw new TimeoutException($"Row {firstRow}.");
            }));

            Assert.StartsWith("Row ", error.Message, StringComparison.Ordinal);
            Assert.Equal(before, Copy(parallel).Values);
        }

        parallel.Clear();
        Absorb(parallel, Rows, fill);
        Assert.Equal(before, Copy(parallel).Values);
    }

    [Fact]
    public void When_one_range_fails_the_others_stop()
    {
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Scalar, 2);
        using ManualResetEventSlim entered = new();
        int blocks = 0;

        Assert.Throws<TimeoutException>(() => Absorb(parallel, Rows, (firstRow, _) =>
        {
            if (firstRow < Rows / 2)
            {
                entered.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
                throw new TimeoutException();
            }

            entered.Set();
            blocks++;
            Thread.Sleep(5);
        }));

        Assert.InRange(blocks, 1, Rows / 2 / Height - 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_cancellation_comes_out_and_the_factor_is_as_before(int degree)
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        RowFiller<T> fill = From(rows, 0);
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Scalar, degree);
        Absorb(parallel, Rows, fill);
        T[] before = Copy(parallel).Values;
        using CancellationTokenSource source = new();
        int blocks = 0;

        Assert.Throws<OperationCanceledException>(() => parallel.Absorb(
            Rows,
            (firstRow, block) =>
            {
                fill(firstRow, block);
                if (Interlocked.Increment(ref blocks) == 9)
                    source.Cancel();
            },
            source.Token));

        Assert.InRange(blocks, 9, 9 + degree);
        Assert.Equal(before, Copy(parallel).Values);
    }

    [Fact]
    public void Numbers_that_are_not_finite_spread_as_without_threads()
    {
        Matrix<T> rows = Matrices.Make<T>(MatrixKind.Random, Rows, Order);
        rows[Rows - 3, 2] = T.NaN;
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Selected, 3);

        Absorb(parallel, Rows, From(rows, 0));

        Assert.False(parallel.Qr.Solve(parallel.Factor, new Matrix<T>(Columns, RightHandSides).View));
    }

    [Fact]
    public void Nothing_is_allocated_from_block_to_block_and_little_for_a_call()
    {
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Scalar, 2);
        long[] before = new long[Rows / Height];
        long grown = 0;
        RowFiller<T> fill = (firstRow, block) =>
        {
            int index = firstRow / Height;
            before[index] = GC.GetAllocatedBytesForCurrentThread();
            if (firstRow > 0 && firstRow != Rows / 2)
                Interlocked.Add(ref grown, before[index] - before[index - 1]);
            block.Column(0).Clear();
        };
        Absorb(parallel, Rows, fill);
        grown = 0;

        long start = GC.GetAllocatedBytesForCurrentThread();
        Absorb(parallel, Rows, fill);
        long call = GC.GetAllocatedBytesForCurrentThread() - start;

        Figures.Report($"{typeof(T).Name}, bytes a call", call);
        Assert.Equal(0, grown);
        Assert.InRange(call, 0, 2000);
    }

    [Fact]
    public void Few_rows_are_not_split()
    {
        ParallelQr<T> parallel = new(Columns, RightHandSides, Kernel.Scalar, 4);

        Assert.Equal(1, parallel.RangeCount(0));
        Assert.Equal(1, parallel.RangeCount(2 * Height - 1));
        Assert.Equal(2, parallel.RangeCount(2 * Height));
        Assert.Equal(4, parallel.RangeCount(4 * Height));
        Assert.Equal(4, parallel.RangeCount(int.MaxValue));
    }

    [Fact]
    public void Impossible_degrees_and_rows_are_refused_with_their_numbers()
    {
        Assert.StartsWith(
            "The degree of parallelism must be 1 or more and is 0; this machine has ",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ParallelQr<T>(2, 1, Kernel.Scalar, 0)).Message,
            StringComparison.Ordinal);
        ParallelQr<T> parallel = new(2, 1, Kernel.Scalar, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => Absorb(parallel, -1, (_, _) => { }));
        Assert.Throws<ArgumentNullException>(() => Absorb(parallel, 1, null!));
        Assert.Throws<ArgumentException>(() => new ParallelQr<T>(0, 1, Kernel.Scalar, 2));
    }

    private static RowFiller<T> From(Matrix<T> rows, int offset) => (firstRow, block) =>
    {
        for (int column = 0; column < block.Columns; column++)
            rows.View.RowRange(offset + firstRow, block.Rows).Column(column).CopyTo(block.Column(column));
    };

    private static void Absorb(ParallelQr<T> parallel, int rows, RowFiller<T> fill) =>
        parallel.Absorb(rows, fill, TestContext.Current.CancellationToken);

    private static Factor<T> Copy(ParallelQr<T> parallel)
    {
        Factor<T> copy = new(parallel.Factor.Columns, parallel.Factor.RightHandSides);
        parallel.Factor.CopyTo(copy.View);
        return copy;
    }
}

public sealed class ParallelQrInDoubleTests : ParallelQrTests<double>;

public sealed class ParallelQrInFloatTests : ParallelQrTests<float>;
