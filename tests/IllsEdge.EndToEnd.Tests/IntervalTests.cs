using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

public class IntervalTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bounds_stand_beside_the_value_in_a_file_and_in_a_stream(bool isLive)
    {
        using Folder folder = new();
        const string rows = "a,b\n1,2\noops,2\n";
        Answer answer = isLive
            ? Illsedge.Feed(rows, "predict", folder.Model(), "-", "--interval", "0.9")
            : Illsedge.Run("predict", folder.Model(), folder.Write("new.csv", rows), "--interval", "0.9");
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal("y,y_low,y_high,status", answer.Lines[0]);
        double[] numbers = [.. answer.Lines[1].Split(',')[..3].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))];
        Assert.True(numbers[1] < numbers[0] && numbers[0] < numbers[2]);
        Assert.Equal(",,,F", answer.Lines[2]);
    }

    [Fact]
    public void Json_has_the_bounds_and_a_higher_level_is_wider()
    {
        using Folder folder = new();
        string model = folder.Model(), data = folder.Write("new.csv", "a,b\n1,2\n");
        Assert.True(Width("0.5") < Width("0.9"));
        Assert.DoesNotContain("y_low", Illsedge.Run("predict", model, data, "--json").Output, StringComparison.Ordinal);

        double Width(string level)
        {
            JsonElement row = JsonDocument.Parse(Illsedge.Run("predict", model, data, "--json", "--interval", level).Output)
                .RootElement.GetProperty("predictions")[0];
            return row.GetProperty("y_high").GetDouble() - row.GetProperty("y_low").GetDouble();
        }
    }

    [Fact]
    public void Evaluate_tells_coverage_width_and_the_error_of_rows_out_of_specification()
    {
        using Folder folder = new();
        string model = folder.Model(), data = folder.Data("test.csv", 200);
        File.AppendAllText(data, "9,2,0\n");
        Answer text = Illsedge.Run("evaluate", model, data);
        Assert.Contains(text.Lines, line => line.StartsWith("90 % interval", StringComparison.Ordinal));
        JsonNode json = JsonNode.Parse(Illsedge.Run("evaluate", model, data, "--json", "--interval", "0.8").Output)!;
        Assert.Equal(0.8, (double)json["interval"]!);
        JsonNode target = json["reliability"]![0]!;
        Assert.InRange((double)target["coverage"]!, 0.6, 1);
        Assert.True((double)target["meanWidth"]! > 0);
        Assert.InRange((int)target["outOfSpecification"]!, 1, 10);
        Assert.True((double)target["rmseOutOfSpecification"]! > 2 * (double)target["rmseGood"]!);
    }

    [Fact]
    public void A_tuned_model_has_intervals_that_hold_their_share()
    {
        using Folder folder = new();
        string model = folder["tuned.ills"];
        Illsedge.Run("tune", folder.Data("d.csv", 60), "--target", "y", "-o", model, "--time-limit", "20s");
        JsonElement target = Illsedge.Json("evaluate", model, folder.Data("test.csv", 400)).GetProperty("reliability")[0];
        Assert.InRange(target.GetProperty("coverage").GetDouble(), 0.8, 1);
        Assert.Equal("y,y_low,y_high,status", Illsedge.Run("predict", model, folder["test.csv"], "--interval", "0.9").Lines[0]);
    }

    [Fact]
    public void A_bound_with_the_name_of_another_target_is_refused_and_the_values_alone_are_not()
    {
        using Folder folder = new();
        string data = folder.Write(
            "d.csv", "a,y,y_high\n" + string.Concat(Enumerable.Range(0, 20).Select(row => $"{row},{row * row % 7},{row % 5}\n")));
        string model = folder["m.ills"];
        Illsedge.Run("train", data, "--target", "y", "--target", "y_high", "-o", model, "--hidden", "2");
        Answer answer = Illsedge.Run("predict", model, data, "--interval", "0.5");
        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("the targets \"y\" and \"y_high\"", answer.Error, StringComparison.Ordinal);
        Assert.Contains("Leave out --interval", answer.Error, StringComparison.Ordinal);
        Assert.Equal("y,y_high,status", Illsedge.Run("predict", model, data).Lines[0]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("90%")]
    public void A_level_that_is_none_is_wrong_usage(string level)
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run("predict", folder.Model(), folder.Data("new.csv", 3), "--interval", level);
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("between 0 and 1", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_too_few_rows_says_why_it_has_no_interval()
    {
        using Folder folder = new();
        string model = folder["small.ills"];
        Illsedge.Run("train", folder.Data("few.csv", 12), "--target", "y", "-o", model);
        Answer high = Illsedge.Run("predict", model, folder.Data("new.csv", 3), "--interval", "0.95");
        Assert.Equal(3, high.ExitCode);
        Assert.Contains("keeps 12 held-out errors", high.Error, StringComparison.Ordinal);
        Illsedge.Run("train", folder.Data("fewer.csv", 8), "--target", "y", "-o", model);
        Assert.Contains("has no intervals", Illsedge.Run("predict", model, folder.Data("new.csv", 3), "--interval", "0.5").Error, StringComparison.Ordinal);
        Assert.Contains("no intervals", Illsedge.Run("evaluate", model, folder.Data("new.csv", 3)).Output, StringComparison.Ordinal);
    }
}
