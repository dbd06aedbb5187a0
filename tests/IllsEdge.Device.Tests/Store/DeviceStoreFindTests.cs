using IllsEdge.Device.Store;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Tests.Store;

/// <summary>The sample that was taken nearest to a moment.</summary>
public sealed class DeviceStoreFindTests : IDisposable
{
    private readonly StoreBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void The_nearest_is_found_also_where_the_clock_was_set_back()
    {
        // The clock goes back twice, so that times come again and numbers and times disagree.
        long[] times = [100, 200, 300, 150, 250, 350, 200, 1000];
        using DeviceStore store = Store(times);
        for (long time = 0; time < 1200; time += 5)
            foreach (long tolerance in (long[])[0, 5, 25, 60, 5000])
            {
                long? expected = times.Select((at, index) => (Distance: Math.Abs(at - time), Id: index + 1L))
                    .Where(sample => sample.Distance <= tolerance)
                    .OrderBy(sample => sample.Distance).ThenByDescending(sample => sample.Id)
                    .Select(sample => (long?)sample.Id).FirstOrDefault();
                Assert.Equal((time, tolerance, expected), (time, tolerance, store.FindSample(time, tolerance)?.Id));
            }
    }

    [Theory]
    [InlineData(DeviceStore.LatestUntil)]
    [InlineData(DeviceStore.EarliestAfter)]
    public void Finding_goes_along_the_index_and_does_not_sort_all_within_the_tolerance(string query)
    {
        using DeviceStore store = Store([1, 2, 3]);
        using SqliteConnection connection = StoreFile.ConnectToRead(_bench.File);
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + query.Replace("?1", "2", StringComparison.Ordinal)
            .Replace("?2", "1", StringComparison.Ordinal);
        using SqliteDataReader plan = command.ExecuteReader();
        List<string> steps = [];
        while (plan.Read())
            steps.Add(plan.GetString(3));
        Assert.Contains(steps, step => step.Contains("samples_by_time", StringComparison.Ordinal));
        Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", steps);
    }

    [Fact]
    public void Damage_that_every_label_meets_is_told_once_a_second()
    {
        using (DeviceStore store = Store([100, 200, 300]))
        {
        }

        byte[] bytes = File.ReadAllBytes(_bench.File);
        int place = bytes.AsSpan().IndexOf(BitConverter.GetBytes(2.0 + 1000));
        bytes[place + 3] ^= 1;
        File.WriteAllBytes(_bench.File, bytes);
        using DeviceStore again = _bench.Open();
        for (int label = 0; label < 50; label++)
            Assert.Null(again.FindSample(200, 10));
        Assert.Single(_bench.Told, line => line.Text.Contains("sample 2 is damaged", StringComparison.Ordinal));
        _bench.Clock.Advance(TimeSpan.FromSeconds(1));
        again.FindSample(200, 10);
        Assert.Single(_bench.Told, line => line.Text.Contains("and 49 more", StringComparison.Ordinal));
    }

    private DeviceStore Store(long[] times)
    {
        DeviceStore store = _bench.Open();
        foreach (long time in times)
            store.Append(new Sample(time, 0, [store.LastSampleId + 1001, 0, 0]), out _);
        Assert.True(store.Flush());
        return store;
    }
}
