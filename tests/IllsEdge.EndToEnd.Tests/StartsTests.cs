using System.Diagnostics;
using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>`train --restarts` and `train --ensemble`.</summary>
public class StartsTests
{
    [Fact]
    public void Restarts_are_listed_with_the_one_that_was_kept()
    {
        using Folder folder = new();
        string[] train =
        [
            "train", folder.Data("d.csv", 80), "--target", "y", "-o", folder["m.ills"], "--hidden", "3", "--restarts", "3",
        ];
        JsonElement root = Illsedge.Json(train);
        JsonElement[] starts = [.. root.GetProperty("starts").EnumerateArray()];
        Assert.Equal([1, 2, 3], starts.Select(start => start.GetProperty("seed").GetInt32()));
        JsonElement kept = Assert.Single(starts, start => start.GetProperty("kept").GetBoolean());
        Assert.Equal(starts.Max(start => start.GetProperty("logEvidence").GetDouble()), kept.GetProperty("logEvidence").GetDouble());
        Assert.Equal(kept.GetProperty("iterations").GetInt32(), root.GetProperty("iterations").GetInt32());
        Assert.Equal(1, root.GetProperty("members").GetInt32());

        Answer text = Illsedge.Run(train);
        Assert.Contains("1 of 3 networks kept", text.Output, StringComparison.Ordinal);
        Assert.Single(text.Lines, line => line.Contains($"seed {kept.GetProperty("seed")}, kept", StringComparison.Ordinal));
    }

    [Fact]
    public void An_ensemble_predicts_with_intervals_and_can_be_repeated()
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 80);
        foreach (string name in new[] { "one.ills", "two.ills" })
        {
            Answer answer = Illsedge.Run(
                "train", data, "--target", "y", "-o", folder[name], "--hidden", "3", "--ensemble", "3", "--validation", "0.2");
            Assert.Equal(0, answer.ExitCode);
            Assert.Contains("3 of 3 networks kept", answer.Output, StringComparison.Ordinal);
        }

        Assert.Equal(File.ReadAllBytes(folder["one.ills"]), File.ReadAllBytes(folder["two.ills"]));
        Assert.Equal(3, Illsedge.Json("inspect", folder["one.ills"]).GetProperty("members").GetArrayLength());
        Answer predicted = Illsedge.Run("predict", folder["one.ills"], data, "--interval", "0.9");
        Assert.Equal("y,y_low,y_high,status", predicted.Lines[0]);

        Answer start = Illsedge.Run(
            "train", data, "--target", "y", "-o", folder["more.ills"], "--start", folder["one.ills"]);
        Assert.Equal((2, ""), (start.ExitCode, start.Output));
        Assert.Contains("ensemble of 3 networks", start.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_signal_keeps_the_network_that_is_being_fitted_where_it_is_the_first()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are Unix's.");
        using Folder folder = new();
        string data = folder.Data("d.csv", 20_000);
        using Process process = Illsedge.Start(
        [
            "train", data, "--target", "y", "-o", folder["m.ills"], "--hidden", "60", "--ridge", "1e-9", "--max-iterations", "100000",
            "--ensemble", "3",
        ]);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("network 1 of 3, iteration", process.StandardError.ReadLine(), StringComparison.Ordinal);
        Illsedge.Signal(process, "INT");
        Answer answer = Illsedge.Finish(
            process, output, process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(130, answer.ExitCode);
        Assert.Contains("interrupted", answer.Error, StringComparison.Ordinal);
        Assert.Equal(1, Illsedge.Json("inspect", folder["m.ills"]).GetProperty("members").GetArrayLength());
    }
}
