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
        { "a,b,Y\n1,2,3\n2,3,4\n", "Y", "the nearest name" },
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
}
