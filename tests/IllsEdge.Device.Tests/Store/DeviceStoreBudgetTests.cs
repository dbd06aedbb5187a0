using IllsEdge.Device.Store;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Store;

/// <summary>What is written in a day, and what is spared when that is bounded.</summary>
public sealed class DeviceStoreBudgetTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void What_is_written_is_counted_as_the_pages_that_reach_the_disk()
    {
        using DeviceStore store = _bench.Open();
        _bench.Append(store, 5_000);
        store.Flush();
        StoreCounts counts = store.Counts;
        // A batch of a second writes at least the last page of three tables and indices, and none more than ten.
        Assert.InRange(counts.BytesWritten, counts.Batches * 3 * 4096, counts.Batches * 10 * 4096);
    }

    [Fact]
    public void Near_the_budget_batches_become_longer_and_then_samples_without_a_label_are_thinned()
    {
        const long Day = 20_000_000;
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxBytesPerDay = Day });
        long[] batches = new long[24], thinned = new long[24];
        for (int hour = 0; hour < 24; hour++)
        {
            _bench.Append(store, 36_000, labelEvery: 3_000);
            (batches[hour], thinned[hour]) = (store.Counts.Batches, store.Counts.ThinnedSamples);
        }

        store.Flush();
        StoreCounts counts = store.Counts;
        // Little more than the budget, for a move of the log is not stopped half way.
        Assert.InRange(counts.BytesWritten, Day * 0.7, Day * 1.05);
        Assert.DoesNotContain(_bench.Told, line => line.Text.Contains("maxBytesPerDay", StringComparison.Ordinal));
        Assert.InRange(batches[0], 60, 1_000);
        Assert.InRange(batches[23] - batches[22], 50, 70);
        Assert.True(thinned[23] > 100_000, $"{thinned[23]} thinned");
        Assert.Equal(24 * 36_000, counts.StoredSamples + counts.ThinnedSamples);
        Assert.Equal((24 * 12, 0), (counts.StoredLabels, counts.Dropped));
        Assert.Equal(24 * 12, store.ReadLabelled(1_000).Count);
        Assert.Equal(counts.StoredSamples, store.ReadNewestSamples(1_000_000).Count);
        Assert.Equal(
            store.ReadNewestSamples(1_000_000).Count(sample => sample.Prediction is not null), Count("predictions"));
    }

    [Fact]
    public void A_label_that_comes_late_brings_a_sample_that_was_thinned()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxBytesPerDay = 1 });
        _bench.Append(store, 5_000);
        store.Flush();
        Assert.Equal(5_000, store.Counts.StoredSamples + store.Counts.ThinnedSamples);
        StoredSample newest = store.ReadNewestSamples(1)[0];
        Assert.True(newest.Id < 4_000);
        store.AppendLabel(7, 0, 0, 4_000, out _);
        store.AppendLabel(8, 0, 0, 4_000, out _);
        store.Flush();
        LabelledSample row = Assert.Single(store.ReadLabelled(10));
        Assert.Equal(8, row.Label);
        Assert.Equal([4_000, 500, -4_000], row.Sample.Values);
        StoredPrediction prediction = row.Sample.Prediction!;
        Assert.Equal((8_000, ValueStatus.Good, 1), (prediction.Value, prediction.Status, prediction.ModelVersion));
        Assert.Equal(5_000, store.Counts.StoredSamples + store.Counts.ThinnedSamples);
    }

    [Fact]
    public void Once_a_day_it_is_told_that_labels_alone_are_more_than_the_budget()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxBytesPerDay = 100_000 });
        for (int day = 1; day <= 2; day++)
        {
            for (int hour = 0; hour < 24; hour++)
                _bench.Append(store, 36_000, labelEvery: 300);
            string[] told = [.. _bench.Told.Select(line => line.Text).Where(text => text.Contains("maxBytesPerDay is 0.1 MB", StringComparison.Ordinal))];
            Assert.Equal(day, told.Length);
            Assert.Contains("Raise store.maxBytesPerDay", told[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_budget_everything_is_written_every_second()
    {
        using DeviceStore store = _bench.Open();
        _bench.Append(store, 36_000);
        store.Flush();
        Assert.InRange(store.Counts.Batches, 3_500, 3_601);
        Assert.Equal((36_000, 0), (store.Counts.StoredSamples, store.Counts.ThinnedSamples));
    }

    private long Count(string table)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_bench.File};Pooling=false");
        connection.Open();
        return Statement.Number(connection, $"SELECT count(*) FROM {table}");
    }
}
