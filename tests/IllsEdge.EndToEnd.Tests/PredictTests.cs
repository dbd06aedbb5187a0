using System.Diagnostics;
using System.Text;
using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

public class PredictTests
{
    [Fact]
    public void One_row_out_for_every_row_in_and_bad_ones_have_status_F_and_their_place()
    {
        using Folder folder = new();
        string model = folder.Model();
        string data = folder.Write("new.csv", "b,note,a\n1,x,0.5\n99,x,0.5\nabc,x,1\n,x,1\n1,x\nNaN,x,0\n2,x,1e999\n2,\"x\",-1\n");
        Answer answer = Illsedge.Run("predict", model, data);
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal("GSFFFFFG", string.Concat(answer.Lines.Skip(1).Select(line => line[^1])));
        Assert.All(answer.Lines.Skip(3).Take(5), line => Assert.Equal(",F", line));
        string[] places = answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, places.Length);
        Assert.Contains("new.csv:4:1: 'abc' is not a number", places[0], StringComparison.Ordinal);
        Assert.Contains("new.csv:6", places[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_live_line_is_answered_before_the_next_is_sent(bool json)
    {
        using Folder folder = new();
        string[] arguments = ["predict", folder.Model(), "-", .. json ? new[] { "--json" } : []];
        using Process process = Illsedge.Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync("b,a\n");
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        if (!json)
            Assert.Equal("y,status", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        for (int i = 0; i < 5; i++)
        {
            await process.StandardInput.WriteAsync(i == 3 ? "oops,1\n" : $"{i + 1},1\r\n");
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            string? line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            string status = json
                ? JsonDocument.Parse(line!).RootElement.GetProperty("status").GetString()!
                : line![^1..];
            Assert.Equal(i == 3 ? "F" : "G", status);
        }

        await process.StandardInput.WriteAsync("2,1");
        process.StandardInput.Close();
        Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        Answer answer = Illsedge.Finish(process, process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), error);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Output));
        Assert.Contains("standard input:5:1", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_rows_stay_in_order_and_the_output_file_appears_whole()
    {
        using Folder folder = new();
        string model = folder.Model();
        StringBuilder text = new("a,b\n");
        for (int row = 0; row < 100_000; row++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{row / 1e5},{row % 7}\n");
        string data = folder.Write("many.csv", text.ToString());
        Answer answer = Illsedge.Run("predict", model, data, "-o", folder["out.csv"], "--json");
        JsonElement counts = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(100_000, counts.GetProperty("rows").GetInt32());
        string[] lines = File.ReadAllLines(folder["out.csv"]);
        Assert.Equal(100_001, lines.Length);

        string some = folder.Write("some.csv", "a,b\n" + string.Join('\n', text.ToString().Split('\n')[70_001..70_008]) + "\n");
        Assert.Equal(
            lines[70_001..70_008].Select(Rounded), Illsedge.Run("predict", model, some).Lines[1..].Select(Rounded));

        // Rows at other places of a block may differ in the last digit.
        static string Rounded(string line) =>
            double.Parse(line.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture).ToString("G10", null);
    }

    [Fact]
    public void A_reader_that_has_seen_enough_ends_it_quietly()
    {
        using Folder folder = new();
        string model = folder.Model();
        using Process process = Illsedge.Start(["predict", model, folder.Data("many.csv", 50_000)]);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardOutput.ReadLine();
        process.StandardOutput.Close();
        Illsedge.Finish(process, Task.FromResult(""), error);
    }

    [Fact]
    public void A_header_alone_gives_a_header_alone()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run("predict", folder.Model(), folder.Write("h.csv", "a,b\n"));
        Assert.Equal((0, "y,status\n"), (answer.ExitCode, answer.Output));
    }

    [Fact]
    public void An_input_that_is_not_there_is_named()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run("predict", folder.Model(), folder.Write("h.csv", "a,c\n1,2\n"));
        Assert.Equal(3, answer.ExitCode);
        Assert.Contains("\"b\"", answer.Error, StringComparison.Ordinal);
    }

    /// <summary>Everything that can be wrong with a row, and rows that only look so.</summary>
    private static readonly byte[] Odd =
    [
        .. "a,b\n1,2\n1,"u8, .. Enumerable.Repeat((byte)'7', 1_100_000), .. "\n1,"u8, 0xFF,
        .. "\n\n1,2,3\n1,3\r\n\"1\",\"2\"\n\"1,2\n1,\0\n 1 , 2 \n1;2\n,2\nNA,2\n-inf,2\n1e999,2\n1,2e0\n1"u8,
    ];

    [Theory]
    [InlineData("-")]
    [InlineData("odd.csv")]
    public async Task Odd_rows_are_answered_one_by_one(string source)
    {
        using Folder folder = new();
        File.WriteAllBytes(folder["odd.csv"], Odd);
        using Process process = Illsedge.Start(["predict", folder.Model(), source == "-" ? "-" : folder[source]]);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (source == "-")
            await process.StandardInput.BaseStream.WriteAsync(Odd, TestContext.Current.CancellationToken);
        process.StandardInput.Close();
        Answer answer = Illsedge.Finish(process, output, error);
        Assert.Equal(0, answer.ExitCode);
        Assert.Equal("GFFFGGFFGFFFFFGF", string.Concat(answer.Lines.Skip(1).Select(line => line[^1])));
        string[] places = answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["3:1", "4:3", "6:5", "9:1", "10:3", "12:4", "13:1", "14:1", "15:1", "16:1", "18:2"],
            places.Select(line => string.Join(':', line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(':')[..2])));
    }

    [Theory]
    [InlineData("", 3, "", "nothing came in")]
    [InlineData("a,b", 0, "y,status\n", "")]
    [InlineData("a,b,a\n1,2,3\n", 3, "", "both named \"a\"")]
    [InlineData("a,c\n1,2\n", 3, "", "\"b\"")]
    [InlineData("a,b\n", 0, "y,status\n", "")]
    public void A_live_stream_that_ends_at_its_header_is_answered(string input, int exitCode, string output, string error)
    {
        using Folder folder = new();
        Answer answer = Illsedge.Feed(input, "predict", folder.Model(), "-");
        Assert.Equal((exitCode, output), (answer.ExitCode, answer.Output));
        Assert.Contains(error, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_live_stream_can_be_written_to_a_file()
    {
        using Folder folder = new();
        string model = folder.Model(), rows = "a,b\n1,2\n0.5,3\n";
        Answer live = Illsedge.Feed(rows, "predict", model, "-", "-o", folder["out.csv"]);
        Assert.Equal((0, ""), (live.ExitCode, live.Output));
        Assert.Equal(Illsedge.Feed(rows, "predict", model, "-").Output, File.ReadAllText(folder["out.csv"]));
        Assert.Equal(["m.ills", "out.csv", "train.csv"], folder.Files);
    }

    [Fact]
    public void Json_holds_a_value_or_null_and_the_status()
    {
        using Folder folder = new();
        JsonElement rows = Illsedge.Json("predict", folder.Model(), folder.Write("d.csv", "a,b\n1,2\n1,x\n1,99\n"))
            .GetProperty("predictions");
        Assert.Equal(["G", "F", "S"], rows.EnumerateArray().Select(row => row.GetProperty("status").GetString()));
        Assert.Equal(
            [JsonValueKind.Number, JsonValueKind.Null, JsonValueKind.Number],
            rows.EnumerateArray().Select(row => row.GetProperty("y").ValueKind));
    }

    [Fact]
    public void An_input_that_was_constant_in_training_is_out_of_range_when_it_moves()
    {
        using Folder folder = new();
        string rows = string.Concat(Enumerable.Range(0, 20).Select(i => $"{i},5,{i * i}\n"));
        string data = folder.Write("c.csv", "a,b,y\n" + rows);
        Illsedge.Json("train", data, "--target", "y", "-o", folder["m.ills"], "--hidden", "2");
        Answer answer = Illsedge.Run("predict", folder["m.ills"], folder.Write("d.csv", "a,b\n3,5\n3,6\n"));
        Assert.Equal("GS", string.Concat(answer.Lines.Skip(1).Select(line => line[^1])));
        Assert.Equal(answer.Lines[1].Split(',')[0], answer.Lines[2].Split(',')[0]);
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("elu")]
    public void A_prediction_beyond_all_numbers_is_a_failure_and_not_infinity(string activation)
    {
        using Folder folder = new();
        string data = folder.Data("train.csv", 60);
        Illsedge.Json("train", data, "--target", "y", "-o", folder["m.ills"], "--activation", activation);
        Answer answer = Illsedge.Run("predict", folder["m.ills"], folder.Write("d.csv", "a,b\n1,2\n1.7e308,1.7e308\n"));
        Assert.Equal((0, ",F"), (answer.ExitCode, answer.Lines[2]));
        Assert.Contains("d.csv:3", answer.Error, StringComparison.Ordinal);
    }
}
