using IllsEdge.Device.Retraining;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.ModelFiles;

namespace IllsEdge.Device.Tests.Retraining;

/// <summary>The model in use while the store, or the folder of its file, is not there.</summary>
public sealed class ModelArchiveLossTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryLog _log = new();
    private DeviceStore _store;

    public ModelArchiveLossTests() => _store = OpenStore();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Models_in_use_are_written_into_a_store_that_is_begun_anew(bool areRestored)
    {
        ModelArchive archive = Open();
        archive.Save(Model(1, 10, 0.5));
        archive.Save(Model(2, 20, 0.25));
        if (areRestored)
        {
            archive.Dispose();
            archive = Open();
            archive.Restore(_ => null, out _);
        }

        archive.Flush();
        long time = _store.ReadModel(ModelState.Champion)!.Time;
        DeleteStore();
        _store.AppendLabel(1, 0, 0, null, out _);
        Assert.True(_store.Flush());
        Assert.Empty(_store.ReadModels());
        archive.SaveAgain();
        archive.Flush();
        AssertBoth();
        Assert.Equal(time, _store.ReadModel(ModelState.Champion)!.Time);
        Assert.Equal(1, _log.Count("the model in use is saved now"));
        archive.Dispose();
        _store.Dispose();
        _store = OpenStore();
        AssertBoth();
    }

    [Fact]
    public void A_model_adopted_after_the_deletion_brings_the_one_before_it()
    {
        using ModelArchive archive = Open();
        archive.Save(Model(1, 10, 0.5));
        archive.Flush();
        DeleteStore();
        archive.Save(Model(2, 20, 0.25));
        archive.SaveAgain();
        archive.Flush();
        // The second call, where the first found the archive at work.
        archive.SaveAgain();
        archive.Flush();
        AssertBoth();
    }

    [Fact]
    public void An_end_right_after_the_deletion_does_not_lose_the_model()
    {
        using (ModelArchive archive = Open())
        {
            archive.Save(Model(1, 10, 0.5));
            archive.Save(Model(2, 20, 0.25));
            archive.Flush();
            DeleteStore();
            _store.AppendLabel(1, 0, 0, null, out _);
        }

        AssertBoth();
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_told_at_the_start_and_at_an_adoption()
    {
        string path = Path.Combine(_folder.Path, "none", "champion.ills");
        using ModelArchive archive = new(_store, path, _log);
        archive.Restore(_ => null, out _);
        var (level, _, text) = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains($"there is no directory {Path.GetDirectoryName(path)}. Create it first.", text, StringComparison.Ordinal);
        Assert.Contains("in the store alone", text, StringComparison.Ordinal);
        archive.Save(Model(1, 10, 0.5));
        archive.Flush();
        Assert.Equal(1, _log.Count($"model 1, the model in use, is in {_store.Path}, so a restart does not lose it"));
        Assert.Equal(0, _log.Count("when there is room"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        archive.SaveAgain();
        archive.Flush();
        Assert.Equal(10, TestModels.Predict(ModelFile.Read(path), 0, 0));
    }

    private void AssertBoth()
    {
        Assert.Equal((2, 0.25), (_store.ReadModel(ModelState.Champion)!.Version, _store.ReadModel(ModelState.Champion)!.Reference));
        Assert.Equal((1, 0.5), (_store.ReadModel(ModelState.Previous)!.Version, _store.ReadModel(ModelState.Previous)!.Reference));
    }

    private void DeleteStore()
    {
        foreach (string part in (string[])["", "-wal", "-shm"])
            File.Delete(_store.Path + part);
    }

    private ModelArchive Open() => new(_store, null, _log);

    private DeviceStore OpenStore() => DeviceStore.Open(
        _folder.File("models.db"), ["a", "b"], new StoreOptions(), new ManualClock(), _log);

    private static SeatedModel Model(int version, double value, double reference) =>
        new(version, TestModels.Plane(0, 0, value), reference, 0);
}
