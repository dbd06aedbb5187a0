using IllsEdge.Reports.Tests.Support;

namespace IllsEdge.Reports.Tests.Pages;

/// <summary>The sample page in a real browser.</summary>
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
            await PagePictures.Keep(browser, path);
            Assert.True(findings.Count == 0, string.Join('\n', findings));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
