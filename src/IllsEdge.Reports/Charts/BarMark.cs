namespace IllsEdge.Reports.Charts;

/// <summary>A horizontal bar from 0 on for every row of a chart, with its value at the end.</summary>
public sealed class BarMark : Mark
{
    private readonly IReadOnlyList<Bar> _bars;

    /// <summary>Bars in the order of the chart's rows.</summary>
    public BarMark(IReadOnlyList<Bar> bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        _bars = bars;
    }

    internal override IEnumerable<double> XValues =>
        _bars.SelectMany(bar => new[] { bar.Value, bar.Value - (bar.Error ?? 0), bar.Value + (bar.Error ?? 0) });

    internal override IEnumerable<double> YValues => [];

    internal override bool IsXFromZero => true;

    internal override double RoomAtRight => _bars.Select(bar => TextWidth.Of(TextOf(bar)) + 8).DefaultIfEmpty().Max();

    internal override void Draw(Plot plot)
    {
        double start = plot.XAxis.Scale == AxisScale.Linear ? plot.X(0) : plot.Left;
        double half = Plot.RowHeight * 0.32;
        for (int row = 0; row < Math.Min(_bars.Count, plot.Rows); row++)
        {
            Bar bar = _bars[row];
            double middle = plot.RowMiddle(row);
            double right = start;
            plot.Svg.Add($"<g class=\"{(bar.Ink ?? Ink).CssClass}\">");
            if (plot.XAxis.CanShow(bar.Value))
            {
                double end = plot.X(bar.Value);
                right = Math.Max(start, end);
                plot.AddBar(Math.Min(start, end), middle - half, Math.Abs(end - start), 2 * half);
                plot.Svg.Add($"<title>{plot.RowNames[row]}: {TextOf(bar)}</title></rect>");
                if (bar.Error is > 0 and var error)
                    right = Math.Max(right, plot.AddWhisker(bar.Value - error, bar.Value + error, middle));
            }

            plot.Svg.Add($"</g>");
            plot.AddText(Math.Min(right, plot.Right) + 5, middle, TextOf(bar), "value");
        }
    }

    private static string TextOf(Bar bar) => bar.Text ?? NumberText.Of(bar.Value);
}
