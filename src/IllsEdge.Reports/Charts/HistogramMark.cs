namespace IllsEdge.Reports.Charts;

/// <summary>How many values fall between limits, as upright bars from 0 on.</summary>
public sealed class HistogramMark : Mark
{
    private const int MostBins = 40;

    private readonly IReadOnlyList<double> _limits;
    private readonly IReadOnlyList<double> _counts;

    /// <summary>A histogram that has been counted.</summary>
    /// <param name="limits">Between the bins and at both ends, ascending.</param>
    /// <param name="counts">Of each bin: one fewer.</param>
    /// <exception cref="ArgumentException">The lengths do not match.</exception>
    public HistogramMark(IReadOnlyList<double> limits, IReadOnlyList<double> counts)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(counts);
        if (limits.Count != counts.Count + 1 && limits.Count + counts.Count > 0)
            throw new ArgumentException($"{counts.Count} bins do not have {limits.Count} limits.", nameof(counts));
        (_limits, _counts) = (limits, counts);
    }

    /// <summary>
    /// Counts values in bins of a round width near that of Freedman and Diaconis (1981), 2 IQR n^(-1/3).
    /// </summary>
    public static HistogramMark Of(IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
            return new([], []);
        Axis span = Axis.Covering(sorted);
        double quartiles = sorted[sorted.Length * 3 / 4] - sorted[sorted.Length / 4];
        double wished = Math.Max(2 * quartiles / Math.Cbrt(sorted.Length), (span.High - span.Low) / MostBins);
        double power = Math.Pow(10, Math.Floor(Math.Log10(wished)));
        double width = power * (wished / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        double first = Math.Floor(sorted[0] / width);
        int bins = (int)(Math.Floor(sorted[^1] / width) - first) + 1;
        double[] counts = new double[bins];
        foreach (double value in sorted)
            counts[Math.Clamp((int)(Math.Floor(value / width) - first), 0, bins - 1)]++;
        return new([.. Enumerable.Range(0, bins + 1).Select(index => (first + index) * width)], counts);
    }

    internal override IEnumerable<double> XValues => _limits;

    internal override IEnumerable<double> YValues => _counts;

    internal override bool IsYFromZero => true;

    internal override void Draw(Plot plot)
    {
        for (int bin = 0; bin < _counts.Count; bin++)
        {
            (double low, double high) = (_limits[bin], _limits[bin + 1]);
            if (!plot.CanShow(low, _counts[bin]) || !plot.XAxis.CanShow(high) || _counts[bin] <= 0)
                continue;
            double width = plot.X(high) - plot.X(low) - 1;
            plot.AddBar(plot.X(low) + 0.5, plot.Y(_counts[bin]), width, plot.Bottom - plot.Y(_counts[bin]));
            string tooltip = $"{NumberText.Of(low, 4)} to {NumberText.Of(high, 4)}: {NumberText.Of(_counts[bin])}";
            plot.Svg.Add($"<title>{tooltip}</title></rect>");
        }
    }
}
