using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>`run --record` and `run --replay`: what a device decided in real time is decided again.</summary>
public class RunReplayTests
{
    [Fact]
    public async Task A_run_in_real_time_with_labels_retrainings_and_signals_is_repeated_decision_by_decision()
    {
        using Folder folder = new();
        string config = RunTests.Replay(folder, rows: 5000, RunTests.OftenTrained);
        using (RunningDevice device = new(config, "--record", folder["run.rec"]))
        {
            // Labels, a first model and a better one: seconds of the run's own.
            await device.Says("adopt     model 2");
            Illsedge.Signal(device.Process, "USR2");
            await device.Says("rollback  to model");
            Illsedge.Signal(device.Process, "USR1");
            await device.Says("retrain   somebody asked for it");
            Assert.Equal(0, device.End("TERM"));
        }

        Answer replay = Illsedge.Run("run", config, "--replay", folder["run.rec"], "--json");
        JsonElement result = JsonDocument.Parse(replay.Output).RootElement;
        Assert.True(replay.ExitCode == 0, replay.Output);
        Assert.True(result.GetProperty("same").GetBoolean());
        Assert.Equal(StoreFile.Numbers(folder["run.db"], "SELECT count(*) FROM samples")[0], result.GetProperty("samples").GetInt64());
        Assert.Equal(StoreFile.Numbers(folder["run.db"], "SELECT count(*) FROM decisions")[0], result.GetProperty("decisions").GetInt64());
        Assert.True(result.GetProperty("trainings").GetProperty("repeated").GetInt32() > 1, replay.Output);
        Assert.Equal("run", result.GetProperty("end").GetString());
    }

    [Fact]
    public async Task A_run_that_was_killed_is_repeated_as_far_as_it_was_recorded_also_one_that_went_on_with_a_store()
    {
        using Folder folder = new();
        string config = RunTests.Replay(folder, rows: 5000, RunTests.OftenTrained);
        Illsedge.Run("run", config, "--speed", "max");
        using (RunningDevice device = new(config, "--record", folder["run.rec"]))
        {
            await device.Says("retrain   ");
            // A block is written after five seconds at the latest.
            await Task.Delay(TimeSpan.FromSeconds(7), TestContext.Current.CancellationToken);
            device.Process.Kill();
            device.Process.WaitForExit();
        }

        Answer replay = Illsedge.Run("run", config, "--replay", folder["run.rec"]);
        Assert.True(replay.ExitCode == 0, replay.Output);
        Assert.Contains("published values, all the same", replay.Output, StringComparison.Ordinal);
        Assert.Contains("was replayed", replay.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_simulated_hour_is_repeated_and_another_configuration_shows_the_first_difference()
    {
        using Folder folder = new();
        Answer run = Illsedge.Run("run", "--simulate", "press", "--record", folder["press.rec"], "--json");
        Assert.Equal(run.Output, Illsedge.Run("run", "--simulate", "press", "--json").Output);
        Answer replay = Illsedge.Run("run", "--simulate", "press", "--replay", folder["press.rec"]);
        Assert.Equal(0, replay.ExitCode);
        Assert.Contains("36001 published values, all the same", replay.Output, StringComparison.Ordinal);
        Assert.Contains("decisions, all the same", replay.Output, StringComparison.Ordinal);
        // "a few megabytes an hour at 10 Hz with six inputs"
        Assert.InRange(new FileInfo(folder["press.rec"]).Length, 1_000_000, 3_000_000);

        string other = folder.Write("press.json", File.ReadAllText(Path.Combine(Repository.Root, "device/deploy/examples/press.json"))
            .Replace("\"minimumLabels\": 50", "\"minimumLabels\": 60", StringComparison.Ordinal));
        Answer changed = Illsedge.Run("run", other, "--replay", folder["press.rec"]);
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("the configuration is not the one that was recorded", changed.Error, StringComparison.Ordinal);
        Assert.Contains("the first difference: decision, at 00:10:11", changed.Output, StringComparison.Ordinal);
        Assert.Contains("  recorded  retrain: 50 labels are enough for a first model", changed.Output, StringComparison.Ordinal);
        Assert.Contains("  replayed  nothing", changed.Output, StringComparison.Ordinal);
        Assert.Equal(3, Illsedge.Run("run", "--simulate", "pump", "--replay", folder["press.rec"]).ExitCode);
    }

    [Fact]
    public void A_recording_keeps_to_its_limit_and_what_does_not_go_together_is_wrong_usage()
    {
        using Folder folder = new();
        Answer run = Illsedge.Run("run", "--simulate", "press", "--record", folder["press.rec"], "--record-limit", "500kB");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("it has reached its 500kB", run.Error, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(folder["press.rec"]).Length, 400_000, 500_000);
        Answer replay = Illsedge.Run("run", "--simulate", "press", "--replay", folder["press.rec"]);
        Assert.True(replay.ExitCode == 0, replay.Output);
        Assert.Contains("it had reached its size", replay.Error, StringComparison.Ordinal);
        Answer speed = Illsedge.Run("run", "--simulate", "press", "--replay", folder["press.rec"], "--speed", "2", "--seed", "1");
        Assert.Equal(2, speed.ExitCode);
        Assert.Contains("does not go with --speed and --seed", speed.Error, StringComparison.Ordinal);
        Assert.Equal(2, Illsedge.Run("run", "--simulate", "press", "--record", folder["a.rec"], "--record-limit", "much").ExitCode);
        Assert.Equal(3, Illsedge.Run("run", "--simulate", "press", "--record", folder["no/such.rec"]).ExitCode);
        Assert.Equal(3, Illsedge.Run("run", "--simulate", "press", "--replay", folder["none.rec"]).ExitCode);
    }
}
