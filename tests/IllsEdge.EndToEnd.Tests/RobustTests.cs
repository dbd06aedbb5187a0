using System.Globalization;
using System.Text;
using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>Gross errors in the targets, and rows that count differently.</summary>
public class RobustTests
{
    private static readonly string[] Linear = ["--hidden", "none", "--ridge", "1e-6"];

    [Fact]
    public void Gross_errors_are_named_by_line_and_do_not_bend_the_model()
    {
        using Folder folder = new();
        string data = Data(folder);
        string[] train = ["train", data, "--target", "y", "--exclude", "w", "-o", folder["m.ills"], .. Linear, "--robust", "auto"];
        JsonElement robust = Illsedge.Json(train).GetProperty("robust");
        Assert.Equal(("tukey", 6), (robust.GetProperty("loss").GetString()!, robust.GetProperty("count").GetInt32()));
        Assert.Equal(
            [11, 21, 31, 41, 51, 61],
            robust.GetProperty("outliers").EnumerateArray().Select(outlier => outlier.GetProperty("line").GetInt32()).Order());
        JsonElement first = robust.GetProperty("outliers")[0];
        Assert.Equal(("y", 0.0), (first.GetProperty("target").GetString()!, first.GetProperty("weight").GetDouble()));
        Assert.True(first.GetProperty("residual").GetDouble() > 4);
        Assert.Equal(100, first.GetProperty("value").GetDouble() - first.GetProperty("predicted").GetDouble(), 0.1);

        Answer text = Illsedge.Run(train);
        Assert.Contains("robust: tukey; 6 targets further than 4 scales", text.Output, StringComparison.Ordinal);
        Assert.Contains(text.Lines, line => line.StartsWith("  y ", StringComparison.Ordinal) && line.Contains(" 11 ", StringComparison.Ordinal));

        // y = a + b up to 0.05, so 2 + 3 is 5.
        Assert.Equal(5, Predicted(folder), 0.05);
    }

    [Fact]
    public void With_lags_the_lines_are_those_of_the_file_and_the_first_rows_are_none()
    {
        using Folder folder = new();
        JsonElement trained = Illsedge.Json(
        [
            "train", Data(folder), "--target", "y", "--exclude", "w", "--lags", "a:1,3", "-o", folder["m.ills"], .. Linear,
            "--robust", "tukey",
        ]);
        Assert.Equal(
            [11, 21, 31, 41, 51, 61],
            trained.GetProperty("robust").GetProperty("outliers").EnumerateArray()
                .Select(outlier => outlier.GetProperty("line").GetInt32()).Order());
    }

    [Fact]
    public void Tune_names_outliers_and_takes_weights()
    {
        using Folder folder = new();
        string[] tune = ["tune", Data(folder), "--target", "y", "-o", folder["m.ills"], "--time-limit", "20s"];
        JsonElement robust = Illsedge.Json([.. tune, "--exclude", "w", "--robust", "tukey"]).GetProperty("robust");
        Assert.Equal(6, robust.GetProperty("count").GetInt32());
        Assert.Equal(5, Predicted(folder), 0.1);
        Answer weighted = Illsedge.Run([.. tune, "--weights", "w"]);
        Assert.Equal(0, weighted.ExitCode);
        Assert.Contains("6 rows of weight 0 were left out", weighted.Error, StringComparison.Ordinal);
        Assert.Equal(5, Predicted(folder), 0.1);
    }

    [Fact]
    public void Rows_of_weight_0_teach_nothing_and_their_column_is_no_input()
    {
        using Folder folder = new();
        JsonElement trained = Illsedge.Json(
            ["train", Data(folder), "--target", "y", "-o", folder["m.ills"], .. Linear, "--weights", "w"]);
        Assert.Equal(3, trained.GetProperty("parameters").GetInt32());
        Assert.Equal(JsonValueKind.Null, trained.GetProperty("robust").ValueKind);
        Assert.Equal(5, Predicted(folder), 0.05);
    }

    [Theory]
    [InlineData("none, huber, tukey, auto. Did you mean tukey?", "--robust", "tuckey")]
    [InlineData("method classic", "--robust", "huber", "--method", "classic")]
    [InlineData("weight of the rows and an input or a target at once", "--weights", "y")]
    public void What_cannot_be_is_wrong_usage(string trouble, params string[] options)
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run(["train", Data(folder), "--target", "y", "-o", folder["m.ills"], .. options]);
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(trouble, answer.Error, StringComparison.Ordinal);
    }

    private static double Predicted(Folder folder) => double.Parse(
        Illsedge.Feed("a,b\n2,3\n", "predict", folder["m.ills"], "-").Lines[1].Split(',')[0], CultureInfo.InvariantCulture);

    /// <summary>y = a + b up to 0.05; in every tenth row, where w is 0, y is 100 higher.</summary>
    private static string Data(Folder folder)
    {
        Random random = new(1);
        StringBuilder text = new("a,b,w,y\n");
        for (int row = 1; row <= 60; row++)
        {
            (double a, double b) = (random.NextDouble() * 5, random.NextDouble() * 5);
            double y = a + b + 0.1 * (random.NextDouble() - 0.5) + (row % 10 == 0 ? 100 : 0);
            text.Append(CultureInfo.InvariantCulture, $"{a},{b},{(row % 10 == 0 ? 0 : 1)},{y}\n");
        }

        return folder.Write("d.csv", text.ToString());
    }
}
