using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
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
        Assert.Equal(WithoutSeconds(first.Output, folder["one"]), WithoutSeconds(second.Output, folder["two"]));
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
        Assert.Equal("accelerated", root.GetProperty("method").GetString());
        double ridge = root.GetProperty("ridge").GetDouble();
        Assert.Equal(ridge, root.GetProperty("trace").EnumerateArray().Last().GetProperty("ridge").GetDouble());
        Assert.InRange(ridge, 1e-7, 0.1);
        Assert.Equal(1, root.GetProperty("seed").GetInt32());
        Assert.Contains(root.GetProperty("stopReason").GetString(), new[] { "converged", "noImprovement", "iterations" });
        Assert.Equal(root.GetProperty("iterations").GetInt32() + 1, root.GetProperty("trace").GetArrayLength());
        Assert.True(root.GetProperty("trace")[0].GetProperty("loss").GetDouble() > 0);
        Assert.Equal("y", root.GetProperty("targets")[0].GetProperty("name").GetString());
        Assert.Equal("y", root.GetProperty("validation")[0].GetProperty("name").GetString());
        Assert.True(
            root.GetProperty("heldOut")[0].GetProperty("rmse").GetDouble() < root.GetProperty("heldOutLinear")[0].GetProperty("rmse").GetDouble());
        Assert.True(root.GetProperty("seconds").GetDouble() > 0);
    }

    [Theory]
    [InlineData("--hidden", "5,3")]
    [InlineData("--hidden", "none")]
    [InlineData("--hidden", "20,10")]
    [InlineData("--activation", "relu")]
    [InlineData("--activation", "softsign")]
    [InlineData("--activation", "sigmoid")]
    [InlineData("--activation", "leaky-relu")]
    [InlineData("--activation", "elu")]
    [InlineData("--activation", "atan")]
    [InlineData("--activation", "identity")]
    [InlineData("--output-activation", "sigmoid")]
    [InlineData("--method", "classic")]
    [InlineData("--block", "layer")]
    [InlineData("--ridge", "0")]
    [InlineData("--ridge", "auto")]
    [InlineData("--validation", "none")]
    [InlineData("--validation", "last:0.25")]
    [InlineData("--seed", "7")]
    [InlineData("--max-iterations", "3")]
    [InlineData("--time-limit", "20s")]
    [InlineData("--restarts", "2")]
    [InlineData("--ensemble", "2")]
    [InlineData("--threads", "2")]
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
    public void A_model_that_could_not_be_trained_in_time_replaces_no_other()
    {
        using Folder folder = new();
        string model = folder.Write("m.ills", "what was there before");
        Answer answer = Illsedge.Run(
            "train", folder.Data("d.csv", 20_000), "--target", "y", "-o", model, "--hidden", "60", "--time-limit", "1ms");
        Assert.Equal((1, ""), (answer.ExitCode, answer.Output));
        Assert.Contains("was not written", answer.Error, StringComparison.Ordinal);
        Assert.Equal("what was there before", File.ReadAllText(model));
    }

    [Fact]
    public void Two_targets_are_learned_together()
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 60);
        Illsedge.Run("train", data, "--target", "y", "--target", "b", "-o", folder["m.ills"]);
        Answer answer = Illsedge.Run("predict", folder["m.ills"], data);
        Assert.Equal("y,b,status", answer.Lines[0]);
        Assert.All(answer.Lines, line => Assert.Equal(3, line.Split(',').Length));
        JsonElement root = Illsedge.Json("evaluate", folder["m.ills"], data);
        Assert.Equal(60, root.GetProperty("rows").GetInt32());
        Assert.Equal(
            ["y", "b"],
            root.GetProperty("targets").EnumerateArray().Select(target => target.GetProperty("name").GetString()));
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
    [InlineData("tune")]
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

    [Fact]
    public void The_version_is_a_version()
    {
        Answer answer = Illsedge.Run("--version");
        Assert.Equal(0, answer.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", answer.Output);
    }

    [Fact]
    public void Another_seed_makes_another_model_and_the_same_one_the_same()
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 60);
        byte[][] models =
        [
            .. new[] { "7", "7", "18446744073709551615" }.Select(seed =>
            {
                JsonElement root = Illsedge.Json(
                    "train", data, "--target", "y", "-o", folder["m.ills"], "--seed", seed, "--validation", "0.2");
                Assert.Equal(ulong.Parse(seed, CultureInfo.InvariantCulture), root.GetProperty("seed").GetUInt64());
                return File.ReadAllBytes(folder["m.ills"]);
            }),
        ];
        Assert.Equal(models[0], models[1]);
        Assert.NotEqual(models[0], models[2]);
    }

    [Theory]
    [InlineData("--max-iterations", "2", "iterations")]
    public void A_limit_ends_training_and_is_named(string option, string value, string reason)
    {
        using Folder folder = new();
        JsonElement root = Illsedge.Json(
            "train", folder.Data("d.csv", 60), "--target", "y", "-o", folder["m.ills"], option, value);
        Assert.Equal(reason, root.GetProperty("stopReason").GetString());
        Assert.InRange(root.GetProperty("iterations").GetInt32(), 0, 2);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("validation").ValueKind);
    }

    [Fact]
    public void The_loss_that_train_traces_never_rises_under_one_ridge()
    {
        using Folder folder = new();
        (double Ridge, double Loss)[] steps =
        [
            .. Illsedge.Json("train", folder.Data("d.csv", 60), "--target", "y", "-o", folder["m.ills"])
                .GetProperty("trace").EnumerateArray()
                .Select(step => (step.GetProperty("ridge").GetDouble(), step.GetProperty("loss").GetDouble())),
        ];
        Assert.True(steps.Length > 2);
        foreach (((double Ridge, double Loss) before, (double Ridge, double Loss) after) in steps.Zip(steps.Skip(1)))
            Assert.True(before.Ridge != after.Ridge || after.Loss <= before.Loss, $"{before} {after}");
    }

    [Fact]
    public void Columns_of_text_are_passed_over_by_all_who_do_not_use_them()
    {
        using Folder folder = new();
        string[] lines = File.ReadAllLines(folder.Data("d.csv", 60));
        string data = folder.Write("t.csv", string.Concat(lines.Select((line, row) => $"batch {row},{line}\n"))
            .Replace("batch 0,", "batch,", StringComparison.Ordinal));
        Illsedge.Json("train", data, "--target", "y", "-o", folder["t.ills"], "--exclude", "batch", "--hidden", "4");
        Illsedge.Json("train", folder["d.csv"], "--target", "y", "-o", folder["d.ills"], "--hidden", "4");
        Assert.Equal(File.ReadAllBytes(folder["d.ills"]), File.ReadAllBytes(folder["t.ills"]));
        Assert.Equal(
            Illsedge.Run("predict", folder["t.ills"], folder["d.csv"]).Output,
            Illsedge.Run("predict", folder["t.ills"], data).Output);
        Assert.Equal(60, Illsedge.Json("evaluate", folder["t.ills"], data).GetProperty("rows").GetInt32());
    }

    [Fact]
    public void Byte_order_mark_quotes_and_line_ends_make_no_difference()
    {
        using Folder folder = new();
        string[] lines = File.ReadAllLines(folder.Data("d.csv", 60));
        string quoted = string.Join(
            "\r\n", lines.Select(line => $"\"{line.Replace(",", "\",\"", StringComparison.Ordinal)}\""));
        Illsedge.Json("train", folder["d.csv"], "--target", "y", "-o", folder["d.ills"]);
        Illsedge.Json("train", folder.Write("q.csv", "\uFEFF" + quoted), "--target", "y", "-o", folder["q.ills"]);
        Assert.Equal(File.ReadAllBytes(folder["d.ills"]), File.ReadAllBytes(folder["q.ills"]));
    }

    [Fact]
    public void Data_may_come_through_a_pipe()
    {
        Assert.SkipUnless(File.Exists("/dev/stdin"), "There is no /dev/stdin here.");
        using Folder folder = new();
        string text = File.ReadAllText(folder.Data("d.csv", 60));
        Answer answer = Illsedge.Feed(text, "train", "/dev/stdin", "--target", "y", "-o", folder["p.ills"]);
        Assert.Equal(0, answer.ExitCode);
        Illsedge.Json("train", folder["d.csv"], "--target", "y", "-o", folder["d.ills"]);
        Assert.Equal(File.ReadAllBytes(folder["d.ills"]), File.ReadAllBytes(folder["p.ills"]));
    }

    [Fact]
    public void A_column_may_have_any_name_that_a_shell_can_write()
    {
        using Folder folder = new();
        string rows = string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},{i * i}\n"));
        string data = folder.Write("d.csv", "\"a \"\"1\"\"\",@y\n" + rows);
        Illsedge.Json("train", data, "--target", "@y", "-o", folder["m.ills"], "--hidden", "2");
        Assert.Equal("@y,status", Illsedge.Run("predict", folder["m.ills"], data).Lines[0]);
        Illsedge.Json("train", data, "--target", "a \"1\"", "-o", folder["m.ills"], "--hidden", "2");
        Assert.Equal("\"a \"\"1\"\"\",status", Illsedge.Run("predict", folder["m.ills"], data).Lines[0]);
    }

    [Fact]
    public void Inspect_prints_what_programs_rely_on()
    {
        using Folder folder = new();
        string model = folder.Model();
        JsonElement root = Illsedge.Json("inspect", model);
        Assert.Equal(
            ["a", "b"],
            root.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("name").GetString()));
        Assert.Equal("y", root.GetProperty("targets")[0].GetProperty("name").GetString());
        Assert.Equal(80, root.GetProperty("provenance").GetProperty("rows").GetInt32());
        Assert.Equal(17, root.GetProperty("members")[0].GetProperty("parameters").GetInt32());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("data").ValueKind);
        Assert.Contains("17 parameters", Illsedge.Run("inspect", model).Output, StringComparison.Ordinal);
    }

    private static string WithoutSeconds(string text, string folder) =>
        Regex.Replace(text, @", \d+\.\d+ s,", ",").Replace(folder, "", StringComparison.Ordinal);
}
