using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>`predict` between other programs of a pipeline, and what it makes of the end of its input.</summary>
public class FilterTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--json")]
    public void A_stream_whose_reader_has_gone_ends_with_the_next_answer_and_without_a_word(string format)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The shell is Unix's.");
        using Folder folder = new();
        Answer answer = Illsedge.Shell(
            "(echo a,b; yes 1,2 2>/dev/null) | ( \"$@\"; echo $? >&2 ) | head -n 2",
            ["predict", folder.Model(), "-", .. format.Length > 0 ? new[] { format } : []]);
        Assert.Equal(2, answer.Lines.Length);
        Assert.Equal("0\n", answer.Error);
    }

    [Fact]
    public void A_file_whose_answers_nobody_reads_is_not_read_to_its_end()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The shell is Unix's.");
        using Folder folder = new();
        string model = folder.Model();
        string pipe = folder.Pipe("endless");
        Answer answer = Illsedge.Shell(
            $"(echo a,b; yes 1,2 2>/dev/null) > '{pipe}' & ( \"$@\"; echo $? >&2 ) | head -n 1; wait", "predict", model, pipe);
        Assert.Equal(["y,status"], answer.Lines);
        Assert.Equal("0\n", answer.Error);
    }

    [Theory]
    [InlineData("/dev/stdin")]
    [InlineData("/dev/fd/0")]
    public void The_kernels_name_of_standard_input_is_another_word_for_it(string name)
    {
        Assert.SkipUnless(File.Exists(name), $"There is no {name} here.");
        using Folder folder = new();
        string model = folder.Model();
        const string rows = "a,b\n1,2\n\n0.5,oops\n0,1\n";
        Answer expected = Illsedge.Feed(rows, "predict", model, "-", "--json");
        Answer answer = Illsedge.Feed(rows, "predict", model, name, "--json");
        Assert.Equal(3, answer.Lines.Length);
        Assert.Equal(expected, answer);
    }

    [Fact]
    public void A_file_of_which_no_row_could_be_predicted_is_told_at_the_end_and_the_exit_code_stays_0()
    {
        using Folder folder = new();
        string model = folder.Model();
        Answer answer = Illsedge.Run("predict", model, folder.Write("bad.csv", "a,b\nx,1\n1,x\n"));
        Assert.Equal((0, "y,status\n,F\n,F\n"), (answer.ExitCode, answer.Output));
        Assert.EndsWith("illsedge: no row could be predicted: 2 rows, all with status F.\n", answer.Error);
        answer = Illsedge.Run("predict", model, folder.Write("half.csv", "a,b\nx,1\n1,1\n"));
        Assert.DoesNotContain("no row", answer.Error);
    }

    [Fact]
    public void Blank_lines_at_the_end_of_one_column_are_no_rows()
    {
        using Folder folder = new();
        string rows = string.Concat(Enumerable.Range(0, 30).Select(row => $"{row},{2 * row}\n"));
        string train = folder.Write("train.csv", "a,y\n" + rows);
        Illsedge.Json("train", train, "--target", "y", "-o", folder["m.ills"], "--hidden", "none");
        foreach (string end in new[] { "", "\n", "\n\n\n", "\r\n \r\n", "\n\t\n  " })
        {
            Answer answer = Illsedge.Run("predict", folder["m.ills"], folder.Write("one.csv", "a\n1\n\n3" + end));
            Assert.Equal("GFG", string.Concat(answer.Lines.Skip(1).Select(line => line[^1])));
        }
    }
}
