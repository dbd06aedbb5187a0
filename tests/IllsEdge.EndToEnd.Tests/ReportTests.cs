using System.Globalization;
using IllsEdge.EndToEnd.Tests.Support;
using IllsEdge.Reports.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>The pages that `--html` writes, in a real browser; ILLSEDGE_PAGES=FOLDER keeps them and pictures of them.</summary>
public class ReportTests
{
    private static readonly string[] Sections =
        ["methods", "certainty", "inputs", "rows", "neurons", "noise", "options", "next", "repeat"];

    [Fact]
    public async Task The_report_of_a_comparison_is_whole_and_legible()
    {
        using Folder folder = new();
        // Names that would be markup, too long for a label, and of a script that is no Latin one.
        string data = folder.Write("<odd> data.csv", Rows("<script>alert('a')</script>,\"a name that is longer than any label should ever be, and with a comma\",温度,y & z", 150));
        Answer answer = Illsedge.Run(
            "compare", data, "--target", "y & z", "--hidden", "5", "--folds", "3", "--html", folder["compare.html"]);
        Assert.Equal(0, answer.ExitCode);
        string page = File.ReadAllText(folder["compare.html"]);
        Assert.All(Sections, section => Assert.Contains($"<section id=\"{section}\">", page, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.True(Count(page, "<svg") >= 18, $"{Count(page, "<svg")} charts");
        await Check(folder["compare.html"]);
    }

    [Fact]
    public async Task The_report_of_an_inspection_is_whole_and_legible()
    {
        using Folder folder = new();
        string data = folder.Data("d.csv", 120);
        Assert.Equal(0, Illsedge.Run("train", data, "--target", "y", "-o", folder["m.ills"], "--hidden", "6,4", "--ensemble", "2").ExitCode);
        Assert.Equal(0, Illsedge.Run("inspect", folder["m.ills"], data, "--html", folder["inspect.html"]).ExitCode);
        string page = File.ReadAllText(folder["inspect.html"]);
        Assert.All(
            ["findings", "predictions", "inputs", "network-1", "network-2", "model", "repeat"],
            section => Assert.Contains($"<section id=\"{section}\">", page, StringComparison.Ordinal));
        Assert.True(Count(page, "<svg") >= 12, $"{Count(page, "<svg")} charts");

        Assert.Equal(0, Illsedge.Run("inspect", folder["m.ills"], "--html", folder["bare.html"]).ExitCode);
        Assert.DoesNotContain("<svg", File.ReadAllText(folder["bare.html"]), StringComparison.Ordinal);
        await Check(folder["inspect.html"], folder["bare.html"]);
    }

    private static async Task Check(params string[] pages)
    {
        Assert.SkipWhen(Browser.WhyNot is not null, Browser.WhyNot ?? "");
        await using Browser browser = await Browser.Start();
        foreach (string page in pages)
        {
            IReadOnlyList<string> findings = await PageChecks.Findings(browser, page);
            await PagePictures.Keep(browser, page);
            Assert.True(findings.Count == 0, string.Join('\n', findings));
        }
    }

    private static string Rows(string header, int count)
    {
        Random random = new(1);
        return string.Concat(Enumerable.Range(0, count).Select(_ =>
        {
            double a = random.NextDouble(), b = random.NextDouble(), c = 1e6 * random.NextDouble();
            return string.Create(CultureInfo.InvariantCulture, $"{a:F4},{b:F4},{c:F1},{a * a - b + 1e-6 * c * a:F4}\n");
        }).Prepend(header + "\n"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
