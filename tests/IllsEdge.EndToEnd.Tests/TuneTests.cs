using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

public class TuneTests
{
    [Fact]
    public void Tune_makes_a_model_that_all_commands_can_use()
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 60);
        JsonElement root = Illsedge.Json("tune", data, "--target", "y", "-o", folder["m.ills"], "--seed", "3", "--time-limit", "10min");
        Assert.Equal(60, root.GetProperty("rows").GetInt32());
        Assert.Equal(3, root.GetProperty("seed").GetInt32());
        Assert.Equal("converged", root.GetProperty("stopReason").GetString());
        Assert.Equal(root.GetProperty("iterations").GetInt32(), root.GetProperty("trace").GetArrayLength());
        Assert.Equal(root.GetProperty("iterations").GetInt32(), root.GetProperty("tried").GetArrayLength());
        Assert.Equal(root.GetProperty("ridge").GetDouble(), root.GetProperty("chosen")[0].GetProperty("ridge").GetDouble());
        Assert.InRange(root.GetProperty("validation")[0].GetProperty("r2").GetDouble(), 0.95, 1);

        Assert.Equal(61, Illsedge.Run("predict", folder["m.ills"], data).Lines.Length);
        Assert.Equal(
            root.GetProperty("targets")[0].GetProperty("rmse").GetDouble(),
            Illsedge.Json("evaluate", folder["m.ills"], data).GetProperty("targets")[0].GetProperty("rmse").GetDouble());
        Assert.Equal(
            root.GetProperty("members").GetInt32(),
            Illsedge.Json("inspect", folder["m.ills"], data).GetProperty("members").GetArrayLength());
    }

    [Fact]
    public void Tune_shows_people_what_it_tried()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run(
            "tune", folder.Data("d.csv", 30), "--target", "y", "-o", folder["m.ills"], "--time-ordered", "--time-limit", "20s");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("tried ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\nlinear ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\nchosen: ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\nheld-out rows", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_time_at_all_replaces_no_other_model()
    {
        using Folder folder = new();
        string model = folder.Write("m.ills", "what was there before");
        Answer answer = Illsedge.Run("tune", folder.Data("d.csv", 60), "--target", "y", "-o", model, "--time-limit", "0.001ms");
        Assert.Equal((1, ""), (answer.ExitCode, answer.Output));
        Assert.Contains("was not written", answer.Error, StringComparison.Ordinal);
        Assert.Equal("what was there before", File.ReadAllText(model));
    }
}
