using IllsEdge.Device.Store;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Store;

public sealed class DeviceStoreBatchTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_row_is_taken_once_its_batch_is_committed_by_time()
    {
        using DeviceStore store = _bench.Open();
        _bench.Append(store, 9);
        Assert.Equal(0, store.LastCommittedSample);
        _bench.Append(store, 1);
        Assert.Equal(10, store.LastCommittedSample);
    }

    [Fact]
    public void A_batch_is_committed_by_number_before_its_time()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { BatchRows = 4 });
        _bench.Append(store, 2);
        Assert.Equal((2, 1), (store.LastCommittedSample, store.Counts.Batches));
    }

    [Fact]
    public void The_same_calls_give_the_same_batches_and_the_same_file()
    {
        byte[][] files = new byte[2][];
        for (int run = 0; run < 2; run++)
        {
            using var bench = new StoreBench();
            using (DeviceStore store = bench.Open(StoreBench.Synchronous with { MaxRows = 500 }))
            {
                bench.Append(store, 2_000, labelEvery: 7);
                Assert.Equal(200, store.Counts.Batches);
            }

            files[run] = File.ReadAllBytes(bench.File);
        }

        Assert.Equal(files[0], files[1]);
    }

    [Fact]
    public void The_writers_thread_commits_at_every_tick_of_the_clock()
    {
        using DeviceStore store = _bench.Open(new StoreOptions());
        store.Append(new Sample(0, 0, [1, 2, 3]), out _);
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(SpinWait.SpinUntil(() => store.LastCommittedSample == 1, Patience));
    }

    [Fact]
    public void The_writers_thread_commits_when_a_batch_is_full()
    {
        using DeviceStore store = _bench.Open(
            new StoreOptions { BatchRows = 100, BatchInterval = TimeSpan.FromDays(1) });
        _bench.Append(store, 50);
        Assert.True(SpinWait.SpinUntil(() => store.LastCommittedSample == 50, Patience));
    }

    [Fact]
    public void Flush_returns_when_everything_is_on_the_disk()
    {
        using DeviceStore store = _bench.Open(new StoreOptions { BatchInterval = TimeSpan.FromDays(1) });
        long last = _bench.Append(store, 300);
        Assert.True(store.Flush());
        Assert.Equal((last, 0), (store.LastCommittedSample, store.Counts.Queued));
    }

    [Fact]
    public void Several_threads_append_while_others_read()
    {
        using (DeviceStore store = _bench.Open(new StoreOptions { BatchRows = 50 }))
            Parallel.Invoke(
                () => _bench.Append(store, 3_000),
                () => Repeat(500, turn => store.AppendLabel(turn, turn, turn, null, out _)),
                () => Repeat(500, turn => store.AppendDecision(turn, "test", "text")),
                () => Repeat(50, turn => store.SaveModel(turn + 1, new byte[1_000], ModelState.Champion)),
                () => Repeat(50, _ => store.ReadNewestSamples(100)),
                () => Repeat(50, _ => store.Flush()));

        using DeviceStore again = _bench.Open();
        Assert.Equal((3_000, 500), (again.Counts.StoredSamples, again.Counts.StoredLabels));
        Assert.Equal(500, again.ReadDecisions(1_000).Count);
        Assert.Equal(50, again.ReadModel(ModelState.Champion)!.Version);
        Assert.Empty(_bench.Told);
    }

    [Fact]
    public void Appending_samples_and_predictions_and_labels_allocates_nothing()
    {
        // The writer sleeps: the first time that two threads meet at a lock, the lock allocates what they wait on.
        using DeviceStore store = _bench.Open(
            new StoreOptions { BatchRows = 100_000, BatchInterval = TimeSpan.FromHours(1) });
        AppendPlain(store, 1_000);

        // On a busy machine they may still meet once, so the least of several counts.
        long least = long.MaxValue;
        for (int trial = 0; trial < 5; trial++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            AppendPlain(store, 5_000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Writing_them_allocates_next_to_nothing_either()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { BatchRows = 1_000 });
        AppendPlain(store, 3_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AppendPlain(store, 10_000);
        store.Flush();
        // A batch looks whether its file is still there, which costs a few hundred bytes: under one a row.
        double perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / 30_000.0;
        Assert.InRange(perRow, 0, 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"{perRow:F3} bytes a row");
    }

    private static void AppendPlain(DeviceStore store, int count)
    {
        Span<double> values = stackalloc double[3];
        for (int row = 0; row < count; row++)
        {
            values.Fill(row);
            store.Append(new Sample(row, row, values), out long id);
            store.AppendPrediction(id, row, ValueStatus.Good, 1);
            store.AppendLabel(row, row, row, id, out _);
        }
    }

    private static void Repeat(int count, Action<int> turn)
    {
        for (int number = 0; number < count; number++)
            turn(number);
    }
}
