using System.Globalization;
using IllsEdge.Device.Tests.Support;
using IllsEdge.EndToEnd.Tests.Support;
using IllsEdge.ModelFiles;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>`run` killed at random moments, as a power switch does.</summary>
public class RunKillTests
{
    private const string CountVariable = "ILLSEDGE_LOOP_KILLS";

    // What is hoped for of a restart; printed only, because it depends on what else the machine does.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task After_kill_9_at_any_moment_the_loop_goes_on_and_everything_committed_is_there()
    {
        int kills = int.Parse(Environment.GetEnvironmentVariable(CountVariable) ?? "20", CultureInfo.InvariantCulture);
        using Folder folder = new();
        string config = RunTests.Replay(folder, rows: 5000, """{ "streaming": false, "triggers": { "labels": 10 } }""");
        string store = folder["run.db"];
        Random random = new(20260131);
        TimeSpan slowest = default;
        int soon = 0;
        long samples = 0, labels = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            using RunningDevice device = new(config);
            await device.Prints("\"status\"");
            TimeSpan start = device.Elapsed;
            slowest = start > slowest ? start : slowest;
            soon += start <= Soon ? 1 : 0;
            // Committed is what another program can read.
            AssertWhole(store, samples, labels);
            await Task.Delay(random.Next(0, 1500), TestContext.Current.CancellationToken);
            samples = (long)StoreFile.Numbers(store, "SELECT ifnull(max(id), 0) FROM samples")[0];
            labels = (long)StoreFile.Numbers(store, "SELECT ifnull(max(id), 0) FROM labels")[0];
            device.Process.Kill();
            device.Process.WaitForExit();
            Assert.DoesNotContain(device.Error, line => line.Contains("damaged", StringComparison.Ordinal));
        }

        AssertWhole(store, samples, labels);
        if (File.Exists(folder["y.ills"]))
            ModelFile.Read(folder["y.ills"]);
        Assert.True(samples > kills);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kills} kills, {samples} samples and {labels} labels committed, none of them lost; first output within {Soon.TotalSeconds:0} s of {soon} starts, {slowest.TotalSeconds:0.00} s after the slowest"));
    }

    private static void AssertWhole(string store, long samples, long labels)
    {
        Assert.Equal(["ok"], StoreFile.Texts(store, "PRAGMA quick_check"));
        Assert.Equal([samples], StoreFile.Numbers(store, $"SELECT count(*) FROM samples WHERE id <= {samples}"));
        Assert.Equal([labels], StoreFile.Numbers(store, $"SELECT count(*) FROM labels WHERE id <= {labels}"));
        Assert.InRange(StoreFile.Numbers(store, "SELECT count(*) FROM models WHERE state = 'C'")[0], 0, 1);
    }
}
