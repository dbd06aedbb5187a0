namespace IllsEdge.Reports.Charts;

/// <summary>The area between two lines: the middle half of many seeds, an interval.</summary>
public sealed class BandMark : Mark
{
    private readonly IReadOnlyList<double> _xs;
    private readonly IReadOnlyList<double> _lows;
    private readonly IReadOnlyList<double> _highs;

    /// <summary>An area above horizontal values, in their order.</summary>
    /// <exception cref="ArgumentException">There are not as many of one as of the others.</exception>
    public BandMark(IReadOnlyList<double> xs, IReadOnlyList<double> lows, IReadOnlyList<double> highs)
    {
        RequireSameLength(xs, lows, nameof(lows));
        RequireSameLength(xs, highs, nameof(highs));
        (_xs, _lows, _highs) = (xs, lows, highs);
    }

    /// <inheritdoc/>
    public override bool IsThinned => _xs.Count > LineMark.MostPoints;

    internal override IEnumerable<double> XValues => _xs;

    internal override IEnumerable<double> YValues => _lows.Concat(_highs);

    internal override void Draw(Plot plot)
    {
        // Both borders are missing where one is.
        double[] lows = [.. _lows.Select(plot.YAxis.LowerBound)];
        double[] highs = [.. _highs];
        for (int index = 0; index < _xs.Count; index++)
        {
            if (!plot.YAxis.CanShow(lows[index]) || !plot.YAxis.CanShow(highs[index]))
                (lows[index], highs[index]) = (double.NaN, double.NaN);
        }

        double column = plot.Width / (LineMark.MostPoints / 2);
        plot.Svg.Add($"<path class=\"area\" d=\"");
        foreach ((IReadOnlyList<(double, double)> low, IReadOnlyList<(double, double)> high) in
            plot.Pieces(_xs, lows).Zip(plot.Pieces(_xs, highs)))
        {
            plot.AddPath(
                [.. Thinning.Extremes(high, column), .. Thinning.Extremes(low, column).Reverse()], isClosed: true);
        }

        plot.Svg.Add($"\"/>");
    }
}
