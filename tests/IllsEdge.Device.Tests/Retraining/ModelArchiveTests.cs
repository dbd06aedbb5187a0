using IllsEdge.Data;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Retraining;

public sealed class ModelArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryLog _log = new();
    private readonly DeviceStore _store;
    private readonly string _path;

    public ModelArchiveTests()
    {
        _path = _folder.File("champion.model");
        _store = DeviceStore.Open(_folder.File("models.db"), ["a", "b"], new StoreOptions(), new ManualClock(), _log);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void With_an_empty_store_and_no_file_there_is_no_model()
    {
        Assert.Equal((null, null, false), Versions(Restore()));
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void Champion_and_previous_model_come_back_from_the_store()
    {
        Store(1, Constant(10), 0.5);
        Store(2, Constant(20), 0.25);
        (SeatedModel? champion, SeatedModel? previous, bool isNew) = Restore();
        Assert.Equal((2, 0.25, 20.0), (champion!.Version, champion.Reference, champion.Predict([0, 0])));
        Assert.Equal((1, 0.5, 10.0), (previous!.Version, previous.Reference, previous.Predict([0, 0])));
        Assert.False(isNew);
    }

    [Fact]
    public void A_file_that_the_store_never_held_becomes_champion_with_a_new_version()
    {
        Store(1, Constant(10));
        Store(2, Constant(20));
        ModelFile.Write(_path, Constant(30));
        (SeatedModel? champion, SeatedModel? previous, bool isNew) = Restore();
        Assert.Equal((3, null, 30.0), (champion!.Version, champion.Reference, champion.Predict([0, 0])));
        Assert.Equal(2, previous!.Version);
        Assert.True(isNew);
        // It is saved, so at the next start it is nothing new.
        Assert.Equal((3, 2, false), Versions(Restore()));
    }

    [Fact]
    public void A_file_that_the_store_holds_is_not_loaded_again()
    {
        Store(1, Constant(10));
        Store(2, Constant(20));
        Store(3, Constant(30));
        ModelFile.Write(_path, Constant(10));
        Assert.Equal((3, 2, false), Versions(Restore()));
    }

    [Fact]
    public void A_file_that_is_not_there_is_nothing_to_tell()
    {
        Store(1, Constant(10));
        Assert.Equal((1, null, false), Versions(Restore()));
        Assert.Empty(_log.Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no model at all")]
    public void A_damaged_file_is_kept_aside_and_told(string content)
    {
        Store(1, Constant(10));
        File.WriteAllText(_path, content);
        Assert.Equal((1, null, false), Versions(Restore()));
        Assert.False(File.Exists(_path));
        Assert.Equal(content, File.ReadAllText(_path + ".damaged"));
        var (level, _, text) = Assert.Single(_log.Entries);
        Assert.Equal(LogLevel.Error, level);
        Assert.Contains($"{_path}: ", text, StringComparison.Ordinal);
        Assert.Contains($"kept as {_path}.damaged", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_damaged_file_does_not_take_the_place_of_the_first()
    {
        Store(1, Constant(10));
        foreach (string content in new[] { "first", "second" })
        {
            File.WriteAllText(_path, content);
            Restore();
        }

        Assert.Equal("first", File.ReadAllText(_path + ".damaged"));
        Assert.Equal("second", File.ReadAllText(_path + ".damaged-2"));
    }

    [Theory]
    [InlineData("pressure,speed\n1,2\n")]
    [InlineData("{ \"name\": \"press\" }")]
    public void A_file_that_no_device_wrote_is_left_alone(string content)
    {
        File.WriteAllText(_path, content);
        DataFileException refusal = Assert.Throws<DataFileException>(() => Restore());
        Assert.Contains("this is no model but a file of yours", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(_path));
        Assert.Equal([_path], Directory.GetFiles(_folder.Path, "champion.*"));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 50)]
    [InlineData(4096, 20_000)]
    public void A_model_that_was_cut_or_blanked_is_damaged_also_where_the_store_is_new(int blank, int length)
    {
        byte[] bytes = [.. ModelFile.ToBytes(Constant(10)), .. new byte[20_000]];
        bytes.AsSpan(0, blank).Clear();
        File.WriteAllBytes(_path, bytes[..length]);
        Assert.Equal((null, null, false), Versions(Restore()));
        Assert.True(File.Exists(_path + ".damaged"));
    }

    [Fact]
    public void A_directory_is_refused_at_once()
    {
        Directory.CreateDirectory(_path);
        Assert.Contains("set model.path to a file", Assert.Throws<DataFileException>(() => Restore()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_may_not_be_read_is_left_alone()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may read everything.");
        if (OperatingSystem.IsWindows())
            return;
        ModelFile.Write(_path, Constant(10));
        File.SetUnixFileMode(_path, UnixFileMode.None);
        Assert.Contains("right to read", Assert.Throws<DataFileException>(() => Restore()).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(_path));
    }

    [Fact]
    public void A_file_with_one_wrong_bit_is_damaged()
    {
        byte[] bytes = ModelFile.ToBytes(Constant(10));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(_path, bytes);
        Assert.Equal((null, null, false), Versions(Restore()));
        Assert.Equal(bytes, File.ReadAllBytes(_path + ".damaged"));
    }

    [Fact]
    public void Where_the_stored_champion_is_damaged_the_previous_model_takes_its_place()
    {
        Store(1, Constant(10));
        Assert.True(_store.SaveModel(2, [1, 2, 3], ModelState.Champion));
        Assert.Equal((1, null, false), Versions(Restore()));
        Assert.Equal(1, _log.Count("model 2 of the store"));
        using ModelArchive archive = Open();
        Assert.Equal(3, archive.NextVersion());
    }

    [Fact]
    public void Where_the_previous_model_is_damaged_the_champion_stays()
    {
        Assert.True(_store.SaveModel(1, [1, 2, 3], ModelState.Champion));
        Store(2, Constant(20));
        Assert.Equal((2, null, false), Versions(Restore()));
        Assert.Equal(1, _log.Count("model 1 of the store"));
    }

    [Fact]
    public void A_file_of_another_device_is_refused_and_left_alone()
    {
        ModelFile.Write(_path, Constant(10));
        using ModelArchive archive = Open();
        var exception = Assert.Throws<DataFileException>(() => archive.Restore(_ => "is not for us.", out _));
        Assert.Equal($"{_path}: is not for us.", exception.Message);
        Assert.True(File.Exists(_path));
        Assert.Empty(_store.ReadModels());
    }

    [Fact]
    public void A_stored_model_of_another_device_is_told_and_not_used()
    {
        Store(1, Constant(10));
        using ModelArchive archive = Open();
        Assert.Equal((null, null), archive.Restore(_ => "is not for us.", out _));
        Assert.Equal(1, _log.Count("is not for us. It is not used."));
    }

    [Fact]
    public void Saving_writes_the_store_and_the_file()
    {
        using (ModelArchive archive = Open())
        {
            archive.Save(new SeatedModel(archive.NextVersion(), Constant(10), 0.5, 0));
            archive.Save(new SeatedModel(archive.NextVersion(), Constant(20), 0.25, 0));
        }

        StoredModel champion = _store.ReadModel(ModelState.Champion)!;
        Assert.Equal((2, 0.25), (champion.Version, champion.Reference));
        Assert.Equal(1, _store.ReadModel(ModelState.Previous)!.Version);
        Assert.Equal(champion.Bytes, File.ReadAllBytes(_path));
        Assert.Equal(20, TestModels.Predict(ModelFile.Read(_path), 0, 0));
    }

    [Fact]
    public void Without_a_path_models_are_in_the_store_alone()
    {
        using (ModelArchive archive = new(_store, path: null, _log))
            archive.Save(new SeatedModel(1, Constant(10), null, 0));
        Assert.Equal(1, _store.ReadModel(ModelState.Champion)!.Version);
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public void A_swap_changes_places_in_the_store_and_the_file()
    {
        using (ModelArchive archive = Open())
        {
            SeatedModel first = new(archive.NextVersion(), Constant(10), 0.5, 0);
            archive.Save(first);
            archive.Save(new SeatedModel(archive.NextVersion(), Constant(20), 0.25, 0));
            archive.SaveSwap(first);
        }

        Assert.Equal(10, TestModels.Predict(ModelFile.Read(_path), 0, 0));
        (SeatedModel? champion, SeatedModel? previous, bool isNew) = Restore();
        Assert.Equal((1, 0.5, 2, 0.25), (champion!.Version, champion.Reference, previous!.Version, previous.Reference));
        Assert.False(isNew);
        using ModelArchive again = Open();
        Assert.Equal(3, again.NextVersion());
    }

    [Fact]
    public void A_model_that_cannot_be_saved_is_told()
    {
        Directory.CreateDirectory(_path);
        using (ModelArchive archive = Open())
            archive.Save(new SeatedModel(1, Constant(10), null, 0));
        Assert.Equal(1, _log.Count($"model 1, the model in use, is in {_store.Path}"));
        Assert.Equal(1, _log.Count($"cannot be written to model.path: {_path}: is a directory"));
        Assert.Equal(0, _log.Count("when there is room"));
        Assert.Equal(1, _store.ReadModel(ModelState.Champion)!.Version);
    }

    [Fact]
    public void A_swap_to_a_model_that_the_store_does_not_know_saves_the_whole_model()
    {
        using (ModelArchive archive = Open())
            archive.SaveSwap(new SeatedModel(7, Constant(10), 0.5, 0));
        Assert.Empty(_log.Entries);
        StoredModel champion = _store.ReadModel(ModelState.Champion)!;
        Assert.Equal((7, 0.5), (champion.Version, champion.Reference));
        Assert.Equal(champion.Bytes, File.ReadAllBytes(_path));
    }

    [Fact]
    public void With_a_synchronous_store_a_model_is_saved_when_the_call_returns()
    {
        using DeviceStore store = DeviceStore.Open(
            _folder.File("synchronous.db"), ["a", "b"], new StoreOptions { IsSynchronous = true }, new ManualClock(), _log);
        using ModelArchive archive = new(store, _path, _log);
        archive.Save(new SeatedModel(archive.NextVersion(), Constant(10), null, 0));
        Assert.Equal(File.ReadAllBytes(_path), store.ReadModel(ModelState.Champion)!.Bytes);
    }

    [Fact]
    public void Models_that_the_store_refused_are_saved_when_it_takes_them_again()
    {
        using ModelArchive archive = Open();
        SeatedModel first = new(archive.NextVersion(), Constant(10), 0.5, 0);
        SeatedModel second = new(archive.NextVersion(), Constant(20), 0.25, 0);
        SeatedModel third = new(archive.NextVersion(), Constant(30), 0.125, 0);
        archive.Save(first);
        archive.Flush();
        using (Refusal())
        {
            archive.Save(second);
            archive.Save(third);
            archive.SaveSwap(second);
            archive.SaveAgain();
            archive.Flush();
            Assert.Equal(1, _store.ReadModel(ModelState.Champion)!.Version);
            Assert.Equal(10, TestModels.Predict(ModelFile.Read(_path), 0, 0));
            // Once a model: trying again is nothing new.
            Assert.Equal(3, _log.Count("the model in use cannot be saved and would be lost at a restart"));
        }

        archive.SaveAgain();
        archive.Flush();
        Assert.Equal((2, 3), (_store.ReadModel(ModelState.Champion)!.Version, _store.ReadModel(ModelState.Previous)!.Version));
        Assert.Equal(20, TestModels.Predict(ModelFile.Read(_path), 0, 0));
        Assert.Equal(1, _log.Count("the model in use is saved now"));
    }

    [Fact]
    public void A_file_that_could_not_be_written_is_written_when_it_can_be()
    {
        Directory.CreateDirectory(_path);
        using ModelArchive archive = Open();
        archive.Save(new SeatedModel(archive.NextVersion(), Constant(10), null, 0));
        archive.Flush();
        Directory.Delete(_path);
        archive.SaveAgain();
        archive.Flush();
        Assert.Equal(10, TestModels.Predict(ModelFile.Read(_path), 0, 0));
    }

    [Fact]
    public void What_could_not_be_saved_is_tried_once_more_at_the_end()
    {
        using ModelArchive archive = Open();
        using (Refusal())
        {
            archive.Save(new SeatedModel(archive.NextVersion(), Constant(10), null, 0));
            archive.Flush();
        }

        archive.Dispose();
        Assert.Equal((1, null, false), Versions(Restore()));
    }

    [Fact]
    public void Disposing_twice_is_as_good_as_once()
    {
        ModelArchive archive = Open();
        archive.Dispose();
        archive.Dispose();
    }

    private static Model Constant(double value) => TestModels.Plane(0, 0, value);

    private static (int? Champion, int? Previous, bool IsNew) Versions(
        (SeatedModel? Champion, SeatedModel? Previous, bool IsNew) restored) =>
        (restored.Champion?.Version, restored.Previous?.Version, restored.IsNew);

    private void Store(int version, Model model, double? reference = null) =>
        Assert.True(_store.SaveModel(version, ModelFile.ToBytes(model), ModelState.Champion, reference));

    /// <summary>As long as it is not disposed, the store takes no model.</summary>
    private StoreRefusal Refusal() => new(_folder.File("models.db"));

    private ModelArchive Open() => new(_store, _path, _log);

    private (SeatedModel? Champion, SeatedModel? Previous, bool IsNew) Restore()
    {
        using ModelArchive archive = Open();
        (SeatedModel? champion, SeatedModel? previous) = archive.Restore(_ => null, out bool isNew);
        return (champion, previous, isNew);
    }
}
