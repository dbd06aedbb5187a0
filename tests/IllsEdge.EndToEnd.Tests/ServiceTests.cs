using System.Text.Json;
using System.Text.RegularExpressions;
using IllsEdge.Device.Tests.Support;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>`run` under a service manager, which the test plays, and with the journal behind standard error.</summary>
public class ServiceTests
{
    [Fact]
    public async Task A_manager_hears_of_the_start_of_life_and_of_the_end()
    {
        using Folder folder = new();
        using ManagerSocket manager = new(folder["notify"]);
        using RunningDevice device = new(
            [("NOTIFY_SOCKET", manager.Place), ("WATCHDOG_USEC", "200000")], RunTests.Replay(folder, rows: 100_000));
        await manager.Hears("READY=1");
        await manager.Hears("WATCHDOG=1", times: 3);
        Assert.StartsWith("EXTEND_TIMEOUT_USEC=60000000", manager.Messages[0], StringComparison.Ordinal);
        Assert.Contains("STATUS=F failure, model 0, 1 sample", string.Join('\n', manager.Messages), StringComparison.Ordinal);

        Illsedge.Signal(device.Process, "STOP");
        // What was sent before is received.
        await Task.Delay(300, TestContext.Current.CancellationToken);
        int heard = manager.Count("WATCHDOG=1");
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.Equal(heard, manager.Count("WATCHDOG=1"));

        Illsedge.Signal(device.Process, "CONT");
        await manager.Hears("WATCHDOG=1", times: heard + 1);
        // One of a busy machine may have been told before.
        await device.Says(" missed");
        Assert.Equal(0, manager.Count("STOPPING=1"));
        Assert.Equal(0, device.End("TERM"));
        await manager.Hears("STOPPING=1");
        Assert.Contains(device.Error, line => Regex.IsMatch(line, @"ended after .*; late by .* ms \(median\), .* periods missed"));
    }

    [Fact]
    public async Task An_accelerated_run_gives_the_same_signs()
    {
        using Folder folder = new();
        using ManagerSocket manager = new(folder["notify"]);
        using RunningDevice device = new(
            [("NOTIFY_SOCKET", manager.Place), ("WATCHDOG_USEC", "200000")], "--simulate", "press", "--hours", "1000", "--speed", "60");
        await manager.Hears("READY=1");
        await manager.Hears("WATCHDOG=1", times: 3);
        Assert.Equal(0, device.End("TERM"));
        await manager.Hears("STOPPING=1");
    }

    [Fact]
    public async Task The_summary_at_the_end_says_how_punctual_the_loop_was()
    {
        using Folder folder = new();
        using RunningDevice device = new(RunTests.Replay(folder, rows: 100_000), "--json");
        await device.Prints("\"status\"");
        Assert.Equal(0, device.End("TERM"));
        JsonElement timing = JsonDocument.Parse(device.Output[^1]).RootElement.GetProperty("summary").GetProperty("timing");
        double median = timing.GetProperty("medianLateness").GetDouble();
        Assert.InRange(timing.GetProperty("p999Lateness").GetDouble(), median, timing.GetProperty("longestLateness").GetDouble());
        Assert.True(timing.GetProperty("missedPeriods").GetInt64() >= 0);
    }

    [Fact]
    public void For_the_journal_a_line_has_its_weight_and_no_time()
    {
        using Folder folder = new();
        string config = RunTests.Replay(folder, rows: 200);
        // stat(1) says what the journal's variable would say of the pipe behind standard error.
        const string line = "JOURNAL_STREAM=$(stat -L -c %d:%i /dev/fd/2) exec \"$@\"";
        Answer answer = Illsedge.Shell(line, "run", config, "--speed", "max");
        string[] lines = answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, one => Assert.Matches("^<[346]>[a-z]+: ", one));
        Assert.Contains(lines, one => one.StartsWith("<6>adopt: model 1", StringComparison.Ordinal));
        Assert.StartsWith("<3>illsedge: ", Illsedge.Shell(line, "run", folder["none.json"]).Error, StringComparison.Ordinal);

        Answer elsewhere = Illsedge.Run(null, ("JOURNAL_STREAM", "8:1"), "run", config, "--speed", "max");
        Assert.DoesNotContain("<6>", elsewhere.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_matters_less_than_the_log_level_is_not_told()
    {
        using Folder folder = new();
        string config = RunTests.Replay(folder, rows: 200);
        Assert.Contains("debug     label: ", Illsedge.Run("run", config, "--speed", "max", "--log-level", "debug").Error, StringComparison.Ordinal);
        Assert.Equal("", Illsedge.Run("run", config, "--speed", "max", "--log-level", "error").Error);
        Answer wrong = Illsedge.Run("run", config, "--log-level", "warn");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("error, warning, information, debug", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_doctor_says_what_a_configuration_lacks_and_how_to_get_it()
    {
        using Folder folder = new();
        Answer none = Illsedge.Run("doctor", RunTests.Replay(folder, rows: 1));
        Assert.Equal(0, none.ExitCode);
        Assert.Contains("replay needs is there", none.Output, StringComparison.Ordinal);

        string text = File.ReadAllText(folder["run.json"]).Replace("\"run.db\"", "\"gone/run.db\"", StringComparison.Ordinal);
        string config = folder.Write("gone.json", text);
        Answer one = Illsedge.Run("doctor", config);
        Assert.Equal(4, one.ExitCode);
        Assert.Contains($"MISSING  store      no folder {folder["gone"]}\n", one.Output, StringComparison.Ordinal);
        Assert.Contains("-> sudo install -d", one.Output, StringComparison.Ordinal);

        JsonElement json = JsonDocument.Parse(Illsedge.Run("doctor", config, "--json").Output).RootElement;
        Assert.Equal(1, json.GetProperty("missing").GetInt32());
        Assert.Contains(json.GetProperty("findings").EnumerateArray(), finding =>
            finding.GetProperty("area").GetString() == "store" && finding.GetProperty("state").GetString() == "missing");

        Assert.Equal(3, Illsedge.Run("doctor", folder.Write("bad.json", "{}")).ExitCode);
    }
}
