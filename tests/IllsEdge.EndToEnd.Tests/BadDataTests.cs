using System.Text;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>Bad data: a clear line with place and remedy, exit code 3, and nothing lost.</summary>
public class BadDataTests
{
    private const int BadData = 3;

    /// <summary>A file's text, what the message must hold, and why the row is here.</summary>
    public static TheoryData<string, string, string> Files => new()
    {
        { "", "empty", "an empty file" },
        { "a,b,y\n", "no rows", "a header only" },
        { "a,b,y\n1,2,3\n", "at least 2", "one row" },
        { "a,b,z\n1,2,3\n2,3,4\n", "\"y\"", "a column that does not exist" },
        { "a,b,Y\n1,2,3\n2,3,4\n", "Did you mean \"Y\"?", "the nearest name" },
        { "a,y,a\n1,2,3\n2,3,4\n", "\"a\"", "duplicate names" },
        { "a,b,y\n1,2,3\n1,2\n", "d.csv:3", "a row that is too short" },
        { "a,b,y\n1,2,3\n1,2,3,4\n", "d.csv:3", "a row that is too long" },
        { "a,b,y\n1,2,3\n1,oops,3\n", "d.csv:3:3: 'oops'", "text in a number" },
        { "a,b,y\nx,2,3\nx,3,4\n", "--exclude a", "a column of text" },
        { "a,b,y\n1,2,3\n1,inf,3\n", "d.csv:3:3", "infinity" },
        { "a,b,y\n1,2,3\n1,1e999,3\n", "d.csv:3:3", "overflow" },
        { "a,b,y\n1,2,3\n1,NaN,3\n2,3,4\n", "d.csv:3", "a missing input" },
        { "a,b,y\n1,2,\n1,3,\n", "0 rows", "no target at all" },
        { "a,b,y\n1,2,5\n2,3,5\n3,4,5\n", "\"y\" is 5 in every row", "a target that never changes" },
        { "a,b,y\n1,2,5\n1,2,6\n1,2,7\n", "no input varies", "inputs that never change" },
        { "a,b,y\n\"1,2,3\n1,2,3\n", "d.csv:2", "an open quote" },
    };

    [Theory, MemberData(nameof(Files))]
    public void A_file_that_cannot_be_trained_on_is_refused(string text, string expected, string why)
    {
        using Folder folder = new();
        string model = folder.Write("m.ills", "what was there before");
        Answer answer = Illsedge.Run("train", folder.Write("d.csv", text), "--target", "y", "-o", model);
        Assert.True(answer.ExitCode == BadData, $"{why}: exit code {answer.ExitCode}, {answer.Error}");
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        Assert.Equal("what was there before", File.ReadAllText(model));
        Assert.Equal(["d.csv", "m.ills"], folder.Files);
        Assert.Equal("", answer.Output);
    }

    [Fact]
    public void A_missing_file_is_named_with_its_full_path()
    {
        Answer answer = Illsedge.Run("train", "no-such.csv", "--target", "y", "-o", Path.Combine(Path.GetTempPath(), "m.ills"));
        Assert.Equal(BadData, answer.ExitCode);
        Assert.Contains(Path.GetFullPath("no-such.csv"), answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_named_with_their_place()
    {
        using Folder folder = new();
        File.WriteAllBytes(folder["d.csv"], [.. "a,b,y\n1,2,3\n1,"u8, 0xFC, .. ",3\n"u8]);
        Answer answer = Illsedge.Run("train", folder["d.csv"], "--target", "y", "-o", folder["m.ills"]);
        Assert.Equal(BadData, answer.ExitCode);
        Assert.Contains("d.csv:3:3", answer.Error, StringComparison.Ordinal);
        Assert.Contains("UTF-8", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_of_100_MB_is_refused_without_taking_its_memory()
    {
        using Folder folder = new();
        using (StreamWriter writer = new(folder["d.csv"], append: false, Encoding.ASCII))
        {
            writer.Write("a,b,y\n1,2,3\n");
            string part = new('7', 1 << 20);
            for (int i = 0; i < 100; i++)
                writer.Write(part);
        }

        // The runtime itself is held to 60 MB, less than the line.
        Answer answer = Illsedge.Run(
            null, ("DOTNET_GCHeapHardLimit", "0x3C00000"), "train", folder["d.csv"], "--target", "y", "-o", folder["m.ills"]);
        Assert.Equal(BadData, answer.ExitCode);
        Assert.Contains("d.csv:3", answer.Error, StringComparison.Ordinal);
        answer = Illsedge.Run(null, ("DOTNET_GCHeapHardLimit", "0x3C00000"), "predict", folder.Model(), folder["d.csv"]);
        Assert.Equal((0, ",F"), (answer.ExitCode, answer.Lines[2]));
    }

    [Theory]
    [InlineData("a,b,y\n1,5,1\n2,5,3\n3,5,2\n", "\"b\" is 5 in every row", "a constant input")]
    [InlineData("a,b,y\n1,1,1\n2,2,3\n3,3,2\n", "\"b\" repeats \"a\"", "two identical inputs")]
    [InlineData("a,b,y\n1,1,1\n2,7,3\n3,3,2\n", "parameters and only 3 rows", "fewer rows than parameters")]
    [InlineData("a,b,y\n1,1,1\n2,7,\n3,3,2\n", "1 row without a target", "a missing target")]
    public void Data_that_can_be_handled_are_and_a_warning_says_how(string text, string expected, string why)
    {
        using Folder folder = new();
        string data = folder.Write("d.csv", text);
        Answer answer = Illsedge.Run("train", data, "--target", "y", "-o", folder["m.ills"]);
        Assert.True(answer.ExitCode == 0, $"{why}: {answer.Error}");
        Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        Assert.Equal(0, Illsedge.Run("predict", folder["m.ills"], data).ExitCode);
    }

    [Theory]
    [InlineData("1e300")]
    [InlineData("1e-300")]
    public void Extreme_values_are_learned_like_others(string unit)
    {
        using Folder folder = new();
        string power = unit[1..];
        string data = folder.Write("d.csv", "a,y\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"{i}{power},{i * i}{power}\n")));
        Answer answer = Illsedge.Run("train", data, "--target", "y", "-o", folder["m.ills"], "--json");
        Assert.Equal(0, answer.ExitCode);
        double r2 = System.Text.Json.JsonDocument.Parse(answer.Output).RootElement
            .GetProperty("targets")[0].GetProperty("r2").GetDouble();
        Assert.InRange(r2, 0.99, 1);
        Assert.DoesNotContain("NaN", Illsedge.Run("predict", folder["m.ills"], data).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("evaluate")]
    [InlineData("inspect")]
    public void A_damaged_model_is_refused_with_the_reason(string command)
    {
        using Folder folder = new();
        byte[] whole = File.ReadAllBytes(folder.Model());
        foreach ((byte[] bytes, string expected) in new[]
        {
            (whole[..(whole.Length / 2)], "cut off"),
            ([.. whole[..100], (byte)(whole[100] ^ 1), .. whole[101..]], "checksum"),
            ([.. whole[..^20], (byte)(whole[^20] ^ 0x80), .. whole[^19..]], "checksum"),
            ([.. whole[..^3], (byte)(whole[^3] ^ 1), .. whole[^2..]], "checksum"),
            (whole[..^4], "checksum"),
            ([.. whole, (byte)' '], "checksum"),
            (Sealed("{\"format\":\"illsedge-model\",\"version\":3,\"novelty\":[]}"), "Use a newer program"),
            (Sealed("{\"format\":\"other\",\"version\":1}"), "not a model file of this program"),
            (Sealed("{\"format\":\"illsedge-model\",\"version\":1}"), "not the content of a model"),
            (Sealed(new string('[', 10_000)), "not the content of a model"),
            (Array.Empty<byte>(), "cut off"),
            ("a,b\n1,2\n"u8.ToArray(), "checksum"),
        })
        {
            File.WriteAllBytes(folder["bad.ills"], bytes);
            Answer answer = Illsedge.Run(command, folder["bad.ills"], folder["train.csv"]);
            Assert.Equal((BadData, ""), (answer.ExitCode, answer.Output));
            Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_model_whose_last_newline_an_editor_took_away_is_read()
    {
        using Folder folder = new();
        byte[] whole = File.ReadAllBytes(folder.Model());
        File.WriteAllBytes(folder["short.ills"], whole[..^1]);
        Assert.Equal(0, Illsedge.Run("inspect", folder["short.ills"]).ExitCode);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "\"y\"", "no target")]
    [InlineData("a,c,y\n1,2,3\n", "\"b\"", "no input")]
    [InlineData("a,b,y\n", "no rows", "a header only")]
    [InlineData("a,b,y\n1,2,\n,2,3\n", "\"y\"", "no row with both")]
    [InlineData("a,b,y\n1,2,x\n", "d.csv:2:5: 'x'", "text in a number")]
    [InlineData("a,b,y\n1,2\n", "d.csv:2", "a ragged row")]
    [InlineData("", "empty", "an empty file")]
    public void Data_that_a_model_cannot_be_judged_on_are_refused(string text, string expected, string why)
    {
        using Folder folder = new();
        string model = folder.Model(), data = folder.Write("d.csv", text);
        foreach (string command in new[] { "evaluate", "inspect" })
        {
            Answer answer = Illsedge.Run(command, model, data);
            Assert.True((answer.ExitCode, answer.Output) == (BadData, ""), $"{why}: {answer}");
            Assert.Contains(expected, answer.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Files_that_are_not_there_or_are_folders_are_named()
    {
        using Folder folder = new();
        string model = folder.Model(), data = folder["train.csv"], none = folder["none"], place = Path.GetTempPath();
        foreach (string[] arguments in new string[][]
        {
            ["predict", none, data], ["predict", model, none], ["predict", place, data], ["predict", model, place],
            ["evaluate", none, data], ["evaluate", model, none], ["inspect", none], ["inspect", place],
            ["train", place, "--target", "y", "-o", model], ["demo", "--folder", data],
        })
        {
            Answer answer = Illsedge.Run(arguments);
            Assert.Equal((BadData, ""), (answer.ExitCode, answer.Output));
            Assert.Contains(
                arguments.First(word => word == none || word == place || arguments[0] == "demo" && word == data),
                answer.Error,
                StringComparison.Ordinal);
            Assert.Single(answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public void A_refused_prediction_leaves_the_old_output()
    {
        using Folder folder = new();
        string model = folder.Model(), output = folder.Write("out.csv", "old");
        Answer answer = Illsedge.Run("predict", model, folder.Write("d.csv", "a\n1\n"), "-o", output);
        Assert.Equal((BadData, "old"), (answer.ExitCode, File.ReadAllText(output)));
        Assert.Equal(["d.csv", "m.ills", "out.csv", "train.csv"], folder.Files);
    }

    /// <summary>A file with a right checksum over any content.</summary>
    private static byte[] Sealed(string json)
    {
        byte[] content = Encoding.UTF8.GetBytes(json + "\n");
        uint crc = uint.MaxValue;
        foreach (byte value in content)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);   // RFC 3720, appendix B.4, bits reversed
        }

        return [.. content, .. Encoding.ASCII.GetBytes($"crc32c:{~crc:x8}\n")];
    }
}
