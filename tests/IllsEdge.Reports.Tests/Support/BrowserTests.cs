namespace IllsEdge.Reports.Tests.Support;

/// <summary>A check that finds nothing on a bad page would be worth nothing on a good one.</summary>
public class BrowserTests
{
    private const string BadPage = """
        <!doctype html><html><head><style>
        body { margin: 0 } p { width: 2000px; font-size: 10px; color: #ccc; background: #fff } text { font-size: 3px }
        </style></head><body>
        <p>wide, small and pale</p><img src="missing.png">
        <figure><svg width="380" viewBox="0 0 380 260"><text x="375" y="20" style="font-size: 12px">sticking out</text>
        <text class="x-tick" x="20" y="50">one</text><text class="x-tick" x="21" y="50">two</text></svg></figure>
        <script>console.error("said"); throw new Error("thrown");</script>
        </body></html>
        """;

    [Fact]
    public async Task A_bad_page_is_found_out_in_every_respect_and_nothing_stays_behind()
    {
        Assert.SkipWhen(Browser.WhyNot is not null, Browser.WhyNot ?? "");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("illsedge-page-");
        try
        {
            string path = Path.Combine(folder.FullName, "bad page.html");
            await File.WriteAllTextAsync(path, BadPage, TestContext.Current.CancellationToken);
            Browser browser = await Browser.Start();
            IReadOnlyList<string> findings;
            await using (browser)
            {
                Assert.False(browser.HasEnded);
                findings = await PageChecks.Findings(browser, path);
            }

            Assert.True(browser.HasEnded);
            foreach (string part in new[]
            {
                "in a window of 390", "in a window of 1440", "said", "thrown", "missing.png", "nothing is drawn", "text of 3", "text of 10px",
                "text lies on \"one\"", "sticks out", "contrast of 1.6",
            })
                Assert.Contains(findings, finding => finding.Contains(part, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
