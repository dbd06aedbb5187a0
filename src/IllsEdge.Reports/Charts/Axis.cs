namespace IllsEdge.Reports.Charts;

/// <summary>The values that one direction of a chart spans, and where on it a value is.</summary>
public sealed partial class Axis
{
    /// <summary>What is left free at both ends, of the length that the values take.</summary>
    private const double Padding = 0.04;

    /// <summary>A shorter span than this share of the values could not be labelled in ten digits.</summary>
    private const double LeastRelativeSpan = 1e-9;

    // Differences of such values still are finite numbers, and ratios normal ones.
    private const double Greatest = 1e300;
    private const double Least = 1e-290;

    private Axis(AxisScale scale, double low, double high) => (Scale, Low, High) = (scale, low, high);

    /// <summary>How values become lengths.</summary>
    public AxisScale Scale { get; }

    /// <summary>The value at the left or the bottom.</summary>
    public double Low { get; }

    /// <summary>The value at the right or the top.</summary>
    public double High { get; }

    /// <summary>An axis from one value to another and no further.</summary>
    /// <param name="low">At the left or the bottom.</param>
    /// <param name="high">At the right or the top.</param>
    /// <param name="scale">How values become lengths.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The values are not finite, not in this order, or on a logarithmic axis not above 0.
    /// </exception>
    public static Axis Between(double low, double high, AxisScale scale = AxisScale.Linear)
    {
        if (!double.IsFinite(low) || (scale == AxisScale.Logarithmic && low <= 0))
            throw new ArgumentOutOfRangeException(
                nameof(low), low, "An axis starts at a finite value, above 0 if logarithmic.");
        if (!(high > low && double.IsFinite(high)))
            throw new ArgumentOutOfRangeException(nameof(high), high, $"An axis from {low} ends at a finite one above.");
        return Widened(low, high, scale);
    }

    /// <summary>An axis with a little room around values.</summary>
    /// <param name="values">
    /// What is to be shown; NaN and infinities are passed over, on a logarithmic axis values of 0 and below too.
    /// </param>
    /// <param name="scale">How values become lengths.</param>
    /// <param name="fromZero">The axis includes 0 and ends there where all values are on one side: for bars.</param>
    public static Axis Covering(
        IEnumerable<double> values, AxisScale scale = AxisScale.Linear, bool fromZero = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        bool isLogarithmic = scale == AxisScale.Logarithmic;
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (double value in values)
        {
            if (!double.IsFinite(value) || (isLogarithmic && value <= 0))
                continue;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        if (low > high)
            return new Axis(scale, isLogarithmic ? 0.1 : 0, 1);
        if (isLogarithmic)
        {
            double factor = low < high ? Math.Pow(high / low, Padding) : 2;
            return Widened(low / factor, high * factor, scale);
        }

        if (fromZero)
            (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
        double room = low < high ? (high - low) * Padding : low == 0 ? 1 : Math.Abs(low) * 0.05;

        // Where no value is below 0, or none above, the room does not go beyond it either.
        double least = low >= 0 && high > 0 ? 0 : double.NegativeInfinity;
        double most = high <= 0 && low < 0 ? 0 : double.PositiveInfinity;
        return Widened(Math.Max(least, low - room), Math.Min(most, high + room), scale);
    }

    /// <summary>Whether a value can be drawn on the axis, within its span or beyond it.</summary>
    public bool CanShow(double value) => double.IsFinite(value) && (Scale == AxisScale.Linear || value > 0);

    /// <summary>Whether a value is within the span.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Where a value is: 0 at the low end, 1 at the high end.</summary>
    /// <returns>Less than 0 or more than 1 for values beyond the ends; NaN where the axis cannot show it.</returns>
    public double Fraction(double value) => Scale == AxisScale.Linear
        ? (value - Low) / (High - Low)
        : Math.Log(value / Low) / Math.Log(High / Low);

    /// <summary>A lower bound as the axis can show it: on a logarithmic axis 0 and below is at the low end, or beyond it.</summary>
    internal double LowerBound(double value) => Scale == AxisScale.Logarithmic && value <= 0 ? Low : value;

    private static Axis Widened(double low, double high, AxisScale scale)
    {
        if (scale == AxisScale.Logarithmic)
        {
            low = Math.Clamp(low, Least, Greatest / 10);
            return new Axis(scale, low, Math.Clamp(high, low * (1 + LeastRelativeSpan), Greatest));
        }

        (low, high) = (Math.Clamp(low, -Greatest, Greatest), Math.Clamp(high, -Greatest, Greatest));
        double least = Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)) * LeastRelativeSpan, Least);
        double missing = Math.Max(0, least - (high - low));
        return new Axis(scale, low - missing / 2, high + missing / 2);
    }
}
