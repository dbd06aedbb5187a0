using System.Globalization;
using System.Text;
using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>Missing inputs, from training to predicting.</summary>
public class MissingTests
{
    [Fact]
    public void Without_a_word_about_them_they_are_an_error_that_names_the_remedy()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run("train", Data(folder), "--target", "y", "-o", folder["m.ills"]);
        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("d.csv:7: input \"b\" has no value here; it misses 10 of 60", answer.Error, StringComparison.Ordinal);
        Assert.Contains("--missing drop", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropped_rows_are_counted_by_column_and_a_missing_input_stays_without_prediction()
    {
        using Folder folder = new();
        string data = Data(folder);
        JsonElement trained = Illsedge.Json("train", data, "--target", "y", "-o", folder["m.ills"], "--missing", "drop");
        Assert.Equal(
            (50, 10, "b", 10),
            (trained.GetProperty("rows").GetInt32(), trained.GetProperty("withoutInput").GetInt32(),
                trained.GetProperty("missing")[0].GetProperty("column").GetString()!,
                trained.GetProperty("missing")[0].GetProperty("missing").GetInt32()));
        Assert.Contains(
            "10 rows with a missing input were left out", trained.GetProperty("warnings").ToString(), StringComparison.Ordinal);
        Assert.Equal(",F", Illsedge.Feed("a,b\n1,\n", "predict", folder["m.ills"], "-").Lines[1]);
        Assert.Equal(50, Illsedge.Json("evaluate", folder["m.ills"], data).GetProperty("rows").GetInt32());
    }

    [Fact]
    public void With_means_a_missing_input_is_predicted_with_status_S_and_a_bad_one_is_not()
    {
        using Folder folder = new();
        string data = Data(folder);
        Answer trained = Illsedge.Run("train", data, "--target", "y", "-o", folder["m.ills"], "--missing", "mean", "--hidden", "none");
        Assert.Contains("missing values: 10 of b", trained.Output, StringComparison.Ordinal);
        JsonElement evaluated = Illsedge.Json("evaluate", folder["m.ills"], data);
        Assert.Equal(60, evaluated.GetProperty("rows").GetInt32());
        Assert.Equal(10, evaluated.GetProperty("missing")[0].GetProperty("missing").GetInt32());

        string rows = "a,b\n0.5,2\n0.5,\n,2\n0.5,x\n";
        Answer file = Illsedge.Run("predict", folder["m.ills"], folder.Write("new.csv", rows));
        Assert.Equal("GSSF", string.Concat(file.Lines.Skip(1).Select(line => line[^1])));
        Assert.Contains("2 rows with a missing input: its training mean stood in", file.Error, StringComparison.Ordinal);
        Assert.Equal(file.Output, Illsedge.Feed(rows, "predict", folder["m.ills"], "-").Output);
        // Where b is missing y is 100 + a, which only the indicator tells.
        Assert.Equal(100.5, double.Parse(file.Lines[2].Split(',')[0], CultureInfo.InvariantCulture), 5.0);
        Assert.InRange(double.Parse(file.Lines[1].Split(',')[0], CultureInfo.InvariantCulture), -5, 10);

        string inspected = Illsedge.Run("inspect", folder["m.ills"]).Output;
        Assert.Contains("b@missing", inspected, StringComparison.Ordinal);
    }

    /// <summary>y = a + b, and 100 + a in every sixth row, where b is missing.</summary>
    private static string Data(Folder folder)
    {
        Random random = new(1);
        StringBuilder text = new("a,b,y\n");
        for (int row = 1; row <= 60; row++)
        {
            (double a, double b) = (random.NextDouble(), random.NextDouble() * 5);
            text.Append(CultureInfo.InvariantCulture, $"{a},");
            text.Append(row % 6 == 0
                ? string.Create(CultureInfo.InvariantCulture, $",{100 + a}\n")
                : string.Create(CultureInfo.InvariantCulture, $"{b},{a + b}\n"));
        }

        return folder.Write("d.csv", text.ToString());
    }
}
