namespace IllsEdge.Device.Retraining;

/// <summary>
/// Whether a label can be one at all, by the labels before it: one far outside the middle half of the newest hundred is a slip of a
/// keyboard or a wire, and a single one of it in a fit spoils every scaling.
/// </summary>
/// <remarks>
/// Tukey's fences (Exploratory Data Analysis, 1977), which he put at 1.5 and 3 interquartile ranges, at 20: what lies there
/// is no outlier of a process but another order of magnitude. What was believed once can come again, however little the
/// newest scatter: a machine that stood still measures as it did before. Every label counts for the quartiles, absurd ones
/// too, so that a process that really is another one is believed after 26 labels of a hundred. Allocates nothing after it was
/// made.
/// </remarks>
public sealed class PlausibleLabels
{
    /// <summary>Labels below which nothing is known.</summary>
    public const int Fewest = 20;

    private const int Remembered = 100;
    private const double Fence = 20;

    private readonly double[] _newest = new double[Remembered];
    private readonly double[] _sorted = new double[Remembered];
    private long _count;
    private double _lowest = double.PositiveInfinity;
    private double _highest = double.NegativeInfinity;

    /// <summary>Whether anything is known.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>The lowest and the highest that a label can be; infinite where nothing is known.</summary>
    public (double Low, double High) Range { get; private set; } = (double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether a label can be one.</summary>
    public bool Holds(double label) => label >= Range.Low && label <= Range.High;

    /// <summary>A label has come, plausible or not; finite.</summary>
    public void Count(double label)
    {
        if (IsKnown && Holds(label))
            Believe(label);
        _newest[_count++ % Remembered] = label;
        int known = (int)Math.Min(_count, Remembered);
        if (known < Fewest)
            return;
        Span<double> sorted = _sorted.AsSpan(0, known);
        _newest.AsSpan(0, known).CopyTo(sorted);
        sorted.Sort();
        (double low, double high) = (sorted[known / 4], sorted[known - 1 - known / 4]);
        double reach = Fence * (high - low);
        // Where half of the labels are the same, they do not tell how far they scatter.
        if (!IsKnown && !(reach > 0))
            return;
        if (!IsKnown)
            foreach (double each in sorted)
                if (each >= low - reach && each <= high + reach)
                    Believe(each);
        IsKnown = true;
        Range = (Math.Min(low - reach, _lowest), Math.Max(high + reach, _highest));
    }

    private void Believe(double label) => (_lowest, _highest) = (Math.Min(_lowest, label), Math.Max(_highest, label));
}
