namespace IllsEdge.Reports.Charts;

/// <summary>Points joined by a line; where a value is missing the line is interrupted.</summary>
/// <remarks>
/// Of more than <see cref="MostPoints"/> points the least and the greatest of every column of pixels are kept.
/// </remarks>
public sealed class LineMark : Mark
{
    /// <summary>As many points of one line are drawn.</summary>
    public const int MostPoints = 400;

    private readonly IReadOnlyList<double> _xs;
    private readonly IReadOnlyList<double> _ys;

    /// <summary>A line through points, in their order.</summary>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public LineMark(IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        RequireSameLength(xs, ys, nameof(ys));
        (_xs, _ys) = (xs, ys);
    }

    /// <summary>Width in pixels.</summary>
    public double Width { get; init; } = 1.8;

    /// <summary>
    /// How it is interrupted; where nothing is given it is solid, unless only a legend would tell it from others.
    /// </summary>
    public DashStyle? Dashes { get; init; }

    /// <summary>1 covers what is behind; many faint lines take some 0.3.</summary>
    public double Opacity { get; init; } = 1;

    /// <inheritdoc/>
    public override bool IsThinned => _xs.Count > MostPoints;

    internal override IEnumerable<double> XValues => _xs;

    internal override IEnumerable<double> YValues => _ys;

    internal override void Draw(Plot plot)
    {
        plot.Svg.Add($"<path class=\"line{DashClass(plot)}\" stroke-width=\"{Width}\"");
        if (Opacity < 1)
            plot.Svg.Add($" opacity=\"{NumberText.Of(Opacity, 2)}\"");
        plot.Svg.Add($" d=\"");
        foreach (IReadOnlyList<(double X, double Y)> piece in plot.Pieces(_xs, _ys))
            plot.AddPath(Thinning.Extremes(piece, plot.Width / (MostPoints / 2)));
        plot.Svg.Add($"\"/>");
    }

    internal override void DrawSample(Plot plot, double left, double middle) => plot.Svg.Add(
        $"""<path class="line{DashClass(plot)}" stroke-width="{Width}" d="M{left} {middle}h18"/>""");

    internal override (double X, double Y)? End(Axis x, Axis y)
    {
        for (int index = _xs.Count - 1; index >= 0; index--)
        {
            if (x.CanShow(_xs[index]) && y.CanShow(_ys[index]))
                return (_xs[index], _ys[index]);
        }

        return null;
    }

    private string DashClass(Plot plot) => (Dashes ?? plot.DashesOf(this)) switch
    {
        DashStyle.Dashed => " dashed",
        DashStyle.Dotted => " dotted",
        DashStyle.DashDotted => " dash-dotted",
        _ => "",
    };
}
