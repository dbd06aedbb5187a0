namespace IllsEdge.Reports.Pages;

/// <summary>The style sheet that every page carries.</summary>
internal static class StyleSheet
{
    /// <summary>The content of <c>page.css</c>.</summary>
    public static Markup Text { get; } = Read();

    private static Markup Read()
    {
        using Stream stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("page.css")!;
        using StreamReader reader = new(stream);
        return Markup.Trusted(reader.ReadToEnd().TrimEnd());
    }
}
