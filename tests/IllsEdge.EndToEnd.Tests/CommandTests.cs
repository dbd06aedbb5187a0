using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

public class CommandTests
{
    [Fact]
    public void Demo_trains_evaluates_and_predicts_and_can_be_repeated()
    {
        using Folder folder = new();
        Answer first = Illsedge.Run("demo", "--folder", folder["one"]);
        Answer second = Illsedge.Run("demo", "--folder", folder["two"]);
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("simulated", first.Output, StringComparison.Ordinal);
        Assert.Contains("outlet_moisture,status", first.Lines);
        foreach (string name in new[] { "dryer-train.csv", "dryer-test.csv", "dryer.ills" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder["one"], name)), File.ReadAllBytes(Path.Combine(folder["two"], name)));
    }

    [Fact]
    public void Train_evaluate_predict_and_inspect_go_together()
    {
        using Folder folder = new();
        string model = folder.Model();
        Answer evaluated = Illsedge.Run("evaluate", model, folder["train.csv"], "--json");
        JsonElement target = JsonDocument.Parse(evaluated.Output).RootElement.GetProperty("targets")[0];
        Assert.Equal("y", target.GetProperty("name").GetString());
        Assert.InRange(target.GetProperty("r2").GetDouble(), 0.95, 1);

        Answer predicted = Illsedge.Run("predict", model, folder["train.csv"]);
        Assert.Equal("y,status", predicted.Lines[0]);
        Assert.Equal(81, predicted.Lines.Length);

        Answer inspected = Illsedge.Run("inspect", model, folder["train.csv"]);
        Assert.Contains("could follow", inspected.Output, StringComparison.Ordinal);
        JsonElement members = JsonDocument.Parse(Illsedge.Run("inspect", model, folder["train.csv"], "--json").Output)
            .RootElement.GetProperty("members");
        Assert.Equal(4, members[0].GetProperty("neurons").GetArrayLength());
    }

    [Fact]
    public void Train_prints_what_programs_rely_on()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run(
            "train", folder.Data("d.csv", 90), "--target", "y", "-o", folder["m.ills"], "--validation", "0.2", "--json");
        JsonElement root = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(72, root.GetProperty("rows").GetInt32());
        Assert.Equal("coupled", root.GetProperty("method").GetString());
        Assert.Equal(0.3, root.GetProperty("ridge").GetDouble());
        Assert.Equal(1, root.GetProperty("seed").GetInt32());
        Assert.Contains(root.GetProperty("stopReason").GetString(), new[] { "converged", "noImprovement", "iterations" });
        Assert.Equal(root.GetProperty("iterations").GetInt32() + 1, root.GetProperty("trace").GetArrayLength());
        Assert.True(root.GetProperty("trace")[0].GetProperty("loss").GetDouble() > 0);
        Assert.Equal("y", root.GetProperty("targets")[0].GetProperty("name").GetString());
        Assert.Equal("y", root.GetProperty("validation")[0].GetProperty("name").GetString());
        Assert.True(root.GetProperty("seconds").GetDouble() > 0);
    }

    [Theory]
    [InlineData("--hidden", "5,3")]
    [InlineData("--hidden", "none")]
    [InlineData("--activation", "relu")]
    [InlineData("--activation", "softsign")]
    [InlineData("--output-activation", "sigmoid")]
    [InlineData("--method", "classic")]
    [InlineData("--block", "layer")]
    [InlineData("--ridge", "0")]
    [InlineData("--validation", "last:0.25")]
    [InlineData("--seed", "7")]
    [InlineData("--max-iterations", "3")]
    [InlineData("--time-limit", "200ms")]
    [InlineData("--inputs", "b,a")]
    [InlineData("--exclude", "b")]
    public void Every_option_of_train_makes_a_model_that_predicts(string option, string value)
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 60);
        Answer trained = Illsedge.Run("train", data, "--target", "y", "-o", folder["m.ills"], option, value);
        Assert.Equal(0, trained.ExitCode);
        Answer predicted = Illsedge.Run("predict", folder["m.ills"], data);
        Assert.Equal(61, predicted.Lines.Length);
        Assert.All(predicted.Lines.Skip(1), line => Assert.EndsWith(",G", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_that_could_not_be_trained_in_time_is_called_what_it_is()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run(
            "train", folder.Data("d.csv", 20_000), "--target", "y", "-o", folder["m.ills"], "--hidden", "60", "--time-limit", "1ms");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("random start", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_targets_are_learned_together()
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 60);
        Illsedge.Run("train", data, "--target", "y", "--target", "b", "-o", folder["m.ills"]);
        Assert.Equal("y,b,status", Illsedge.Run("predict", folder["m.ills"], data).Lines[0]);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public void Other_separators_give_the_same_model(char separator)
    {
        using Folder folder = new();
        Illsedge.Run("train", folder.Data("a.csv", 60), "--target", "y", "-o", folder["a.ills"]);
        Illsedge.Run("train", folder.Data("b.csv", 60, separator), "--target", "y", "-o", folder["b.ills"]);
        Assert.Equal(File.ReadAllBytes(folder["a.ills"]), File.ReadAllBytes(folder["b.ills"]));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("predict")]
    [InlineData("evaluate")]
    [InlineData("inspect")]
    [InlineData("demo")]
    public void Help_holds_an_example(string command)
    {
        Answer answer = Illsedge.Run(command, "--help");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("Example:", answer.Output, StringComparison.Ordinal);
        Assert.Contains($"illsedge {command}", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scalar")]
    [InlineData("vector128")]
    [InlineData("vector256")]
    [InlineData("vector512")]
    public void Every_kernel_can_be_forced(string kernel)
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run(
            null, ("ILLSEDGE_KERNEL", kernel), "train", folder.Data("d.csv", 60), "--target", "y", "-o", folder["m.ills"], "--json");
        Assert.InRange(
            JsonDocument.Parse(answer.Output).RootElement.GetProperty("targets")[0].GetProperty("r2").GetDouble(), 0.9, 1);
    }
}
