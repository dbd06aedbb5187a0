using IllsEdge.Device.Store;

namespace IllsEdge.Device.Tests.Store;

public sealed class DeviceStoreModelTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_new_champion_makes_the_old_one_the_previous_model()
    {
        using (DeviceStore store = _bench.Open())
            for (int version = 1; version <= 3; version++)
                Assert.True(store.SaveModel(version, [(byte)version], ModelState.Champion, version / 10.0));

        using DeviceStore again = _bench.Open();
        Assert.Equal(3, again.LastModelVersion);
        Assert.Equal(
            [(1, ModelState.Retired), (2, ModelState.Previous), (3, ModelState.Champion)],
            again.ReadModels().Select(model => (model.Version, model.State)));
        StoredModel champion = again.ReadModel(ModelState.Champion)!;
        Assert.Equal([3], champion.Bytes);
        Assert.Equal((0.3, _bench.Clock.Milliseconds), (champion.Reference, champion.Time));
    }

    [Fact]
    public void Rolling_back_exchanges_champion_and_previous_model()
    {
        using DeviceStore store = _bench.Open();
        store.SaveModel(1, [1], ModelState.Champion);
        Assert.False(store.RollBack());
        store.SaveModel(2, [2], ModelState.Champion);
        Assert.True(store.RollBack());
        Assert.Equal(1, store.ReadModel(ModelState.Champion)!.Version);
        Assert.Equal(2, store.ReadModel(ModelState.Previous)!.Version);
    }

    [Fact]
    public void A_model_that_was_rejected_can_be_made_champion_later()
    {
        using DeviceStore store = _bench.Open();
        store.SaveModel(1, [1], ModelState.Champion);
        store.SaveModel(2, [2], ModelState.Rejected);
        Assert.Equal(1, store.ReadModel(ModelState.Champion)!.Version);
        Assert.True(store.SwapChampion(2));
        Assert.False(store.SwapChampion(2));
        Assert.False(store.SwapChampion(99));
        Assert.Equal(2, store.ReadModel(ModelState.Champion)!.Version);
        Assert.Equal(1, store.ReadModel(ModelState.Previous)!.Version);
        Assert.Null(store.ReadModel(2)!.Reference);
    }

    [Fact]
    public void Only_the_newest_of_the_others_are_kept()
    {
        using DeviceStore store = _bench.Open(StoreBench.Synchronous with { KeptModels = 2 });
        store.SaveModel(1, [1], ModelState.Champion);
        store.SaveModel(2, [2], ModelState.Champion);
        for (int version = 3; version < 20; version++)
            store.SaveModel(version, [0], ModelState.Rejected);
        Assert.Equal([1, 2, 18, 19], store.ReadModels().Select(model => model.Version));
    }

    [Fact]
    public void There_is_no_model_at_the_beginning()
    {
        using DeviceStore store = _bench.Open();
        Assert.Null(store.ReadModel(ModelState.Champion));
        Assert.Equal(0, store.LastModelVersion);
    }
}
