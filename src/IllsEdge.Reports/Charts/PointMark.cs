namespace IllsEdge.Reports.Charts;

/// <summary>Single points: a scatter plot.</summary>
/// <remarks>
/// Of more than <see cref="MostPoints"/> points an even choice by order is drawn, with the outermost in every direction.
/// </remarks>
public sealed class PointMark : Mark
{
    /// <summary>About as many points are drawn.</summary>
    public const int MostPoints = 1500;

    /// <summary>Only so many points carry their values as a tooltip.</summary>
    private const int MostTooltips = 300;

    /// <summary>Points of one path do not darken each other where they meet; so many paths do.</summary>
    private const int Layers = 8;

    private readonly IReadOnlyList<double> _xs;
    private readonly IReadOnlyList<double> _ys;

    /// <summary>Points.</summary>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public PointMark(IReadOnlyList<double> xs, IReadOnlyList<double> ys)
    {
        RequireSameLength(xs, ys, nameof(ys));
        (_xs, _ys) = (xs, ys);
    }

    /// <summary>In pixels.</summary>
    public double Radius { get; init; } = 2.5;

    /// <summary>1 covers what is behind; less shows where points are dense.</summary>
    public double Opacity { get; init; } = 0.6;

    /// <summary>What the points look like; where nothing is given, each named mark of a chart has its own.</summary>
    public PointShape? Shape { get; init; }

    /// <summary>What to say about each point instead of its values: as many as there are points.</summary>
    /// <exception cref="ArgumentException">There are not as many.</exception>
    public IReadOnlyList<string>? Tooltips
    {
        get;
        init => field = value is null || value.Count == _xs.Count
            ? value
            : throw new ArgumentException($"There are {_xs.Count} points and {value.Count} tooltips.", nameof(value));
    }

    /// <inheritdoc/>
    public override bool IsThinned => _xs.Count > MostPoints;

    internal override IEnumerable<double> XValues => _xs;

    internal override IEnumerable<double> YValues => _ys;

    internal override void Draw(Plot plot)
    {
        int[] shown =
        [
            .. Thinning.Evenly(_xs.Count, MostPoints).Concat(IsThinned ? Outermost(plot) : []).Distinct()
                .Where(index => plot.CanShow(_xs[index], _ys[index])),
        ];
        (string name, string glyph) = Glyph(plot);
        // Opacity of the group itself would hide where points lie on each other.
        string opacity = NumberText.Of(Opacity, 2);
        plot.Svg.Add($"""<g class="{name}" stroke-width="{StrokeWidth(plot)}" stroke-opacity="{opacity}">""");
        if (shown.Length <= MostTooltips)
        {
            foreach (int index in shown)
            {
                plot.Svg.Add($"<path d=\"M{plot.X(_xs[index])} {plot.Y(_ys[index])}{glyph}\">");
                plot.Svg.Add($"<title>{Tooltip(index)}</title></path>");
            }
        }
        else
        {
            foreach (IGrouping<int, int> layer in shown.GroupBy(index => index % Layers))
            {
                plot.Svg.Add($"<path d=\"");
                foreach (int index in layer)
                    plot.Svg.Add($"M{plot.X(_xs[index])} {plot.Y(_ys[index])}{glyph}");
                plot.Svg.Add($"\"/>");
            }
        }

        plot.Svg.Add($"</g>");
    }

    internal override void DrawSample(Plot plot, double left, double middle)
    {
        (string name, string glyph) = Glyph(plot);
        plot.Svg.Add(
            $"""<path class="{name}" stroke-width="{StrokeWidth(plot)}" d="M{left + 9} {middle}{glyph}"/>""");
    }

    private IEnumerable<int> Outermost(Plot plot)
    {
        int[] all = [.. Enumerable.Range(0, _xs.Count).Where(index => plot.CanShow(_xs[index], _ys[index]))];
        return all.Length == 0
            ? []
            : [all.MinBy(At(_xs)), all.MaxBy(At(_xs)), all.MinBy(At(_ys)), all.MaxBy(At(_ys))];

        static Func<int, double> At(IReadOnlyList<double> values) => index => values[index];
    }

    private string Tooltip(int index) =>
        Tooltips?[index] ?? $"{NumberText.Of(_xs[index], 4)}; {NumberText.Of(_ys[index], 4)}";

    private PointShape ShapeIn(Plot plot) => Shape ?? plot.ShapeOf(this);

    // A line of no length shows its caps alone, which takes the fewest characters.
    private double StrokeWidth(Plot plot) => ShapeIn(plot) switch
    {
        PointShape.Dot => 2 * Radius,
        PointShape.Square => 1.7 * Radius,
        _ => 1.4,
    };

    private (string Class, string Glyph) Glyph(Plot plot)
    {
        string r = FormattableString.Invariant($"{Radius:0.#}");
        string d = FormattableString.Invariant($"{2 * Radius:0.#}");
        string h = FormattableString.Invariant($"{1.3 * Radius:0.#}");
        return ShapeIn(plot) switch
        {
            PointShape.Ring => ("line", $"m-{r} 0a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0-{d} 0"),
            PointShape.Square => ("square-caps", "h0"),
            PointShape.Diamond => ("line", $"m0-{h}l{h} {h}-{h} {h}-{h}-{h}z"),
            _ => ("line", "h0"),
        };
    }
}
