namespace IllsEdge.Reports.Charts;

/// <summary>The area between the axes, into which marks draw themselves.</summary>
internal sealed class Plot
{
    /// <summary>Height in pixels of a row of a chart of rows.</summary>
    public const double RowHeight = 24;

    private readonly Dictionary<Mark, int> _orders = [];

    /// <summary>Where everything is written to.</summary>
    public required Markup Svg { get; init; }

    public required Axis XAxis { get; init; }

    public required Axis YAxis { get; init; }

    public required IReadOnlyList<string> RowNames { get; init; }

    public required double Left { get; init; }

    public required double Top { get; init; }

    public required double Width { get; init; }

    public required double Height { get; init; }

    /// <summary>Whether names stand in a legend and not beside the marks.</summary>
    public required bool HasLegend { get; init; }

    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public int Rows => RowNames.Count;

    /// <summary>Named marks of a kind are told apart by their order.</summary>
    public required IReadOnlyList<Mark> NamedMarks
    {
        init
        {
            foreach (IGrouping<Type, Mark> kind in value.GroupBy(mark => mark.GetType()))
                foreach ((int order, Mark mark) in kind.Index())
                    _orders.TryAdd(mark, order);
        }
    }

    public bool CanShow(double x, double y) => XAxis.CanShow(x) && YAxis.CanShow(y);

    /// <summary>The pixel of a horizontal value; in a chart of rows not beyond the ends, where text stands.</summary>
    public double X(double value) =>
        Left + Width * (Rows > 0 ? Math.Clamp(XAxis.Fraction(value), 0, 1) : Near(XAxis.Fraction(value)));

    /// <summary>The pixel of a vertical value.</summary>
    public double Y(double value) => Bottom - Height * Near(YAxis.Fraction(value));

    public double RowMiddle(int row) => Top + (row + 0.5) * RowHeight;

    /// <summary>Dashes for a line that has not chosen any; after a round of colours the dashes move on too.</summary>
    public DashStyle DashesOf(Mark mark) => HasLegend && _orders.TryGetValue(mark, out int order)
        ? (DashStyle)((order + order / Ink.SeriesCount) % 4)
        : DashStyle.Solid;

    /// <summary>The shape for points that have not chosen any.</summary>
    public PointShape ShapeOf(Mark mark) =>
        _orders.TryGetValue(mark, out int order) ? (PointShape)(order % 4) : PointShape.Dot;

    /// <summary>The pixels of points, a new piece after every gap.</summary>
    public IEnumerable<IReadOnlyList<(double X, double Y)>> Pieces(IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        List<(double X, double Y)> piece = [];
        for (int index = 0; index < xs.Count; index++)
        {
            if (CanShow(xs[index], ys[index]))
            {
                piece.Add((X(xs[index]), Y(ys[index])));
            }
            else if (piece.Count > 0)
            {
                yield return piece;
                piece = [];
            }
        }

        if (piece.Count > 0)
            yield return piece;
    }

    /// <summary>Adds the commands of a path through points; a single one becomes a dot.</summary>
    public void AddPath(IReadOnlyList<(double X, double Y)> points, bool isClosed = false)
    {
        for (int index = 0; index < points.Count; index++)
        {
            if (index == 0)
                Svg.Add($"M{points[index].X} {points[index].Y}");
            else
                Svg.Add($"L{points[index].X} {points[index].Y}");
        }

        if (isClosed)
            Svg.Add($"z");
        else if (points.Count == 1)
            Svg.Add($"m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0");
    }

    /// <summary>Starts a rectangle that can be seen however small it is, for a tooltip to follow.</summary>
    public void AddBar(double left, double top, double width, double height) => Svg.Add(
        $"""<rect class="bar" x="{left}" y="{top}" width="{Math.Max(1, width)}" height="{Math.Max(1, height)}">""");

    /// <summary>Adds a horizontal line with ends, unless one of them is missing.</summary>
    /// <returns>The pixel of its right end.</returns>
    public double AddWhisker(double low, double high, double middle)
    {
        low = XAxis.LowerBound(low);
        if (!XAxis.CanShow(low) || !XAxis.CanShow(high))
            return Left;
        Svg.Add($"""<path class="whisker" d="M{X(low)} {middle - 3}v6m0-3H{X(high)}m0-3v6"/>""");
        return X(high);
    }

    /// <summary>Adds a line of text.</summary>
    /// <param name="x">Where its anchor is.</param>
    /// <param name="middle">The middle of its height.</param>
    /// <param name="text">What it says.</param>
    /// <param name="name">Its class in the style sheet.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="whole">Said in a tooltip where the text is only its beginning.</param>
    public void AddText(
        double x, double middle, string text, string name, string anchor = "start", string? whole = null)
    {
        // Fonts are too different for dominant-baseline; a third of the size below the middle suits all.
        Svg.Add($"<text class=\"{name}\" x=\"{x}\" y=\"{middle + 4}\"");
        if (anchor != "start")
            Svg.Add($" text-anchor=\"{anchor}\"");
        Svg.Add($">{text}");
        if (whole is not null && whole != text)
            Svg.Add($"<title>{whole}</title>");
        Svg.Add($"</text>");
    }

    // Far outside is outside; a coordinate of three hundred digits helps nobody.
    private static double Near(double fraction) => Math.Clamp(fraction, -5, 6);
}
