namespace IllsEdge.Reports.Charts;

/// <summary>Samples of marks with their names, in columns.</summary>
internal sealed class Legend
{
    private const double LineHeight = 17;
    private const double SampleWidth = 24;
    private const double Gap = 14;

    private readonly List<(Mark Mark, string Text, double Left, double Top)> _entries = [];

    public Legend(IEnumerable<Mark> marks)
    {
        (Mark Mark, string Text)[] entries =
            [.. marks.Select(mark => (mark, TextWidth.Shorten(mark.Name!, Chart.Width - SampleWidth)))];
        if (entries.Length == 0)
            return;
        double width = entries.Max(entry => SampleWidth + TextWidth.Of(entry.Text)) + Gap;
        int columns = Math.Max(1, (int)((Chart.Width + Gap) / width));
        foreach ((int index, (Mark mark, string text)) in entries.Index())
            _entries.Add((mark, text, index % columns * width, index / columns * LineHeight));
        Height = (entries.Length + columns - 1) / columns * LineHeight + 4;
    }

    public double Height { get; }

    public void Draw(Plot plot)
    {
        foreach ((Mark mark, string text, double left, double top) in _entries)
        {
            double middle = top + LineHeight / 2;
            plot.Svg.Add($"<g class=\"{mark.Ink.CssClass}\">");
            mark.DrawSample(plot, left + 1, middle);
            plot.Svg.Add($"</g>");
            plot.AddText(left + SampleWidth, middle, text, "legend", whole: mark.Name);
        }
    }
}
