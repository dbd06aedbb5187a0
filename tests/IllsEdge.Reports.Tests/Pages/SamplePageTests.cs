using IllsEdge.Reports.Tests.Support;

namespace IllsEdge.Reports.Tests.Pages;

/// <summary>The sample page in a real browser. ILLSEDGE_PAGES=FOLDER keeps the page and pictures of it, to be looked at.</summary>
public class SamplePageTests
{
    [Fact]
    public async Task The_sample_page_passes_every_check_in_a_browser()
    {
        Assert.SkipWhen(Browser.WhyNot is not null, Browser.WhyNot ?? "");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("illsedge-page-");
        try
        {
            string path = Path.Combine(folder.FullName, "sample.html");
            SamplePage.Create().Write(path);
            await using Browser browser = await Browser.Start();
            IReadOnlyList<string> findings = await PageChecks.Findings(browser, path);
            if (Environment.GetEnvironmentVariable("ILLSEDGE_PAGES") is { Length: > 0 } kept)
                await Keep(browser, path, Directory.CreateDirectory(kept).FullName);
            Assert.True(findings.Count == 0, string.Join('\n', findings));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Keep(Browser browser, string path, string folder)
    {
        File.Copy(path, Path.Combine(folder, "sample.html"), overwrite: true);
        foreach (int width in PageChecks.Widths)
        {
            foreach (bool isDark in new[] { false, true })
            {
                await using BrowserPage page = await browser.Open(path, width, isDark);
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{width}{(isDark ? "-dark" : "")}.png"), await page.Screenshot());
                if (!isDark && width > 1000)
                    await File.WriteAllBytesAsync(Path.Combine(folder, "print.pdf"), await page.Print());
            }
        }

        // What A4 leaves between the margins, at 96 pixels an inch.
        await using BrowserPage printed = await browser.Open(path, 673);
        await printed.Media(isDark: false, isPrint: true);
        await File.WriteAllBytesAsync(Path.Combine(folder, "print.png"), await printed.Screenshot());
    }
}
