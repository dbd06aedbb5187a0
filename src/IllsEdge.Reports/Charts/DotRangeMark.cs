namespace IllsEdge.Reports.Charts;

/// <summary>A dot with a whisker for every row of a chart: means and standard errors, wherever 0 is.</summary>
public sealed class DotRangeMark : Mark
{
    private readonly IReadOnlyList<DotRange> _ranges;

    /// <summary>Dots in the order of the chart's rows.</summary>
    public DotRangeMark(IReadOnlyList<DotRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        _ranges = ranges;
    }

    internal override IEnumerable<double> XValues =>
        _ranges.SelectMany(range => new[] { range.Value, range.Low, range.High });

    internal override IEnumerable<double> YValues => [];

    internal override double RoomAtRight =>
        _ranges.Select(range => TextWidth.Of(TextOf(range)) + 8).DefaultIfEmpty().Max();

    internal override void Draw(Plot plot)
    {
        for (int row = 0; row < Math.Min(_ranges.Count, plot.Rows); row++)
        {
            DotRange range = _ranges[row];
            double middle = plot.RowMiddle(row);
            double right = plot.Left;
            plot.Svg.Add($"<g class=\"{(range.Ink ?? Ink).CssClass}\">");
            if (plot.XAxis.CanShow(range.Value))
            {
                right = plot.X(range.Value) + 4;
                right = Math.Max(right, plot.AddWhisker(range.Low, range.High, middle));
                plot.Svg.Add($"<path class=\"line\" stroke-width=\"9\" d=\"M{plot.X(range.Value)} {middle}h0\">");
                plot.Svg.Add($"<title>{plot.RowNames[row]}: {TextOf(range)}</title></path>");
            }

            plot.Svg.Add($"</g>");
            plot.AddText(Math.Min(right, plot.Right) + 5, middle, TextOf(range), "value");
        }
    }

    private static string TextOf(DotRange range) => range.Text ?? NumberText.Of(range.Value);
}
