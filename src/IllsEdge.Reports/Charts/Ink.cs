namespace IllsEdge.Reports.Charts;

/// <summary>The role of a colour: the page's style sheet says what it looks like, light, dark or printed.</summary>
public readonly record struct Ink
{
    /// <summary>How many colours of series there are.</summary>
    public const int SeriesCount = 8;

    private readonly string? _class;

    private Ink(string name) => _class = name;

    /// <summary>For what stands behind: other seeds, all methods but one.</summary>
    public static Ink Muted { get; } = new("muted");

    /// <summary>What the style sheet calls it.</summary>
    public string CssClass => _class ?? "series-0";

    /// <summary>The colour of a series.</summary>
    /// <param name="index">From 0 on; after <see cref="SeriesCount"/> the colours repeat.</param>
    public static Ink Series(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new($"series-{index % SeriesCount}");
    }
}
