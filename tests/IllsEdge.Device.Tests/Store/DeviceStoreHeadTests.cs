using System.Buffers.Binary;
using System.Text;
using IllsEdge.Data;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Tests.Store;

/// <summary>A store that is damaged at its head, and files that were never one.</summary>
public sealed class DeviceStoreHeadTests : IDisposable
{
    private const int Rows = 600;
    private const int PageLength = 4096;
    private const string Kept = "device.db.damaged-20260131T120100Z";
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(100)]
    [InlineData(PageLength - 1)]
    public void A_store_that_was_cut_within_its_first_page_is_kept_and_a_new_one_begun(int length)
    {
        Write();
        using (FileStream file = File.OpenWrite(_bench.File))
            file.SetLength(length);
        using DeviceStore store = _bench.Open();
        Assert.Equal(length, new FileInfo(Assert.Single(_bench.Beside(Kept))).Length);
        Assert.Equal(LogLevel.Error, Assert.Single(_bench.Told).Level);
        Assert.Equal(1, _bench.Append(store, 1));
        Assert.True(store.Flush());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Of_a_store_that_has_lost_its_first_page_everything_else_can_be_read(bool hasLock, bool isNoise)
    {
        Write();
        if (!hasLock)
            // Then the names of the inputs in the second page say that it was a store.
            File.Delete(_bench.File + ".lock");
        byte[] lost = new byte[PageLength];
        if (isNoise)
            new Random(5).NextBytes(lost);
        using (FileStream file = File.OpenWrite(_bench.File))
            file.Write(lost);
        byte[] damaged = File.ReadAllBytes(_bench.File);
        using DeviceStore store = _bench.Open();
        AssertAll(store);
        Assert.Equal(damaged, File.ReadAllBytes(Assert.Single(_bench.Beside(Kept))));
        Assert.Empty(_bench.Beside("device.db.mending*"));
        Assert.Contains($"{Rows} samples", Assert.Single(_bench.Told).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(PageLength)]
    public void What_a_cut_file_has_lost_is_taken_from_the_log(int length)
    {
        using (DeviceStore store = _bench.Open())
        {
            Fill(store);
            // As kill -9 leaves it: all is in the log, which nobody has moved into the file yet.
            File.Copy(_bench.File + "-wal", _bench.File + ".log");
        }

        using (FileStream file = File.OpenWrite(_bench.File))
            file.SetLength(length);
        File.Move(_bench.File + ".log", _bench.File + "-wal");
        using DeviceStore again = _bench.Open();
        AssertAll(again);
    }

    [Fact]
    public void A_flipped_bit_of_the_header_costs_nothing()
    {
        Write();
        byte[] sound = File.ReadAllBytes(_bench.File);
        List<string> wrong = [];
        // Of the lowest byte of the layout's number nobody can say that it is not a later program's.
        foreach (int place in Enumerable.Range(0, 100).Where(place => place != 63))
        {
            byte[] bytes = [.. sound];
            bytes[place] ^= (byte)(1 << place * 5 % 8);
            File.WriteAllBytes(_bench.File, bytes);
            using DeviceStore store = _bench.Open();
            bool hasAll = store.ReadNewestSamples(Rows + 1).Count == Rows && store.ReadModel(ModelState.Champion) is not null;
            _bench.Append(store, 1);
            if (!hasAll || !store.Flush())
                wrong.Add($"{place}: {store.Trouble ?? "rows are lost"}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("89504E470D0A1A0A0000000D49484452", "a PNG image")]
    [InlineData("504B030414000000080000002100", "a ZIP archive")]
    [InlineData("1F8B0808000000000003", "a gzip archive")]
    [InlineData("7F454C4602010100", "a program")]
    [InlineData("255044462D312E370AB5B5B5B5", "a PDF document")]
    [InlineData("7B22666F726D6174223A22696C6C73656467652D6D6F64656C22", "a model of this program")]
    public void A_file_of_another_kind_in_the_place_of_a_store_is_refused_by_name(string start, string kind)
    {
        Write();
        byte[] bytes = [.. Convert.FromHexString(start), .. new byte[10_000]];
        File.WriteAllBytes(_bench.File, bytes);
        var exception = Assert.Throws<DataFileException>(() => _bench.Open());
        Assert.Contains(kind, exception.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_bench.File));
    }

    [Theory]
    [InlineData(".lock", "")]
    [InlineData("-wal", "377F0682")]
    public void Bytes_of_no_kind_are_damage_only_where_something_beside_them_is_of_a_store(string companion, string content)
    {
        byte[] bytes = new byte[10_000];
        File.WriteAllBytes(_bench.File, bytes);
        Assert.Contains(
            "no store but a file of yours", Assert.Throws<DataFileException>(() => _bench.Open()).Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(_bench.File));

        File.WriteAllBytes(_bench.File + companion, Convert.FromHexString(content));
        using DeviceStore store = _bench.Open();
        Assert.Equal(bytes, File.ReadAllBytes(_bench.Beside("device.db.damaged-*").Order().First()));
    }

    [Theory]
    [InlineData("notes in Ünïcode\n")]
    [InlineData("{\"period\": 1}")]
    public void A_text_beside_another_program_s_lock_is_left_alone(string text)
    {
        File.WriteAllText(_bench.File, text);
        File.WriteAllText(_bench.File + ".lock", "");
        Assert.Contains("(a text)", Assert.Throws<DataFileException>(() => _bench.Open()).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_bench.File));
    }

    [Fact]
    public void A_text_whose_page_ends_within_a_letter_is_a_text()
    {
        File.WriteAllText(_bench.File, new string('a', PageLength - 1) + new string('€', PageLength));
        Assert.Contains("(a text)", Assert.Throws<DataFileException>(() => _bench.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_program_s_database_is_left_alone_however_short_it_is()
    {
        byte[] header = new byte[200];
        "SQLite format 3\0"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(16), PageLength);
        File.WriteAllBytes(_bench.File, header);
        Assert.Throws<DataFileException>(() => _bench.Open());
        Assert.Equal(header, File.ReadAllBytes(_bench.File));
    }

    [Fact]
    public void An_empty_file_that_was_made_for_a_store_becomes_one()
    {
        File.WriteAllBytes(_bench.File, []);
        using DeviceStore store = _bench.Open();
        Assert.Equal(1, _bench.Append(store, 1));
        Assert.Empty(_bench.Told);
        Assert.Empty(_bench.Beside("device.db.damaged-*"));
    }

    [Fact]
    public void A_store_with_a_damaged_head_that_can_only_be_read_is_told_of_and_not_touched()
    {
        Write();
        File.WriteAllBytes(_bench.File, new byte[100]);
        var exception = Assert.Throws<DataFileException>(() => _bench.Open(new StoreOptions { IsReadOnly = true }));
        Assert.Contains("so that it can be mended", exception.Message, StringComparison.Ordinal);
        Assert.Equal(new byte[100], File.ReadAllBytes(_bench.File));
    }

    private void Write()
    {
        using DeviceStore store = _bench.Open();
        Fill(store);
    }

    private void Fill(DeviceStore store)
    {
        store.SaveModel(1, Encoding.UTF8.GetBytes("the champion"), ModelState.Champion);
        store.AppendDecision(0, "test", "text");
        _bench.Append(store, Rows, labelEvery: 10);
        Assert.True(store.Flush());
    }

    private static void AssertAll(DeviceStore store)
    {
        IReadOnlyList<StoredSample> samples = store.ReadNewestSamples(Rows + 1);
        Assert.Equal(Rows, samples.Count);
        Assert.All(samples, sample => Assert.Equal([sample.Id, sample.Id / 8.0, -sample.Id], sample.Values));
        Assert.All(samples, sample => Assert.Equal(sample.Id * 2.0, sample.Prediction!.Value));
        Assert.Equal(Rows, store.LastCommittedLabel * 10);
        Assert.Equal("the champion", Encoding.UTF8.GetString(store.ReadModel(ModelState.Champion)!.Bytes));
    }
}
