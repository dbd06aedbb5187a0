using System.Globalization;
using System.Text;
using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>Inputs from rows before, from training to the device loop.</summary>
public class LagTests
{
    private static readonly string[] Linear = ["--hidden", "none", "--ridge", "1e-9"];

    [Fact]
    public void A_delayed_process_is_predicted_from_a_file_and_from_a_stream_alike()
    {
        using Folder folder = new();
        string data = Process(folder, 120, measured: true);
        JsonElement trained = Illsedge.Json(
            ["train", data, "--target", "y", "-o", folder["m.ills"], "--lags", "b:1,3", "--lags", "a:2", .. Linear]);
        Assert.Equal((117, 3), (trained.GetProperty("rows").GetInt32(), trained.GetProperty("withoutHistory").GetInt32()));
        Assert.InRange(trained.GetProperty("targets")[0].GetProperty("rmse").GetDouble(), 0, 1e-6);
        Assert.Equal(
            ["a", "b", "b@1", "b@3", "a@2"],
            Illsedge.Json("inspect", folder["m.ills"], data).GetProperty("inputs").EnumerateArray()
                .Select(input => input.GetProperty("name").GetString()));
        JsonElement evaluated = Illsedge.Json("evaluate", folder["m.ills"], data);
        Assert.Equal((117, 3), (evaluated.GetProperty("rows").GetInt32(), evaluated.GetProperty("skippedRows").GetInt32()));
        Assert.InRange(evaluated.GetProperty("targets")[0].GetProperty("rmse").GetDouble(), 0, 1e-6);

        // A bad cell and a cell too many in the middle: both rows count, and so do those that look back at them.
        string[] lines = File.ReadAllLines(data);
        (lines[51], lines[71]) = ($"oops,{lines[51].Split(',')[1]},", "1,2,3,4");
        string text = string.Join('\n', lines) + "\n";
        string file = folder.Write("new.csv", text);
        Answer whole = Illsedge.Run("predict", folder["m.ills"], file);
        Answer stream = Illsedge.Feed(text, "predict", folder["m.ills"], "-");
        AssertAlike(whole.Lines.Skip(1), stream.Lines.Skip(1));
        Assert.Equal(121, whole.Lines.Length);
        int[] failed = [.. Enumerable.Range(1, 120).Where(row => whole.Lines[row] == ",F")];
        Assert.Equal([1, 2, 3, 51, 53, 71, 72, 73, 74], failed);
        for (int row = 4; row <= 120; row++)
            if (!failed.Contains(row))
                Assert.Equal(Number(File.ReadAllLines(data)[row], 2), Number(whole.Lines[row], 0), 1e-6);
        Assert.Contains("new.csv:4: the model looks 3 rows back and there are only 2", whole.Error, StringComparison.Ordinal);
        Assert.Contains("new.csv:54: input \"a\" had no value 2 rows before", whole.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_past_of_the_target_is_measured_or_there_is_no_prediction()
    {
        using Folder folder = new();
        string data = Process(folder, 60, measured: true);
        Assert.Equal(0, Illsedge.Run(
            ["train", data, "--target", "y", "-o", folder["m.ills"], "--lags", "b,a:1,2,3", "--lags", "target:1", .. Linear]).ExitCode);
        // The newest row's own target is not known when it is predicted.
        string[] lines = File.ReadAllLines(data);
        double truth = Number(lines[60], 2);
        lines[60] = lines[60][..(lines[60].LastIndexOf(',') + 1)];
        Answer answer = Illsedge.Run("predict", folder["m.ills"], folder.Write("new.csv", string.Join('\n', lines)));
        Assert.Equal(truth, Number(answer.Lines[60], 0), 1e-6);
        Assert.Equal([",F", ",F", ",F"], answer.Lines[1..4]);

        answer = Illsedge.Run("predict", folder["m.ills"], Process(folder, 10, measured: false));
        Assert.Equal(0, answer.ExitCode);
        Assert.All(answer.Lines.Skip(1), line => Assert.Equal(",F", line));
        Assert.Contains("needs the measured past of \"y\", and there is no such column", answer.Error, StringComparison.Ordinal);
        Assert.Equal(3, Illsedge.Run("evaluate", folder["m.ills"], folder["bare.csv"]).ExitCode);
    }

    [Theory]
    [InlineData("d:1", "there is no column \"d\"")]
    [InlineData("a:1", "\"a@1\" would name two columns")]
    [InlineData("a:2", "has 1 row with a value for every target")]
    public void Lags_that_the_file_does_not_have_are_explained(string lags, string expected)
    {
        using Folder folder = new();
        string data = folder.Write("d.csv", "a,a@1,y\n1,2,3\n2,1,4\n4,2,1\n");
        Answer answer = Illsedge.Run("train", data, "--target", "y", "-o", folder["m.ills"], "--lags", lags);
        Assert.Equal(3, answer.ExitCode);
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_device_loop_says_what_predict_says()
    {
        using Folder folder = new();
        string data = Process(folder, 80, measured: true);
        Assert.Equal(0, Illsedge.Run(
            ["train", data, "--target", "y", "-o", folder["m.ills"], "--lags", "a,b:2,3", "--lags", "target:1", "--hidden", "3"]).ExitCode);
        string config = folder.Write("run.json", """
            {
              "name": "replayed", "period": "1s",
              "store": { "path": "run.db" },
              "inputs": [
                { "name": "a", "source": { "kind": "csv", "path": "full.csv", "period": "1s" } },
                { "name": "b", "source": { "kind": "csv", "path": "full.csv", "period": "1s" } }
              ],
              "target": { "name": "y", "source": { "kind": "csv", "path": "full.csv", "period": "1s" } },
              "model": { "path": "m.ills" },
              "retrain": { "streaming": false, "triggers": { "labels": null, "errorRise": null, "errorDrift": null } },
              "outputs": [ { "kind": "json" } ]
            }
            """);
        string[] predicted = [.. Illsedge.Run("predict", folder["m.ills"], data).Lines.Skip(1)];
        Answer answer = Illsedge.Run("run", config, "--speed", "max");
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal(80, answer.Lines.Length);
        Assert.Contains("looks 3 samples back", answer.Error, StringComparison.Ordinal);
        string[] published =
        [
            .. answer.Lines.Select(line => JsonDocument.Parse(line).RootElement).Select(line => string.Create(
                CultureInfo.InvariantCulture, $"{line.GetProperty("value")},{line.GetProperty("status")}")),
        ];
        AssertAlike(predicted, published);
        Assert.Equal([",F", ",F", ",F"], published[..3]);
        Assert.Contains(published, line => line.EndsWith(",G", StringComparison.Ordinal));
    }

    // Rows at once and one by one are summed in another order.
    private static void AssertAlike(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        string[] rows = [.. actual];
        Assert.All(expected.ToArray(), (line, row) =>
        {
            Assert.Equal(line[^1], rows[row][^1]);
            Assert.Equal(line[^1] == 'F', rows[row] == ",F");
            if (line[^1] != 'F')
                Assert.Equal(Number(line, 0), Number(rows[row], 0), 1e-12);
        });
        Assert.Equal(expected.Count(), rows.Length);
    }

    /// <summary>y(t) = a(t) + b(t-1) + 3 a(t-2) + 2 b(t-3); without y where it is not measured.</summary>
    private static string Process(Folder folder, int rows, bool measured)
    {
        Random random = new(1);
        StringBuilder text = new(measured ? "a,b,y\n" : "a,b\n");
        double[] a = new double[rows], b = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            (a[row], b[row]) = (Math.Round(random.NextDouble(), 4), Math.Round(random.NextDouble(), 4));
            double y = a[row] + (row > 0 ? b[row - 1] : 0) + (row > 1 ? 3 * a[row - 2] : 0) + (row > 2 ? 2 * b[row - 3] : 0);
            text.Append(CultureInfo.InvariantCulture, $"{a[row]},{b[row]}");
            text.Append(measured ? string.Create(CultureInfo.InvariantCulture, $",{y}\n") : "\n");
        }

        return folder.Write(measured ? "full.csv" : "bare.csv", text.ToString());
    }

    private static double Number(string line, int cell) => double.Parse(line.Split(',')[cell], CultureInfo.InvariantCulture);
}
