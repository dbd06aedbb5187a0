namespace IllsEdge.Reports.Charts;

/// <summary>
/// A picture of data as SVG, 380 pixels wide with text of 12, so that it can still be read on a telephone. Colours and
/// fonts come from the style sheet of the page that it stands in.
/// </summary>
/// <remarks>
/// Names may be any text. Cost: some 2 kB, at most 6 for a line and 30 for points. A chart without data says so.
/// </remarks>
public sealed class Chart
{
    /// <summary>Width in pixels.</summary>
    public const double Width = 380;

    private const double Unlabelled = 67;

    /// <summary>What it shows; the page writes it above the picture.</summary>
    public required string Title { get; init; }

    /// <summary>What it says, for those who do not see it; the title where nothing is given.</summary>
    public string? Description { get; init; }

    /// <summary>The name and unit of what is across; empty for none.</summary>
    public string XLabel { get; init; } = "";

    /// <summary>The name and unit of what is upright; empty for none.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>The horizontal axis; one that covers the marks, where nothing is given.</summary>
    public Axis? XAxis { get; init; }

    /// <summary>The vertical axis; one that covers the marks, where nothing is given.</summary>
    public Axis? YAxis { get; init; }

    /// <summary>
    /// Names of rows, from the top, for <see cref="BarMark"/> and <see cref="DotRangeMark"/>; they take the place of the
    /// vertical axis, and the chart grows with them.
    /// </summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>What is drawn, from back to front.</summary>
    public required IReadOnlyList<Mark> Marks { get; init; }

    /// <summary>Height in pixels; a legend and rows add to it. At least 120.</summary>
    public double Height { get; init; } = 260;

    /// <summary>Whether a mark has more data than is drawn.</summary>
    public bool IsThinned => Marks.Any(mark => mark.IsThinned);

    internal double PlotHeight =>
        Rows.Count > 0 ? Rows.Count * Plot.RowHeight : Math.Max(120, Height) - Unlabelled;

    /// <summary>Draws it.</summary>
    /// <returns>One <c>svg</c> element.</returns>
    public Markup Draw() => new ChartDrawing(this).Draw();

    internal Axis HorizontalAxis() => XAxis ?? Covering(
        [.. Marks.SelectMany(mark => mark.XValues)],
        Marks.Select(mark => mark.NearbyX),
        Marks.Any(mark => mark.IsXFromZero));

    internal Axis VerticalAxis() => YAxis ?? Covering(
        [.. Marks.SelectMany(mark => mark.YValues)],
        Marks.Select(mark => mark.NearbyY),
        Marks.Any(mark => mark.IsYFromZero));

    /// <summary>Whether there is anything to be drawn between the axes.</summary>
    internal bool HasData(Axis x, Axis y) =>
        Marks.Any(mark => mark.XValues.Any(x.CanShow) && (Rows.Count > 0 || mark.YValues.Any(y.CanShow)));

    private static Axis Covering(double[] values, IEnumerable<double?> nearby, bool fromZero)
    {
        Axis axis = Axis.Covering(values, fromZero: fromZero);
        double reach = axis.High - axis.Low;
        double[] reached =
        [
            .. nearby.OfType<double>().Where(value => value >= axis.Low - reach / 2 && value <= axis.High + reach / 2),
        ];
        return reached.All(axis.Contains) ? axis : Axis.Covering(values.Concat(reached), fromZero: fromZero);
    }
}
