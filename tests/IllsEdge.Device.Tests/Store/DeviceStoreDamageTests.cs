using IllsEdge.Data;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Tests.Store;

public sealed class DeviceStoreDamageTests : IDisposable
{
    private const int Rows = 5_000;
    private const int PageLength = 4096;
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Bytes_overwritten_in_the_middle_cost_only_what_stood_there()
    {
        Write();
        using (FileStream file = File.OpenWrite(_bench.File))
        {
            file.Position = file.Length / 2 / PageLength * PageLength;
            byte[] noise = new byte[4 * PageLength];
            new Random(1).NextBytes(noise);
            file.Write(noise);
        }

        AssertSalvaged(atLeast: Rows * 8 / 10);
    }

    [Fact]
    public void A_truncated_file_gives_what_is_left()
    {
        Write();
        using (FileStream file = File.OpenWrite(_bench.File))
            file.SetLength(file.Length / 2);
        AssertSalvaged(atLeast: Rows / 4);
    }

    [Fact]
    public void A_single_damaged_byte_in_a_sample_is_found_though_sqlite_does_not_see_it()
    {
        Write();
        byte[] bytes = File.ReadAllBytes(_bench.File);
        int place = bytes.AsSpan().IndexOf(BitConverter.GetBytes(2_500.0));
        bytes[place + 3] ^= 1;
        File.WriteAllBytes(_bench.File, bytes);

        using DeviceStore store = _bench.Open();
        Assert.Equal(Rows - 1, store.ReadNewestSamples(Rows).Count);
        Assert.Contains(
            _bench.Told, line => line.Text.Contains("sample 2500 is damaged", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CREATE TABLE labels")]
    [InlineData("CREATE INDEX samples_by_time")]
    public void A_flipped_bit_in_a_name_is_damage_though_the_file_is_whole(string definition)
    {
        Write();
        byte[] bytes = File.ReadAllBytes(_bench.File);
        // SQLite keeps the name beside the definition too, the place before it.
        int place = bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(definition));
        string name = definition.Split(' ')[^1];
        bytes[place + definition.Length - 1] ^= 1;
        for (int at = place - 1; at > place - 60; at--)
            if (bytes.AsSpan(at, name.Length).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(name)))
                bytes[at + name.Length - 1] ^= 1;
        File.WriteAllBytes(_bench.File, bytes);

        using DeviceStore store = _bench.Open();
        Assert.Equal(Rows, store.ReadNewestSamples(Rows).Count);
        Assert.Contains(_bench.Told, line => line.Text.Contains("a new store begun with what could be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Damage_all_over_that_leads_the_reader_in_a_circle_comes_to_an_end(int seed)
    {
        Write();
        byte[] bytes = File.ReadAllBytes(_bench.File);
        Random random = new(seed);
        for (int place = 0; place < 300; place++)
            bytes[random.Next(PageLength, bytes.Length)] ^= 255;
        File.WriteAllBytes(_bench.File, bytes);
        await Task.Run(() => _bench.Open().Dispose(), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Contains(_bench.Told, line => line.Text.Contains("a new store begun with what could be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("this is not a database, whatever its name says; it is a text of more than sixteen bytes")]
    [InlineData("short")]
    public void A_store_that_is_a_database_no_more_is_kept_and_a_new_one_begun(string text)
    {
        _bench.Open().Dispose();
        File.WriteAllText(_bench.File, text);
        using DeviceStore store = _bench.Open();
        Assert.Equal(1, _bench.Append(store, 1));
        Assert.True(store.Flush());
        string kept = Assert.Single(_bench.Beside("device.db.damaged-20260131T120000Z"));
        Assert.Equal(text, File.ReadAllText(kept));
        Assert.Equal(LogLevel.Error, Assert.Single(_bench.Told).Level);
    }

    [Theory]
    [InlineData("this is not a database, whatever its name says; it is a text of more than sixteen bytes")]
    [InlineData("short")]
    public void A_file_that_never_was_a_store_is_left_alone(string text)
    {
        File.WriteAllText(_bench.File, text);
        var exception = Assert.Throws<DataFileException>(() => _bench.Open());
        Assert.Contains("no store but a file of yours", exception.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_bench.File));
        Assert.False(File.Exists(_bench.File + ".lock"));
    }

    [Fact]
    public void Every_page_can_be_damaged_and_the_store_still_opens()
    {
        Write(rows: 600);
        byte[] sound = File.ReadAllBytes(_bench.File);
        byte[] noise = new byte[PageLength];
        new Random(2).NextBytes(noise);
        int worst = int.MaxValue;
        for (int page = 0; page < sound.Length / PageLength; page++)
        {
            byte[] bytes = [.. sound];
            noise.CopyTo(bytes, page * PageLength);
            File.WriteAllBytes(_bench.File, bytes);
            using DeviceStore store = _bench.Open();
            foreach (StoredSample sample in store.ReadNewestSamples(Rows))
                Assert.Equal([sample.Id, sample.Id / 8.0, -sample.Id], sample.Values);
            if (page > 10)
                worst = Math.Min(worst, store.ReadNewestSamples(Rows).Count);
            long last = store.LastSampleId;
            Assert.Equal(last + 1, _bench.Append(store, 1));
            Assert.True(store.Flush());
        }

        // A page holds at most 90 samples of three inputs.
        Assert.InRange(worst, 600 - 90, 600);
    }

    [Fact]
    public void A_log_of_garbage_after_a_crash_costs_the_log_but_not_the_store()
    {
        Write();
        byte[] noise = new byte[100_000];
        new Random(3).NextBytes(noise);
        File.WriteAllBytes(_bench.File + "-wal", noise);
        using DeviceStore store = _bench.Open();
        Assert.Equal(Rows, store.LastSampleId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Damage_that_shows_while_the_store_is_open_is_mended_while_it_runs(bool isSynchronous)
    {
        Write();
        using (DeviceStore store = _bench.Open(new StoreOptions { IsSynchronous = isSynchronous, MaxRows = 4_000 }))
        {
            // Where the oldest samples are, which are the next to go.
            using (FileStream file = File.OpenWrite(_bench.File))
            {
                file.Position = 12 * PageLength;
                byte[] noise = new byte[40 * PageLength];
                new Random(4).NextBytes(noise);
                file.Write(noise);
            }

            _bench.Append(store, 2_000);
            Assert.True(store.Flush());
            Assert.Equal((StoreState.Writing, 0L), (store.State, store.Counts.Dropped));
            Assert.Equal(Rows + 2_000, store.LastCommittedSample);
            Assert.NotNull(store.ReadModel(ModelState.Champion));
            (LogLevel level, string text) = Assert.Single(
                _bench.Told, line => line.Text.Contains("was kept as", StringComparison.Ordinal));
            Assert.Equal(LogLevel.Error, level);
            TestContext.Current.TestOutputHelper?.WriteLine(text);
            Assert.Equal(2_000, store.ReadNewestSamples(2_000).Count);
        }

        Assert.Single(_bench.Beside("device.db.damaged-*"));
        using DeviceStore again = _bench.Open();
        Assert.Equal(Rows + 2_000, again.LastSampleId);
        Assert.Single(_bench.Beside("device.db.damaged-*"));
    }

    [Fact]
    public void Damage_that_comes_again_within_the_hour_is_a_dying_disk_and_not_mended_again()
    {
        Write();
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { MaxRows = 4_000 });
        for (int round = 0; round < 2; round++)
        {
            using (FileStream file = File.OpenWrite(_bench.File))
            {
                file.Position = 5 * PageLength;
                byte[] noise = new byte[file.Length - 5 * PageLength];
                new Random(round).NextBytes(noise);
                file.Write(noise);
            }

            // What a connection has in memory it does not read again; a new one sees it.
            if (round == 1)
                Assert.True(store.ReadNewestSamples(5_000).Count < 5_000);
            _bench.Append(store, 5_000);
            Assert.Equal(round == 0, store.Flush());
        }

        Assert.Equal(StoreState.Failed, store.State);
        Assert.Single(_bench.Beside("device.db.damaged-*"));
    }

    [Fact]
    public void After_a_power_cut_in_the_middle_of_salvage_the_whole_copy_is_the_store()
    {
        Write();
        // As the cut leaves it: the damaged store has another name, its log not yet, and the copy not yet the store's.
        File.Move(_bench.File, _bench.File + ".salvaged");
        File.WriteAllText(_bench.File + "-wal", "of the damaged store");
        File.WriteAllText(_bench.File + ".salvaging", "half a copy");
        using DeviceStore store = _bench.Open();
        Assert.Equal(Rows, store.LastSampleId);
        Assert.NotNull(store.ReadModel(ModelState.Champion));
        Assert.Contains("is taken as the store", Assert.Single(_bench.Told).Text, StringComparison.Ordinal);
        Assert.Empty(_bench.Beside("device.db.salvag*"));
        Assert.Equal("of the damaged store", File.ReadAllText(Assert.Single(_bench.Beside("device.db.damaged-*-wal"))));
    }

    [Fact]
    public void Half_a_copy_of_a_salvage_is_not_taken_for_the_store()
    {
        Write();
        File.Copy(_bench.File, _bench.File + ".salvaging");
        File.Delete(_bench.File);
        using DeviceStore store = _bench.Open();
        Assert.Equal(0, store.LastSampleId);
        Assert.Empty(_bench.Beside("device.db.salvag*"));
    }

    private void Write(int rows = Rows)
    {
        using DeviceStore store = _bench.Open();
        store.SaveModel(1, new byte[50], ModelState.Champion);
        store.AppendDecision(0, "test", "text");
        _bench.Append(store, rows, labelEvery: 10);
    }

    private void AssertSalvaged(int atLeast)
    {
        using (DeviceStore store = _bench.Open())
        {
            IReadOnlyList<StoredSample> samples = store.ReadNewestSamples(Rows);
            Assert.True(samples.Count >= atLeast && samples.Count < Rows, _bench.Told.Single().Text);
            Assert.All(samples, sample => Assert.Equal([sample.Id, sample.Id / 8.0, -sample.Id], sample.Values));
            Assert.NotNull(store.ReadModel(ModelState.Champion));
            Assert.True(store.Append(new Sample(0, 0, [1, 2, 3]), out long id));
            Assert.True(id > samples[^1].Id);
            (LogLevel level, string text) = Assert.Single(_bench.Told);
            Assert.Equal(LogLevel.Error, level);
            TestContext.Current.TestOutputHelper?.WriteLine(text);
        }

        Assert.Single(_bench.Beside("device.db.damaged-*"));
        using DeviceStore again = _bench.Open();
        Assert.Single(_bench.Told);
    }
}
