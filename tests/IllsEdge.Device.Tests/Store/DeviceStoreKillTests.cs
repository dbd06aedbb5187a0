using System.Diagnostics;
using System.Globalization;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Tests.Store;

public sealed class DeviceStoreKillTests : IDisposable
{
    private const string CountVariable = "ILLSEDGE_STORE_KILLS";
    private readonly StoreBench _bench = new(isOnDisk: true);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task After_kill_9_at_any_moment_everything_reported_as_committed_is_there()
    {
        int kills = int.Parse(
            Environment.GetEnvironmentVariable(CountVariable) ?? "20", CultureInfo.InvariantCulture);
        var random = new Random(20260131);
        var slowest = TimeSpan.Zero;
        for (int kill = 0; kill < kills; kill++)
        {
            (long sample, long label, int version) = await RunAndKill(random, isAtStart: kill % 4 == 3);
            long started = Stopwatch.GetTimestamp();
            using DeviceStore store = _bench.Open();
            TimeSpan opening = Stopwatch.GetElapsedTime(started);
            slowest = opening > slowest ? opening : slowest;

            Assert.Empty(_bench.Told);
            Assert.True(store.LastCommittedSample >= sample, $"kill {kill}: {store.LastCommittedSample} of {sample}");
            Assert.True(store.LastCommittedLabel >= label, $"kill {kill}: {store.LastCommittedLabel} of {label}");
            Assert.True(store.LastModelVersion >= version, $"kill {kill}: {store.LastModelVersion} of {version}");
            AssertWhole(store, kill);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills, slowest opening {slowest.TotalMilliseconds:F0} ms");
    }

    private static void AssertWhole(DeviceStore store, int kill)
    {
        // Numbers that were not committed are given again, so there is no gap; the oldest may have been pruned.
        IReadOnlyList<StoredSample> samples = store.ReadNewestSamples(5_000);
        for (int row = 0; row < samples.Count; row++)
        {
            long id = store.LastCommittedSample - samples.Count + 1 + row;
            Assert.True(id == samples[row].Id, $"kill {kill}: sample {id} is not there");
            Assert.Equal([id, id / 8.0, -id], samples[row].Values);
        }

        if (store.LastModelVersion == 0)
            return;
        StoredModel champion = store.ReadModel(ModelState.Champion)!;
        Assert.Equal(store.LastModelVersion, champion.Version);
        Assert.Equal(StoreChild.ModelLength, champion.Bytes.Length);
        Assert.All(champion.Bytes, value => Assert.Equal((byte)champion.Version, value));
    }

    private async Task<(long Sample, long Label, int Version)> RunAndKill(Random random, bool isAtStart)
    {
        using Process child = Start();
        if (isAtStart)
            await Task.Delay(random.Next(0, 300));
        else
        {
            Assert.Equal("open", await child.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
            await Task.Delay(random.Next(0, 200));
        }

        child.Kill();
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        Assert.Equal("", await child.StandardError.ReadToEndAsync());

        // The last line may have been cut off by the kill.
        string? last = output.Split('\n')[..^1].LastOrDefault(line => line.Contains(' ', StringComparison.Ordinal));
        if (last is null)
            return default;
        string[] numbers = last.Split(' ');
        return (
            long.Parse(numbers[0], CultureInfo.InvariantCulture),
            long.Parse(numbers[1], CultureInfo.InvariantCulture),
            int.Parse(numbers[2], CultureInfo.InvariantCulture));
    }

    private Process Start()
    {
        string program = Path.Combine(
            AppContext.BaseDirectory,
            typeof(StoreChild).Assembly.GetName().Name + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[StoreChild.Variable] = _bench.File;
        return Process.Start(start)!;
    }
}
