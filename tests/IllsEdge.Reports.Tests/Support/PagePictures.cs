namespace IllsEdge.Reports.Tests.Support;

/// <summary>Pictures of a page, to be looked at: where ILLSEDGE_PAGES names a folder, they are kept there beside the page.</summary>
internal static class PagePictures
{
    /// <summary>A4 less its margins, at 96 pixels an inch.</summary>
    private const int PaperWidth = 673;

    /// <summary>Keeps a page and its pictures, if somebody wants to see them.</summary>
    /// <param name="browser">Draws it.</param>
    /// <param name="path">The page.</param>
    public static async Task Keep(Browser browser, string path)
    {
        if (Environment.GetEnvironmentVariable("ILLSEDGE_PAGES") is not { Length: > 0 } wanted)
            return;
        string folder = Directory.CreateDirectory(wanted).FullName, name = Path.GetFileNameWithoutExtension(path);
        File.Copy(path, Path.Combine(folder, Path.GetFileName(path)), overwrite: true);
        foreach (int width in PageChecks.Widths)
            foreach (bool isDark in new[] { false, true })
            {
                await using BrowserPage page = await browser.Open(path, width, isDark);
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}-{width}{(isDark ? "-dark" : "")}.png"), await page.Screenshot());
            }

        await using BrowserPage printed = await browser.Open(path, PaperWidth);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.pdf"), await printed.Print());
        await printed.Media(isDark: false, isPrint: true);
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}-print.png"), await printed.Screenshot());
    }
}
