using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>`train --start`: going on from a model file.</summary>
public class WarmStartTests
{
    [Theory]
    [InlineData("coupled")]
    [InlineData("accelerated")]
    public void Two_runs_of_which_the_second_goes_on_from_the_first_make_the_network_of_one(string method)
    {
        using Folder folder = new();
        string[] train =
        [
            "train", folder.Data("d.csv", 80), "--target", "y", "--hidden", "4", "--method", method, "--ridge", "0.01",
        ];
        Assert.Equal(0, Illsedge.Run([.. train, "-o", folder["two.ills"], "--max-iterations", "2"]).ExitCode);
        Assert.Equal(0, Illsedge.Run([.. train, "-o", folder["one.ills"], "--max-iterations", "1"]).ExitCode);
        string[] more = [.. train, "-o", folder["one.ills"], "--max-iterations", "1", "--start", folder["one.ills"]];
        Assert.Equal(0, Illsedge.Run(more).ExitCode);
        Assert.Equal(Members(folder["two.ills"]), Members(folder["one.ills"]));
    }

    [Fact]
    public void Inputs_lags_neurons_and_activations_that_are_not_given_are_those_of_the_start()
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 80);
        Answer first = Illsedge.Run(
            "train", data, "--target", "y", "-o", folder["m.ills"], "--inputs", "b,a", "--lags", "a:2", "--hidden", "3,2",
            "--activation", "elu", "--output-activation", "sigmoid", "--missing", "mean");
        Assert.Equal(0, first.ExitCode);
        JsonElement more = Illsedge.Json("train", data, "--target", "y", "-o", folder["more.ills"], "--start", folder["m.ills"]);
        Assert.Equal(3 * 4 + 2 * 4 + 3, more.GetProperty("parameters").GetInt32());
        JsonElement inspected = Illsedge.Json("inspect", folder["more.ills"]);
        Assert.Equal(
            ["b", "a", "a@2"],
            inspected.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("name").GetString()));
        Assert.Equal(
            ["elu", "elu", "sigmoid"],
            inspected.GetProperty("members")[0].GetProperty("layers").EnumerateArray()
                .Select(layer => layer.GetProperty("activation").GetString()));
    }

    [Theory]
    [InlineData("--hidden 4, or train without a start", "--hidden", "5")]
    [InlineData("are a, b and those of this fit a;", "--exclude", "b")]
    [InlineData("a, b, b@1", "--lags", "b:1")]
    [InlineData("filled", "--missing", "mean")]
    [InlineData("elu, identity", "--activation", "elu")]
    [InlineData("tanh, tanh", "--output-activation", "tanh")]
    public void A_start_of_another_shape_is_wrong_usage_and_nothing_is_written(string expected, string option, string value)
    {
        using Folder folder = new();
        string model = folder.Model();
        Answer answer = Illsedge.Run(
            "train", folder["train.csv"], "--target", "y", "-o", folder["n.ills"], "--start", model, option, value);
        Assert.Equal((2, ""), (answer.ExitCode, answer.Output));
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["n.ills"]));
    }

    [Fact]
    public void A_start_that_is_no_model_is_a_bad_file()
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 20);
        foreach ((string file, string expected) in new[] { (data, "d.csv"), (folder["none.ills"], "no such file") })
        {
            Answer answer = Illsedge.Run("train", data, "--target", "y", "-o", folder["m.ills"], "--start", file);
            Assert.Equal((3, ""), (answer.ExitCode, answer.Output));
            Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        }

        Answer empty = Illsedge.Run("train", data, "--target", "y", "-o", folder["m.ills"], "--start", "");
        Assert.Equal(2, empty.ExitCode);
        Assert.Contains("empty", empty.Error, StringComparison.Ordinal);
    }

    /// <summary>Weights, factor, damping and ridge as the file has them.</summary>
    private static string Members(string file) =>
        JsonDocument.Parse(File.ReadLines(file).First()).RootElement.GetProperty("members").GetRawText();
}
