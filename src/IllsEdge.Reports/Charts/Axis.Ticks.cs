namespace IllsEdge.Reports.Charts;

public sealed partial class Axis
{
    private const double HorizontalGap = 14;

    // Sparse enough for the lines to stay in the background; on a logarithmic axis 1, 2 and 5 are worth more lines.
    private const double LinearDistance = 30;
    private const double LogarithmicDistance = 20;

    private static readonly double[] NiceFactors = [1, 2, 5];

    /// <summary>The labels below a horizontal axis: as many as there is room for without touching.</summary>
    /// <param name="length">Length in pixels of a chart.</param>
    public IReadOnlyList<Tick> HorizontalTicks(double length) => FirstFit(ticks =>
    {
        for (int index = 1; index < ticks.Count; index++)
        {
            double distance = (Fraction(ticks[index].Value) - Fraction(ticks[index - 1].Value)) * length;
            if (distance < (TextWidth.Of(ticks[index].Text) + TextWidth.Of(ticks[index - 1].Text)) / 2 + HorizontalGap)
                return false;
        }

        return true;
    });

    /// <summary>The labels beside a vertical axis, as many as leave room for the data.</summary>
    /// <param name="length">Length in pixels of a chart.</param>
    public IReadOnlyList<Tick> VerticalTicks(double length) => FirstFit(ticks =>
    {
        double distance = Scale == AxisScale.Linear ? LinearDistance : LogarithmicDistance;
        for (int index = 1; index < ticks.Count; index++)
        {
            if ((Fraction(ticks[index].Value) - Fraction(ticks[index - 1].Value)) * length < distance)
                return false;
        }

        return true;
    });

    /// <summary>The densest labels of which none is too close to the next.</summary>
    private IReadOnlyList<Tick> FirstFit(Func<IReadOnlyList<Tick>, bool> fits) =>
        (Scale == AxisScale.Linear ? Linear() : Logarithmic().Concat(Linear())).First(fits);

    /// <summary>Multiples of 1, 2 and 5 times a power of ten, ever sparser without end: at last one or none.</summary>
    private IEnumerable<IReadOnlyList<Tick>> Linear()
    {
        for (int power = (int)Math.Floor(Math.Log10(High - Low)) - 2; ; power++)
        {
            foreach (double factor in NiceFactors)
            {
                double step = factor * Math.Pow(10, power);
                double first = Math.Ceiling(Low / step - 1e-9);
                double last = Math.Floor(High / step + 1e-9);
                if (last - first > 100)
                    continue;
                int count = (int)(last - first) + 1;
                double[] values = [.. Enumerable.Range(0, count).Select(index => (first + index) * step)];
                yield return [.. values.Select(value => new Tick(value, NumberText.OfTick(value, step, values)))];
            }
        }
    }

    /// <summary>1, 2 and 5 of each decade, 1 and 3, the decades, every second, third … of them; two labels or more.</summary>
    private IEnumerable<IReadOnlyList<Tick>> Logarithmic()
    {
        int first = (int)Math.Floor(Math.Log10(Low));
        int last = (int)Math.Ceiling(Math.Log10(High));
        List<IReadOnlyList<Tick>> candidates = [Of(NiceFactors, 1), Of([1, 3], 1)];
        for (int stride = 1; stride <= last - first; stride++)
            candidates.Add(Of([1], stride));
        return candidates.Where(ticks => ticks.Count >= 2);

        IReadOnlyList<Tick> Of(double[] factors, int stride) =>
        [
            .. Enumerable.Range(first, last - first + 1).Where(power => power % stride == 0)
                .SelectMany(power => factors.Select(factor => factor * Math.Pow(10, power)))
                .Where(value => value >= Low * (1 - 1e-9) && value <= High * (1 + 1e-9))
                .Select(value => new Tick(value, NumberText.Of(value, 1))),
        ];
    }
}
