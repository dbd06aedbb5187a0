using IllsEdge.Device.Store;

namespace IllsEdge.Device.Tests.Store;

public sealed class DeviceStorePruningTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Samples_without_a_label_go_first_with_their_predictions()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxRows = 100, BatchRows = 20 });
        _bench.Append(store, 300, labelEvery: 10);
        store.Flush();

        IReadOnlyList<StoredSample> samples = store.ReadNewestSamples(1_000);
        Assert.Equal(100, samples.Count);
        Assert.Equal(30, store.ReadLabelled(1_000).Count);
        Assert.All(samples.Take(20), sample => Assert.Equal(0, sample.Id % 10));
        Assert.All(samples, sample => Assert.NotNull(sample.Prediction));
        Assert.Equal(100, Count("predictions"));
        Assert.Equal((200, 100), (store.Counts.PrunedSamples, store.Counts.StoredSamples));
    }

    [Fact]
    public void Labelled_samples_go_when_they_are_half_of_all_and_labels_last()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxRows = 100, BatchRows = 20 });
        _bench.Append(store, 3_000, labelEvery: 10);
        store.Flush();

        Assert.Equal(100, store.Counts.StoredSamples);
        Assert.Equal(100, store.Counts.StoredLabels);
        Assert.InRange(store.ReadLabelled(1_000).Count, 50, 60);
        Assert.Equal(3_000, store.ReadNewestSamples(1)[0].Id);
        Assert.True(store.ReadLabelled(1)[0].Sample.Id == 3_000, "a new label finds its sample in a full store");
    }

    [Fact]
    public void Where_every_sample_has_a_label_the_oldest_go()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxRows = 100, BatchRows = 20 });
        _bench.Append(store, 1_000, labelEvery: 1);
        store.Flush();
        Assert.Equal(
            Enumerable.Range(901, 100), store.ReadNewestSamples(1_000).Select(sample => (int)sample.Id));
    }

    [Fact]
    public void By_age_everything_goes()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxAge = TimeSpan.FromSeconds(20) });
        _bench.Append(store, 1_000, labelEvery: 10);
        store.Flush();
        Assert.InRange(store.Counts.StoredSamples, 200, 201);
        Assert.InRange(store.Counts.StoredLabels, 20, 21);
        Assert.Equal(store.Counts.StoredSamples, Count("samples"));
        Assert.Equal(store.Counts.StoredLabels, Count("labels"));
    }

    [Fact]
    public void Of_the_decisions_the_newest_are_kept()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxDecisions = 20 });
        for (int decision = 1; decision <= 100; decision++)
            store.AppendDecision(decision, "test", $"decision {decision}");
        store.Flush();
        _bench.Append(store, 20);
        store.Flush();
        Assert.Equal(
            Enumerable.Range(81, 20).Select(decision => $"decision {decision}"),
            store.ReadDecisions(1_000).Select(decision => decision.Text));
    }

    [Fact]
    public void A_clock_that_jumps_ahead_deletes_nothing_of_this_run()
    {
        StoreOptions options = StoreBench.Synchronous with { MaxAge = TimeSpan.FromDays(30) };
        using (DeviceStore earlier = _bench.Open())
            _bench.Append(earlier, 100, labelEvery: 10);
        using DeviceStore store = _bench.Open(options);
        _bench.Append(store, 100, labelEvery: 10);
        _bench.Clock.SetWall(TimeSpan.FromDays(400));
        _bench.Append(store, 100, labelEvery: 10);
        store.Flush();
        Assert.Equal((300, 30), (store.Counts.StoredSamples, store.Counts.StoredLabels));

        // Steady for an hour since the start, or for a day if it was set in use: now what earlier runs have left is as old as
        // its stamps say.
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        _bench.Append(store, 100);
        store.Flush();
        Assert.Equal((300, 20), (store.Counts.StoredSamples, store.Counts.StoredLabels));
        Assert.Equal(101, store.ReadNewestSamples(1_000)[0].Id);
    }

    [Fact]
    public void A_clock_that_is_set_ahead_in_use_is_believed_after_a_day()
    {
        StoreOptions options = StoreBench.Synchronous with { MaxAge = TimeSpan.FromDays(30) };
        using (DeviceStore earlier = _bench.Open())
            _bench.Append(earlier, 100, labelEvery: 10);
        using DeviceStore store = _bench.Open(options);
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        _bench.Append(store, 100);
        _bench.Clock.SetWall(TimeSpan.FromDays(400));
        _bench.Append(store, 100);
        _bench.Clock.Advance(TimeSpan.FromHours(23));
        _bench.Append(store, 100);
        store.Flush();
        Assert.Equal((400, 10), (store.Counts.StoredSamples, store.Counts.StoredLabels));
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        _bench.Append(store, 100);
        store.Flush();
        Assert.Equal((400, 0), (store.Counts.StoredSamples, store.Counts.StoredLabels));
    }

    [Fact]
    public void A_clock_that_jumps_back_keeps_nothing_for_ever()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxAge = TimeSpan.FromSeconds(20) });
        _bench.Append(store, 100, labelEvery: 10);
        _bench.Clock.SetWall(TimeSpan.FromDays(-400));
        _bench.Append(store, 400, labelEvery: 10);
        store.Flush();
        Assert.InRange(store.Counts.StoredSamples, 200, 201);
        Assert.InRange(store.Counts.StoredLabels, 20, 21);
    }

    [Theory]
    [InlineData(-20_000, 150)]
    [InlineData(-40, 50)]
    public void What_was_stamped_by_a_clock_that_was_never_set_has_no_age(int days, int kept)
    {
        _bench.Clock.SetWall(TimeSpan.FromDays(days));
        using (DeviceStore earlier = _bench.Open())
            _bench.Append(earlier, 100);
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxAge = TimeSpan.FromDays(30) });
        _bench.Clock.SetWall(TimeSpan.FromDays(-days));
        _bench.Append(store, 25);
        store.Flush();
        Assert.Equal(125, store.Counts.StoredSamples);
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        _bench.Append(store, 25);
        store.Flush();
        Assert.Equal(kept, store.Counts.StoredSamples);
    }

    [Fact]
    public void What_a_clock_that_was_behind_has_stamped_is_not_older_than_what_was_stored_before()
    {
        StoreOptions options = StoreBench.Synchronous with { MaxAge = TimeSpan.FromDays(30) };
        using (DeviceStore right = _bench.Open(options))
            _bench.Append(right, 100, labelEvery: 10);
        _bench.Clock.SetWall(TimeSpan.FromDays(-400));
        using (DeviceStore behind = _bench.Open(options))
            _bench.Append(behind, 100, labelEvery: 10);
        _bench.Clock.SetWall(TimeSpan.FromDays(400));
        using DeviceStore store = _bench.Open(options);
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        _bench.Append(store, 100);
        store.Flush();
        Assert.Equal((300, 20), (store.Counts.StoredSamples, store.Counts.StoredLabels));

        // When what was stored before is old, so is this.
        _bench.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromHours(1));
        _bench.Append(store, 100);
        store.Flush();
        Assert.Equal((200, 0), (store.Counts.StoredSamples, store.Counts.StoredLabels));
    }

    [Theory]
    [InlineData(1L, 1)]
    [InlineData(null, 0)]
    public void A_label_that_a_clock_that_was_behind_has_stamped_stays_as_long_as_its_sample(long? sample, int kept)
    {
        StoreOptions options = StoreBench.Synchronous with { MaxAge = TimeSpan.FromDays(30) };
        using (DeviceStore earlier = _bench.Open(options))
        {
            _bench.Append(earlier, 1);
            _bench.Clock.SetWall(TimeSpan.FromDays(-400));
            earlier.AppendLabel(3, _bench.Clock.Milliseconds, _bench.Clock.Milliseconds, sample, out _);
        }

        _bench.Clock.SetWall(TimeSpan.FromDays(400));
        using DeviceStore store = _bench.Open(options);
        _bench.Clock.Advance(TimeSpan.FromHours(2));
        _bench.Append(store, 1);
        store.Flush();
        Assert.Equal((2, kept), (store.Counts.StoredSamples, store.Counts.StoredLabels));
        Assert.Equal(kept, Count("labels"));
    }

    [Fact]
    public void Pruning_goes_on_after_a_restart_with_smaller_bounds()
    {
        using (DeviceStore store = _bench.Open())
            _bench.Append(store, 1_000, labelEvery: 10);
        using DeviceStore again = _bench.Open(StoreBench.Synchronous with { MaxRows = 200 });
        _bench.Append(again, 100);
        again.Flush();
        Assert.Equal(200, Count("samples"));
        Assert.Equal(200, again.Counts.StoredSamples);
        Assert.Equal(100, again.ReadLabelled(1_000).Count);
    }

    [Fact]
    public void The_file_stops_growing_at_its_bound()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxRows = 2_000, BatchRows = 500 });
        long full = 0;
        for (int round = 0; round < 10; round++)
        {
            _bench.Append(store, 4_000, labelEvery: 5);
            if (round == 3)
                full = Size();
        }

        Assert.InRange(Size(), 0, full * 1.15);
        TestContext.Current.TestOutputHelper?.WriteLine($"{full} bytes after 4 rounds, {Size()} after 10");
    }

    private long Size() => new FileInfo(_bench.File).Length;

    private long Count(string table)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_bench.File};Pooling=false");
        connection.Open();
        return Statement.Number(connection, $"SELECT count(*) FROM {table}");
    }
}
