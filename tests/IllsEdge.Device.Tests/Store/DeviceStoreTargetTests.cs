using IllsEdge.Data;
using IllsEdge.Device.Store;
using IllsEdge.Device.Tests.Support;
using IllsEdge.ModelFiles;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Tests.Store;

/// <summary>Labels of one quantity are never learned from as another's.</summary>
public sealed class DeviceStoreTargetTests : IDisposable
{
    private static readonly StoreOptions Wall = StoreBench.Synchronous with { Target = "wall" };
    private static readonly StoreOptions Diameter = StoreBench.Synchronous with { Target = "diameter" };
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_store_of_another_target_is_refused_and_left_alone(bool isReadOnly)
    {
        using (DeviceStore store = _bench.Open(Wall))
            _bench.Append(store, 10, labelEvery: 1);
        AssertRefused(Diameter with { IsReadOnly = isReadOnly });
        using DeviceStore again = _bench.Open(Wall with { IsReadOnly = isReadOnly });
        Assert.Equal(10, again.LastSampleId);
    }

    [Fact]
    public void A_store_of_another_target_is_set_aside_where_the_options_say_so()
    {
        using (DeviceStore store = _bench.Open(Wall))
            _bench.Append(store, 1);
        using DeviceStore other = _bench.Open(Diameter with { OtherInputs = OtherInputs.SetAside });
        Assert.Equal(0, other.LastSampleId);
        Assert.Contains("and the target wall instead of", Assert.Single(_bench.Told).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_from_before_gets_its_target_at_the_next_opening_to_write()
    {
        using (DeviceStore store = _bench.Open())
            _bench.Append(store, 10, labelEvery: 1);
        using (_bench.Open(Wall with { IsReadOnly = true }))
            Assert.Null(HeldTarget());
        using (_bench.Open(Wall))
            Assert.Equal("wall", HeldTarget());
        AssertRefused(Diameter);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_store_from_before_is_of_what_its_champion_predicts(bool isReadOnly)
    {
        using (DeviceStore store = _bench.Open())
            store.SaveModel(1, ModelFile.ToBytes(TestModels.Plane(0, 0, 10)), ModelState.Champion);
        DataFileException refusal = Assert.Throws<DataFileException>(() => _bench.Open(Wall with { IsReadOnly = isReadOnly }));
        Assert.Contains("labels and models of y, but", refusal.Message, StringComparison.Ordinal);
        Assert.Null(HeldTarget());
        using DeviceStore again = _bench.Open(Wall with { Target = "y" });
        Assert.NotNull(again.ReadModel(1));
    }

    [Fact]
    public void A_damaged_store_keeps_its_target_and_is_refused_as_another()
    {
        using (DeviceStore store = _bench.Open(Wall))
            _bench.Append(store, 5_000, labelEvery: 10);
        using (FileStream file = File.OpenWrite(_bench.File))
        {
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write(new byte[4096]);
        }

        AssertRefused(Diameter);
        Assert.Empty(_bench.Beside("*.damaged-*"));
        using (_bench.Open(Wall))
            Assert.Single(_bench.Beside("*.damaged-*"));
        Assert.Equal("wall", HeldTarget());
    }

    private void AssertRefused(StoreOptions options)
    {
        DataFileException refusal = Assert.Throws<DataFileException>(() => _bench.Open(options));
        Assert.Contains("labels and models of wall, but the configuration's target is diameter", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Restore target.name", refusal.Message, StringComparison.Ordinal);
    }

    private string? HeldTarget()
    {
        using var connection = new SqliteConnection($"Data Source={_bench.File};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE key = 'target'";
        return (string?)command.ExecuteScalar();
    }
}
