using System.Diagnostics;
using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

public class CompareTests
{
    private const int BadData = 3, Interrupted = 130;

    [Fact]
    public void People_get_a_verdict_and_a_table()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run("compare", folder.Data("d.csv", 90), "--target", "y", "--hidden", "4", "--folds", "3");
        Assert.Equal(0, answer.ExitCode);
        Assert.DoesNotContain("warning", answer.Error, StringComparison.Ordinal);
        Assert.StartsWith("On rows that it has not seen, auto errs by ", answer.Output, StringComparison.Ordinal);
        string[] rows = answer.Lines[(Array.FindIndex(answer.Lines, line => line.StartsWith("rmse of y", StringComparison.Ordinal)) + 1)..];
        Assert.Equal(
            ["auto", "classic", "levenberg-marquardt", "l-bfgs", "adam", "linear"], rows.Take(6).Select(line => line.Split(' ')[0]));
        Assert.Contains("6 fits a method", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_every_fit()
    {
        using Folder folder = new();
        JsonElement root = Illsedge.Json(
            "compare", folder.Data("d.csv", 80), "--target", "y", "--hidden", "4", "--methods", "adam,coupled,auto", "--runs", "1", "--folds", "4");
        Assert.Equal(("coupled", true, 80), (root.GetProperty("subject").GetString(), root.GetProperty("complete").GetBoolean(), root.GetProperty("rows").GetInt32()));
        JsonElement[] methods = [.. root.GetProperty("methods").EnumerateArray()];
        Assert.Equal(["adam", "coupled", "auto", "linear"], methods.Select(method => method.GetProperty("name").GetString()));
        foreach (JsonElement method in methods)
        {
            double[] errors = [.. method.GetProperty("fits").EnumerateArray().Select(fit => fit.GetProperty("rmse").GetDouble())];
            Assert.Equal(4, errors.Length);
            Assert.Equal(errors.Average(), method.GetProperty("rmse").GetDouble(), 1e-12);
        }

        Assert.Equal(80, root.GetProperty("heldOut").GetArrayLength());
        Assert.InRange(root.GetProperty("coverage").GetDouble(), 0.7, 1);
        Assert.Equal(["a", "b"], root.GetProperty("importance").EnumerateArray().Select(input => input.GetProperty("name").GetString()!).Order());
        Assert.Equal(4, root.GetProperty("variations").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("report").ValueKind);
    }

    [Fact]
    public void The_same_seed_gives_the_same_errors()
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 50);
        string[] errors =
        [
            .. Enumerable.Range(0, 2).Select(_ => string.Join(' ', Illsedge.Json(
                    "compare", data, "--target", "y", "--hidden", "3", "--runs", "1", "--folds", "3", "--seed", "5")
                .GetProperty("methods").EnumerateArray()
                .SelectMany(method => method.GetProperty("fits").EnumerateArray()).Select(fit => fit.GetProperty("rmse").GetRawText()))),
        ];
        Assert.Equal(errors[0], errors[1]);
    }

    [Fact]
    public void A_method_that_cannot_take_part_is_named_and_not_fatal()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run(
            "compare", folder.Data("d.csv", 40), "--target", "y", "--hidden", "3", "--runs", "1", "--folds", "3", "--activation", "relu", "--methods", "auto,classic");
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("classic could not take part", answer.Error, StringComparison.Ordinal);
        Assert.Contains("leaky-relu", answer.Error, StringComparison.Ordinal);
        Assert.Contains("100 %", answer.Lines.Single(line => line.StartsWith("classic", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_that_cannot_take_part_leaves_the_others()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run(
            "compare", folder.Data("d.csv", 40), "--target", "y", "--methods", "classic,adam", "--activation", "relu", "--runs", "1", "--html", folder["r.html"]);
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("classic could not be fitted", answer.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder["r.html"]));
    }

    [Theory]
    [InlineData("--activation", "identity")]
    [InlineData("--hidden", "none")]
    [InlineData("--hidden", "3,2")]
    [InlineData("--ridge", "0")]
    [InlineData("--time-limit", "1ms")]
    public void Every_network_ends_in_a_verdict(string option, string value)
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run(
            "compare", folder.Data("d.csv", 60), "--target", "y", "--runs", "1", "--folds", "2", "--methods", "auto,l-bfgs", "--html", folder["r.html"], option, value);
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("</html>", File.ReadAllText(folder["r.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Few_rows_are_warned_of_and_a_report_that_does_not_fit_the_disk_loses_nothing()
    {
        using Folder folder = new();
        Answer answer = Illsedge.Run(
            "compare", folder.Data("d.csv", 12), "--target", "y", "--hidden", "2", "--html", "/dev/full");
        Assert.Equal(BadData, answer.ExitCode);
        Assert.Contains("only 12 rows", answer.Error, StringComparison.Ordinal);
        Assert.Contains("/dev/full", answer.Error, StringComparison.Ordinal);
        Assert.Contains("rmse of y", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_commands_use_the_same_columns()
    {
        using Folder folder = new();
        Illsedge.Run(
            "compare", folder.Data("d.csv", 60), "--target", "y", "--hidden", "2", "--runs", "1", "--folds", "3", "--lags", "y:1", "--exclude=b", "--html", folder["r.html"]);
        Assert.Contains("--target y --lags y:1 --exclude=b -o ", File.ReadAllText(folder["r.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_of_two_values_and_too_few_rows_are_refused()
    {
        using Folder folder = new();
        string classes = folder.Write("classes.csv", "a,y\n" + string.Concat(Enumerable.Range(0, 30).Select(row => $"{row},{row % 2}\n")));
        Answer answer = Illsedge.Run("compare", classes, "--target", "y");
        Assert.Equal((BadData, ""), (answer.ExitCode, answer.Output));
        Assert.Contains("only two values, 0 and 1", answer.Error, StringComparison.Ordinal);
        Assert.Contains("regression", answer.Error, StringComparison.Ordinal);

        answer = Illsedge.Run("compare", folder.Data("few.csv", 6), "--target", "y", "--folds", "7");
        Assert.Equal(BadData, answer.ExitCode);
        Assert.Contains("6 rows", answer.Error, StringComparison.Ordinal);
        Assert.Contains("--folds", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_refused_before_the_work()
    {
        using Folder folder = new();
        // The report is looked at first: that the data are not there is not even noticed.
        Answer answer = Illsedge.Run("compare", folder["nothing.csv"], "--target", "y", "--html", folder["no/where.html"]);
        Assert.Equal(BadData, answer.ExitCode);
        Assert.Contains("there is no directory", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing.csv", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_reports_the_folds_that_were_done()
    {
        using Folder folder = new();
        using Process process = Illsedge.Start(
            ["compare", folder.Data("d.csv", 600), "--target", "y", "--runs", "100", "--html", folder["r.html"]]);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string? line;
        List<string> error = [];
        while ((line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)) is not null)
        {
            error.Add(line);
            if (line.StartsWith("1 of 4, timed fits: ", StringComparison.Ordinal) && int.Parse(line.Split(' ')[5], null) > 6)
                break;
        }

        Illsedge.Signal(process, "INT");
        Answer answer = Illsedge.Finish(process, output, process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(Interrupted, answer.ExitCode);
        Assert.Contains("warning: interrupted after", answer.Error, StringComparison.Ordinal);
        Assert.Contains("rmse of y", answer.Output, StringComparison.Ordinal);
        Assert.Contains("it was interrupted", File.ReadAllText(folder["r.html"]), StringComparison.Ordinal);
        Assert.Equal(["d.csv", "r.html"], folder.Files);
    }
}
