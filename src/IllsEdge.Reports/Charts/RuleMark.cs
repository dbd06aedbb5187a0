namespace IllsEdge.Reports.Charts;

/// <summary>A thin line for comparison: a limit, a moment, or where both values are the same.</summary>
/// <remarks>An axis that covers the data reaches out to a limit nearby, not to one far away.</remarks>
public sealed class RuleMark : Mark
{
    private readonly double? _x;
    private readonly double? _y;
    private readonly string? _label;

    private RuleMark(double? x, double? y, string? label)
    {
        (_x, _y, _label) = (x, y, label);
        Ink = Ink.Muted;
    }

    /// <summary>A line across at a vertical value.</summary>
    public static RuleMark Horizontal(double y, string? label = null) => new(null, y, label);

    /// <summary>A line upright at a horizontal value.</summary>
    public static RuleMark Vertical(double x, string? label = null) => new(x, null, label);

    /// <summary>The line on which both values are the same.</summary>
    public static RuleMark Diagonal(string? label = null) => new(null, null, label);

    internal override IEnumerable<double> XValues => [];

    internal override IEnumerable<double> YValues => [];

    internal override double? NearbyX => _x;

    internal override double? NearbyY => _y;

    internal override double RoomAboveRows => _x is not null && _label is not null ? 16 : 0;

    internal override void Draw(Plot plot)
    {
        if (_x is { } x)
            DrawUpright(plot, x);
        else if (_y is { } y)
            DrawAcross(plot, y);
        else
            DrawDiagonal(plot);
    }

    internal override void DrawSample(Plot plot, double left, double middle) =>
        plot.Svg.Add($"""<path class="rule" d="M{left} {middle}h18"/>""");

    private void DrawAcross(Plot plot, double value)
    {
        if (!plot.YAxis.Contains(value))
            return;
        double y = plot.Y(value);
        plot.Svg.Add($"""<path class="rule" d="M{plot.Left} {y}H{plot.Right}"/>""");
        AddLabel(plot, plot.Right - 2, y - 9 < plot.Top ? y + 9 : y - 8, "end");
    }

    private void DrawUpright(Plot plot, double value)
    {
        if (!plot.XAxis.Contains(value))
            return;
        double x = plot.X(value);
        plot.Svg.Add($"""<path class="rule" d="M{x} {plot.Top}V{plot.Bottom}"/>""");
        bool isAtRight = x + 4 + TextWidth.Of(_label ?? "") < plot.Right;

        // In a chart of rows bars stand everywhere but above.
        double middle = plot.Rows > 0 ? plot.Top - RoomAboveRows / 2 : plot.Top + 8;
        AddLabel(plot, isAtRight ? x + 4 : x - 4, middle, isAtRight ? "start" : "end");
    }

    private void DrawDiagonal(Plot plot)
    {
        double low = Math.Max(plot.XAxis.Low, plot.YAxis.Low);
        double high = Math.Min(plot.XAxis.High, plot.YAxis.High);
        if (low >= high)
            return;
        (double x, double y) = (plot.X(high), plot.Y(high));
        plot.Svg.Add($"""<path class="rule" d="M{plot.X(low)} {plot.Y(low)}L{x} {y}"/>""");

        // Below the place where the line is above the label's beginning, and clear of most points near the line.
        double slope = (plot.Y(low) - y) / (x - plot.X(low));
        double below = y + slope * TextWidth.Of(_label ?? "") + 18;
        AddLabel(plot, x - 2, Math.Min(below, plot.Bottom - 8), "end");
    }

    private void AddLabel(Plot plot, double x, double middle, string anchor)
    {
        if (_label is not null)
            plot.AddText(x, middle, TextWidth.Shorten(_label, plot.Width * 0.6), "rule-label", anchor);
    }
}
