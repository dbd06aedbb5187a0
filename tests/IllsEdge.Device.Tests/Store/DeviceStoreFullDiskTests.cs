using IllsEdge.Data;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Tests.Store;

public sealed class DeviceStoreFullDiskTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void While_the_disk_is_full_rows_wait_and_are_written_when_there_is_room(bool isSynchronous)
    {
        using var disk = new StoreBench("2m");
        using (DeviceStore store = disk.Open(new StoreOptions { IsSynchronous = isSynchronous }))
        {
            disk.Append(store, 100, labelEvery: 10);
            Assert.True(store.Flush());
            long committed = store.LastCommittedSample;
            string ballast = Fill(disk);
            Assert.False(FlushAfter(disk, store, 800));
            Assert.Equal(StoreState.Full, store.State);
            Assert.NotNull(store.Trouble);
            Assert.False(store.SaveModel(1, new byte[100_000], ModelState.Champion));
            Assert.InRange(store.LastCommittedSample, committed, 899);
            Assert.Single(disk.Told);

            File.Delete(ballast);
            disk.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True(store.Flush());
            Assert.Equal((StoreState.Writing, null), (store.State, store.Trouble));
            Assert.True(store.SaveModel(1, new byte[100_000], ModelState.Champion));
            Assert.Equal(0, store.Counts.Dropped);
        }

        using DeviceStore again = disk.Open();
        Assert.Equal(Enumerable.Range(1, 900), again.ReadNewestSamples(10_000).Select(sample => (int)sample.Id));
    }

    [Fact]
    public void On_a_full_disk_new_rows_take_the_place_of_the_oldest_and_labels_and_models_are_kept()
    {
        using var disk = new StoreBench("4m");
        using DeviceStore store = disk.Open(StoreBench.Synchronous with { BatchRows = 200 });
        disk.Append(store, 10_000, labelEvery: 50);
        Assert.True(store.Flush());
        string ballast = Fill(disk);
        for (int round = 0; round < 40; round++)
        {
            Assert.True(FlushAfter(disk, store, 250), $"round {round}: {store.Trouble}, {store.Counts}");
            Assert.True(round % 10 > 0 || store.SaveModel(round + 1, new byte[50_000], ModelState.Champion));
        }

        StoreCounts counts = store.Counts;
        Assert.Equal((StoreState.Writing, 0L, 0), (store.State, counts.Dropped, counts.Queued));
        Assert.InRange(counts.GivenUpSamples, 5_000, 15_000);
        Assert.InRange(counts.StoredSamples, 5_000, 12_000);
        Assert.Equal(200, counts.StoredLabels);
        Assert.Equal(200, store.ReadLabelled(1_000).Count);
        Assert.Equal([1, 11, 21, 31], store.ReadModels().Select(model => model.Version));
        Assert.Equal(Enumerable.Range(19_001, 1_000), store.ReadNewestSamples(1_000).Select(sample => (int)sample.Id));
        Assert.Single(disk.Told, line => line.Text.Contains("the oldest samples are given up", StringComparison.Ordinal));

        File.Delete(ballast);
        Assert.True(FlushAfter(disk, store, 5_000));
        Assert.Equal(counts.StoredSamples + 5_000, store.Counts.StoredSamples);
        Assert.Contains(disk.Told, line => line.Text.Contains("has room again", StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_queue_cannot_hold_is_counted_and_told_once_and_labels_have_room_kept_for_them()
    {
        using var disk = new StoreBench("2m");
        using DeviceStore store = disk.Open(StoreBench.Synchronous with { QueueRows = 80 });
        string ballast = Fill(disk);
        for (int batch = 0; batch < 200 && store.State == StoreState.Writing; batch++)
            FlushAfter(disk, store, 10);
        FlushAfter(disk, store, 100);

        StoreCounts counts = store.Counts;
        Assert.InRange(counts.DroppedSamples, 60, 200);
        Assert.InRange(counts.DroppedPredictions, 60, 200);
        Assert.Equal(70, counts.Queued);
        Assert.True(store.AppendLabel(1, 0, 0, null, out _));
        Assert.Single(disk.Told, line => line.Text.Contains("rows are being lost", StringComparison.Ordinal));

        File.Delete(ballast);
        Assert.True(store.Flush());
        Assert.Contains(disk.Told, line => line.Text.Contains("is written again", StringComparison.Ordinal));
        Assert.Equal(counts.Dropped, store.Counts.Dropped);
        Assert.Equal(store.Counts.StoredSamples + counts.DroppedSamples, store.LastSampleId);
    }

    [Fact]
    public void On_a_full_disk_a_store_opens_with_its_champion()
    {
        using var disk = new StoreBench("2m");
        using (DeviceStore store = disk.Open())
        {
            store.SaveModel(1, [1, 2, 3], ModelState.Champion);
            disk.Append(store, 100);
        }

        string ballast = Fill(disk);
        using (DeviceStore again = disk.Open())
        {
            Assert.Contains(disk.Told, line => line.Text.Contains("room kept for that", StringComparison.Ordinal));
            Assert.Equal([1, 2, 3], again.ReadModel(ModelState.Champion)!.Bytes);
            Assert.False(FlushAfter(disk, again, 1_500));
            Assert.Equal(StoreState.Full, again.State);
            File.Delete(ballast);
        }

        using DeviceStore after = disk.Open();
        Assert.Equal(1_600, after.Counts.StoredSamples);
    }

    [Fact]
    public void A_new_store_on_a_full_disk_is_refused_with_the_remedy()
    {
        using var disk = new StoreBench("2m");
        Fill(disk);
        var exception = Assert.Throws<DataFileException>(() => disk.Open());
        Assert.Contains("the disk is full (0 bytes free). Make room", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_any_more_is_a_failure_that_passes()
    {
        using var disk = new StoreBench();
        using DeviceStore store = disk.Open();
        disk.Append(store, 10);
        store.Flush();
        File.Move(disk.File, disk.File + ".away");
        Directory.CreateDirectory(disk.File);
        disk.Append(store, 5);
        Assert.False(store.Flush());
        Assert.Equal(StoreState.Failed, store.State);

        Directory.Delete(disk.File);
        File.Move(disk.File + ".away", disk.File);
        Assert.True(store.Flush());
        Assert.Equal(15, store.ReadNewestSamples(100).Count);
    }

    private static bool FlushAfter(StoreBench disk, DeviceStore store, int rows)
    {
        disk.Append(store, rows);
        return store.Flush();
    }

    private static string Fill(StoreBench disk)
    {
        string ballast = Path.Combine(disk.Folder, "ballast");
        using FileStream file = File.Create(ballast, 1);
        try
        {
            byte[] page = new byte[4096];
            while (true)
                file.Write(page);
        }
        catch (IOException)
        {
            return ballast;
        }
    }
}
