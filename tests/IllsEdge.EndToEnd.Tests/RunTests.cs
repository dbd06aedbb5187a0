using System.Globalization;
using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>`run`: on the simulated press, and on a configuration without hardware.</summary>
public class RunTests
{
    [Fact]
    public void The_simulated_press_shows_what_retraining_is_worth()
    {
        Answer answer = Illsedge.Run("run", "--simulate", "press", "--json");
        Assert.Equal(0, answer.ExitCode);
        JsonElement summary = JsonDocument.Parse(answer.Lines[^1]).RootElement.GetProperty("summary");
        double without = summary.GetProperty("errorWithoutRetraining").GetDouble();
        Assert.True(summary.GetProperty("errorWithRetraining").GetDouble() < 0.5 * without);
        Assert.True(summary.GetProperty("errorBefore").GetDouble() < 0.5 * without);
        Assert.Equal(0, summary.GetProperty("rowsLost").GetInt64());
        Assert.Equal(36_001, summary.GetProperty("samples").GetInt64());
        Assert.Equal(36_002, answer.Lines.Length);

        JsonElement prediction = JsonDocument.Parse(answer.Lines[30_000]).RootElement;
        Assert.Equal("thickness", prediction.GetProperty("name").GetString());
        Assert.Equal("simulated", prediction.GetProperty("source").GetString());
        Assert.InRange(prediction.GetProperty("value").GetDouble(), 2, 9);
        Assert.Equal("2026-01-01T06:50:00.000Z", prediction.GetProperty("time").GetString());
        Assert.Contains(prediction.GetProperty("status").GetString(), (string[])["G", "C", "S", "M"]);
    }

    [Theory]
    [InlineData("furnace", "core_temperature", "degC", 1)]
    [InlineData("furnace", "core_temperature", "degC", 2)]
    [InlineData("furnace", "core_temperature", "degC", 3)]
    [InlineData("pump", "flow", "m3/h", 1)]
    [InlineData("pump", "flow", "m3/h", 2)]
    [InlineData("pump", "flow", "m3/h", 3)]
    public void Other_machines_run_a_shift_and_show_what_retraining_is_worth(
        string machine, string target, string unit, int seed)
    {
        Answer answer = Illsedge.Run(
            "run", "--simulate", machine, "--speed", "max", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--json");
        Assert.Equal(0, answer.ExitCode);
        JsonElement summary = JsonDocument.Parse(answer.Lines[^1]).RootElement.GetProperty("summary");
        double without = summary.GetProperty("errorWithoutRetraining").GetDouble();
        // 0.27 to 0.5 of it in eight hours of each of seeds 1 to 5.
        Assert.True(summary.GetProperty("errorWithRetraining").GetDouble() < 0.7 * without);
        Assert.True(summary.GetProperty("errorBefore").GetDouble() < 0.6 * without);
        Assert.Equal(0, summary.GetProperty("rowsLost").GetInt64());
        Assert.Equal(0, summary.GetProperty("unmatchedLabels").GetInt64());
        Assert.Equal(8, summary.GetProperty("hours").GetDouble());
        Assert.Equal(unit, summary.GetProperty("unit").GetString());
        Assert.EndsWith("at 03:00:00", summary.GetProperty("change").GetString(), StringComparison.Ordinal);
        Assert.Equal(28_802, answer.Lines.Length);

        JsonElement prediction = JsonDocument.Parse(answer.Lines[20_000]).RootElement;
        Assert.Equal(target, prediction.GetProperty("name").GetString());
        Assert.Equal("simulated", prediction.GetProperty("source").GetString());
    }

    [Fact]
    public void Hours_shorten_a_shift_and_an_unknown_machine_is_refused_with_those_there_are()
    {
        Answer hour = Illsedge.Run("run", "--simulate", "pump", "--hours", "1", "--json");
        Assert.Equal(3602, hour.Lines.Length);
        Answer unknown = Illsedge.Run("run", "--simulate", "mill");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("press, furnace, pump", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_hour_and_another_seed_another()
    {
        string first = Illsedge.Run("run", "--simulate", "press", "--json").Output;
        Assert.Equal(first, Illsedge.Run("run", "--simulate", "press", "--json", "--seed", "1").Output);
        Assert.NotEqual(first, Illsedge.Run("run", "--simulate", "press", "--json", "--seed", "2").Output);
    }

    [Fact]
    public void Without_a_terminal_decisions_are_plain_lines_and_the_summary_is_the_result()
    {
        Answer answer = Illsedge.Run("run", "--simulate", "press");
        Assert.Contains("adopt     model 1", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\x1b', answer.Error);
        Assert.StartsWith("the change  ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("platen_temperature has had no reading for 2s", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_store_of_a_simulation_can_be_kept_and_gone_on_with()
    {
        using Folder folder = new();
        string store = folder["press.db"];
        Assert.Equal(0, Illsedge.Run("run", "--simulate", "press", "--store", store).ExitCode);
        Assert.Equal([36_001], StoreFile.Numbers(store, "SELECT count(*) FROM samples"));
        double version = StoreFile.Numbers(store, "SELECT version FROM models WHERE state = 'C'")[0];
        Answer again = Illsedge.Run("run", "--simulate", "press", "--store", store, "--roll-back");
        Assert.Contains("rollback  to model ", again.Error, StringComparison.Ordinal);
        Assert.True(StoreFile.Numbers(store, "SELECT max(version) FROM models")[0] > version);
        Assert.DoesNotContain("first model", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_runs_until_SIGTERM_and_that_is_its_normal_end()
    {
        using Folder folder = new();
        string config = folder.Write("press.json", File.ReadAllText(Path.Combine(Repository.Root, "device/deploy/examples/press.json")));
        using RunningDevice device = new(config);
        await device.Prints("\"status\":\"F\"");
        Assert.Equal(0, device.End("TERM"));
        Assert.NotEmpty(StoreFile.FirstValues(folder["press.db"]));
        Assert.Contains(device.Error, line => line.Contains("ended after", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_130_and_loses_nothing()
    {
        using Folder folder = new();
        using RunningDevice device = new(Replay(folder, rows: 2000));
        await device.Says("adopt     model 1");
        Assert.Equal(130, device.End("INT"));
        int published = device.Output.Length;
        Assert.InRange(StoreFile.FirstValues(folder["run.db"]).Count, published - 1, published + 1);
        Assert.True(File.Exists(folder["y.ills"]));
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    public async Task A_lost_terminal_and_an_end_while_it_starts_are_orderly_too(string signal)
    {
        using Folder folder = new();
        using RunningDevice device = new(Replay(folder, rows: 2000));
        if (signal == "HUP")
            await device.Prints("\"status\"");
        else
            await device.Says("start");
        Assert.Equal(0, device.End(signal));
        Assert.Contains(device.Error, line => line.Contains("ended after", StringComparison.Ordinal));
    }

    [Fact]
    public void A_slow_reader_of_a_fast_run_gets_every_line()
    {
        Answer answer = Illsedge.Shell("\"$@\" 2>/dev/null | (sleep 2; cat)", "run", "--simulate", "press", "--json");
        Assert.Equal(36_002, answer.Lines.Length);
    }

    [Fact]
    public void Without_standard_error_it_runs_all_the_same()
    {
        Answer answer = Illsedge.Shell("\"$@\" 2>&-", "run", "--simulate", "press");
        Assert.Equal(0, answer.ExitCode);
        Assert.StartsWith("the change  ", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_can_be_replayed_as_fast_as_it_goes()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run("run", Replay(folder, rows: 2000), "--speed", "max");
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(2000, answer.Lines.Length);
        Assert.DoesNotContain("source", answer.Output, StringComparison.Ordinal);
        Assert.Equal([2000], StoreFile.Numbers(folder["run.db"], "SELECT count(*) FROM labels"));
        Assert.Equal(0, Illsedge.Run("evaluate", folder["y.ills"], folder["replay.csv"]).ExitCode);
    }

    [Fact]
    public async Task Signals_retrain_and_roll_back()
    {
        using Folder folder = new();
        string config = Replay(folder, rows: 5000, OftenTrained);
        using RunningDevice device = new(config, "--json");
        await device.Says("adopt     model 2");
        Illsedge.Signal(device.Process, "USR2");
        await device.Says("rollback  to model");
        Illsedge.Signal(device.Process, "USR1");
        await device.Says("retrain   somebody asked for it");
        Assert.Equal(0, device.End("TERM"));
        JsonElement summary = JsonDocument.Parse(device.Output[^1]).RootElement.GetProperty("summary");
        Assert.True(summary.GetProperty("adopted").GetInt32() > 1);
        // They are in the store.
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("decisions").ValueKind);
    }

    [Theory]
    [InlineData("no_such_key")]
    [InlineData("period")]
    public void An_error_in_the_configuration_is_told_with_its_place(string key)
    {
        using Folder folder = new();
        string text = File.ReadAllText(Replay(folder, rows: 10)).Replace(
            "\"period\": \"20ms\"", $"\"{key}\": \"20 parsec\"", StringComparison.Ordinal);
        Answer answer = Illsedge.Run("run", folder.Write("bad.json", text));
        Assert.Equal(3, answer.ExitCode);
        Assert.Contains($"bad.json:3:", answer.Error, StringComparison.Ordinal);
        Assert.Contains(key, answer.Error, StringComparison.Ordinal);
        Assert.Empty(answer.Output);
    }

    [Fact]
    public void A_chip_that_is_not_there_is_exit_code_4_and_says_what_to_do()
    {
        using Folder folder = new();
        string text = File.ReadAllText(Replay(folder, rows: 10)).Replace(
            "{ \"kind\": \"json\" }",
            """{ "kind": "gpio", "driver": "libgpiod", "chip": 77, "pin": 1, "alarm": { "above": 1 }, "safe": "low" }""",
            StringComparison.Ordinal);
        Answer answer = Illsedge.Run("run", folder.Write("chip.json", text));
        Assert.Equal(4, answer.ExitCode);
        Assert.Contains("/dev/gpiochip77", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Speed_is_refused_where_a_wire_sets_the_pace()
    {
        using Folder folder = new();
        string text = File.ReadAllText(Replay(folder, rows: 10)).Replace(
            "\"kind\": \"csv\", \"path\": \"replay.csv\"", "\"kind\": \"serial\", \"port\": \"/dev/ttyX\"", StringComparison.Ordinal);
        Answer answer = Illsedge.Run("run", folder.Write("wire.json", text), "--speed", "max");
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("/dev/ttyX", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_model_is_kept_aside_and_a_new_one_is_learned()
    {
        using Folder folder = new();
        string config = Replay(folder, rows: 500);
        folder.Write("y.ills", "{ \"format\": \"illsedge-model\", ...");
        Answer answer = Illsedge.Run("run", config, "--speed", "max");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("y.ills.damaged", answer.Error, StringComparison.Ordinal);
        Assert.Contains("y.ills.damaged", folder.Files);
        Assert.Contains("adopt     model 1", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_store_is_kept_aside_and_the_loop_goes_on()
    {
        using Folder folder = new();
        string config = Replay(folder, rows: 500);
        Illsedge.Run("run", config, "--speed", "max");
        using (FileStream file = File.OpenWrite(folder["run.db"]))
        {
            byte[] scribble = new byte[20_000];
            scribble.AsSpan().Fill(0xA5);
            file.Position = 4096;
            file.Write(scribble);
        }

        Answer answer = Illsedge.Run("run", config, "--speed", "max");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("is damaged", answer.Error, StringComparison.Ordinal);
        Assert.Contains(folder.Files, name => name.StartsWith("run.db.damaged", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_of_other_inputs_is_refused()
    {
        using Folder folder = new();
        string config = Replay(folder, rows: 10);
        folder.Write("other.csv", "c,y\n" + string.Concat(Enumerable.Range(0, 40).Select(
            row => string.Create(CultureInfo.InvariantCulture, $"{row},{row * row % 17}\n"))));
        Illsedge.Run("train", folder["other.csv"], "--target", "y", "-o", folder["y.ills"], "--hidden", "2");
        Answer answer = Illsedge.Run("run", config);
        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("inputs c, and this device has a, b", answer.Error, StringComparison.Ordinal);
    }

    /// <summary>Without streaming, a model of twice the labels is surely the better one.</summary>
    internal const string OftenTrained = """{ "streaming": false, "triggers": { "labels": 20, "errorRise": null } }""";

    /// <summary>A configuration that replays y = a^2 - b with a label in every row, 50 a second.</summary>
    internal static string Replay(Folder folder, int rows, string retrain = """{ "triggers": { "labels": 100 } }""")
    {
        folder.Data("replay.csv", rows);
        return folder.Write("run.json", $$"""
            {
              "name": "replay",
              "period": "20ms",
              "store": { "path": "run.db" },
              "inputs": [
                { "name": "a", "source": { "kind": "csv", "path": "replay.csv" } },
                { "name": "b", "source": { "kind": "csv", "path": "replay.csv" } }
              ],
              "target": { "name": "y", "source": { "kind": "csv", "path": "replay.csv" } },
              "model": { "path": "y.ills", "hidden": [4], "minimumLabels": 20 },
              "retrain": {{retrain}},
              "outputs": [{ "kind": "json" }]
            }
            """);
    }
}
