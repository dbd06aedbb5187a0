namespace IllsEdge.Reports.Charts;

/// <summary>Upright lines from a low to a high value with a dot between: predictions and their bounds.</summary>
/// <remarks>Of more than <see cref="MostIntervals"/> an even choice by order is drawn.</remarks>
public sealed class IntervalMark : Mark
{
    /// <summary>As many are drawn.</summary>
    public const int MostIntervals = 300;

    private readonly IReadOnlyList<double> _xs;
    private readonly IReadOnlyList<double> _lows;
    private readonly IReadOnlyList<double> _values;
    private readonly IReadOnlyList<double> _highs;

    /// <summary>Intervals above horizontal values.</summary>
    /// <param name="xs">Where they stand.</param>
    /// <param name="lows">Their lower ends.</param>
    /// <param name="values">Their dots.</param>
    /// <param name="highs">Their upper ends.</param>
    /// <exception cref="ArgumentException">There are not as many of one as of the others.</exception>
    public IntervalMark(
        IReadOnlyList<double> xs, IReadOnlyList<double> lows, IReadOnlyList<double> values, IReadOnlyList<double> highs)
    {
        RequireSameLength(xs, lows, nameof(lows));
        RequireSameLength(xs, values, nameof(values));
        RequireSameLength(xs, highs, nameof(highs));
        (_xs, _lows, _values, _highs) = (xs, lows, values, highs);
    }

    /// <inheritdoc/>
    public override bool IsThinned => _xs.Count > MostIntervals;

    internal override IEnumerable<double> XValues => _xs;

    internal override IEnumerable<double> YValues => _lows.Concat(_values).Concat(_highs);

    internal override void Draw(Plot plot)
    {
        foreach (int index in Thinning.Evenly(_xs.Count, MostIntervals))
        {
            double x = _xs[index];
            if (!plot.CanShow(x, _values[index]))
                continue;
            double low = plot.YAxis.LowerBound(_lows[index]);
            plot.Svg.Add($"<g>");
            if (plot.CanShow(x, low) && plot.CanShow(x, _highs[index]))
                plot.Svg.Add($"""<path class="whisker" d="M{plot.X(x)} {plot.Y(low)}V{plot.Y(_highs[index])}"/>""");
            plot.Svg.Add($"<path class=\"line\" stroke-width=\"4\" d=\"M{plot.X(x)} {plot.Y(_values[index])}h0\"/>");
            plot.Svg.Add($"<title>{Text(x)}: {Text(_values[index])}, {Text(_lows[index])} to {Text(_highs[index])}</title>");
            plot.Svg.Add($"</g>");
        }

        static string Text(double value) => NumberText.Of(value, 4);
    }

    internal override void DrawSample(Plot plot, double left, double middle) => plot.Svg
        .Add($"""<path class="whisker" d="M{left + 9} {middle - 6}v12"/>""")
        .Add($"""<path class="line" stroke-width="4" d="M{left + 9} {middle}h0"/>""");
}
