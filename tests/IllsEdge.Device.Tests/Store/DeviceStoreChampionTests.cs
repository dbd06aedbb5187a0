using IllsEdge.Device.Store;

namespace IllsEdge.Device.Tests.Store;

/// <summary>The champion's copy beside the store.</summary>
public sealed class DeviceStoreChampionTests : IDisposable
{
    private const int PageLength = 4096;
    private readonly StoreBench _bench = new();

    private string Copy => _bench.File + ".champion";

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whichever_page_is_lost_the_champion_is_there(bool isNoise)
    {
        Write();
        byte[] sound = File.ReadAllBytes(_bench.File);
        List<int> lost = [], lostWithoutCopy = [];
        byte[] copy = File.ReadAllBytes(Copy);
        for (int page = 0; page < sound.Length / PageLength; page++)
        {
            byte[] bytes = [.. sound];
            byte[] damage = new byte[PageLength];
            if (isNoise)
                new Random(page).NextBytes(damage);
            damage.CopyTo(bytes, page * PageLength);
            foreach (bool hasCopy in (bool[])[true, false])
            {
                File.WriteAllBytes(_bench.File, bytes);
                File.Delete(Copy);
                if (hasCopy)
                    File.WriteAllBytes(Copy, copy);
                using DeviceStore store = _bench.Open();
                if (!IsChampion(store, 3))
                    (hasCopy ? lost : lostWithoutCopy).Add(page);
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{sound.Length / PageLength} pages; without a copy the champion is lost with {lostWithoutCopy.Count} of them");
        Assert.Empty(lost);
        // What it protects against is there.
        Assert.NotEmpty(lostWithoutCopy);
    }

    [Fact]
    public void A_store_of_which_nothing_is_left_goes_on_with_the_champion_as_it_was()
    {
        Write();
        File.WriteAllBytes(_bench.File, new byte[10]);
        using DeviceStore store = _bench.Open();
        Assert.True(IsChampion(store, 3));
        StoredModel champion = store.ReadModel(ModelState.Champion)!;
        Assert.Equal((0.3, 3), (champion.Reference, store.LastModelVersion));
        Assert.Contains("from " + Copy, Assert.Single(_bench.Told).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_copy_follows_a_swap_and_a_rollback()
    {
        using (DeviceStore store = _bench.Open())
        {
            Save(store);
            Assert.True(store.RollBack());
        }

        File.WriteAllBytes(_bench.File, new byte[10]);
        using (DeviceStore store = _bench.Open())
        {
            Assert.True(IsChampion(store, 2));
            store.SaveModel(4, Model(4), ModelState.Champion);
            Assert.True(store.SwapChampion(2));
        }

        File.WriteAllBytes(_bench.File, new byte[10]);
        using DeviceStore again = _bench.Open();
        Assert.True(IsChampion(again, 2));
    }

    [Fact]
    public void A_store_that_was_deleted_begins_anew_without_the_champion()
    {
        Write();
        File.Delete(_bench.File);
        using (DeviceStore store = _bench.Open())
            Assert.Null(store.ReadModel(ModelState.Champion));
        Assert.Empty(_bench.Told);
        // Nor is it brought back later, by damage to the new store.
        File.WriteAllBytes(_bench.File, new byte[10]);
        using DeviceStore again = _bench.Open();
        Assert.Null(again.ReadModel(ModelState.Champion));
        Assert.True(File.Exists(Copy + ".old"));
    }

    [Fact]
    public void A_damaged_copy_is_told_of_and_not_used()
    {
        Write();
        byte[] bytes = File.ReadAllBytes(Copy);
        bytes[100] ^= 1;
        File.WriteAllBytes(Copy, bytes);
        File.WriteAllBytes(_bench.File, new byte[10]);
        using DeviceStore store = _bench.Open();
        Assert.Null(store.ReadModel(ModelState.Champion));
        Assert.Contains(".champion is damaged", Assert.Single(_bench.Told).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_champion_without_a_sound_copy_gets_one_at_the_start()
    {
        Write();
        byte[] sound = File.ReadAllBytes(Copy);
        File.Delete(Copy);
        _bench.Open().Dispose();
        Assert.Equal(sound, File.ReadAllBytes(Copy));
        File.WriteAllBytes(Copy, [1, 2, 3]);
        _bench.Open().Dispose();
        Assert.Equal(sound, File.ReadAllBytes(Copy));
    }

    [Fact]
    public void A_champion_whose_bytes_were_changed_is_taken_from_the_copy()
    {
        Write();
        byte[] bytes = File.ReadAllBytes(_bench.File);
        int place = bytes.AsSpan().IndexOf(Model(3).AsSpan(0, 100));
        bytes[place + 50] ^= 1;
        File.WriteAllBytes(_bench.File, bytes);
        using DeviceStore store = _bench.Open();
        Assert.True(IsChampion(store, 3));
        Assert.Contains("model 3", Assert.Single(_bench.Told).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_only_read_has_nothing_written_beside_it()
    {
        Write();
        File.Delete(Copy);
        using (DeviceStore store = _bench.Open(new StoreOptions { IsReadOnly = true }))
            Assert.True(IsChampion(store, 3));
        Assert.False(File.Exists(Copy));
    }

    [Fact]
    public void A_copy_that_cannot_be_written_costs_a_warning_and_not_the_model()
    {
        Directory.CreateDirectory(Copy);
        using DeviceStore store = _bench.Open();
        Assert.True(store.SaveModel(1, Model(1), ModelState.Champion));
        Assert.Equal((StoreState.Writing, 1), (store.State, store.ReadModel(ModelState.Champion)!.Version));
        Assert.Equal(LogLevel.Warning, Assert.Single(_bench.Told).Level);
    }

    private void Write()
    {
        using DeviceStore store = _bench.Open();
        Save(store);
    }

    private void Save(DeviceStore store)
    {
        _bench.Append(store, 100, labelEvery: 10);
        for (int version = 1; version <= 3; version++)
            Assert.True(store.SaveModel(version, Model(version), ModelState.Champion, version / 10.0));
    }

    private static bool IsChampion(DeviceStore store, int version) =>
        store.ReadModel(ModelState.Champion) is { } champion && champion.Version == version
        && champion.Bytes.AsSpan().SequenceEqual(Model(version));

    private static byte[] Model(int version)
    {
        byte[] bytes = new byte[12_000];
        new Random(version).NextBytes(bytes);
        return bytes;
    }
}
