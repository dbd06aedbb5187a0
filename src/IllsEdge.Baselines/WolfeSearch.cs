namespace IllsEdge.Baselines;

/// <summary>A value and its slope along a line.</summary>
/// <param name="Length">How far along.</param>
/// <param name="Value">The value there.</param>
/// <param name="Slope">Its derivative by the length.</param>
internal readonly record struct LinePoint(double Length, double Value, double Slope);

/// <summary>
/// A line search for a point that fulfils the strong Wolfe conditions (Nocedal and Wright 2006, Numerical Optimization, algorithms
/// 3.5 and 3.6): f(a) at most f(0) + c1 a f'(0), and |f'(a)| at most c2 |f'(0)|.
/// </summary>
internal static class WolfeSearch
{
    /// <summary>c1 and c2, the values that the book gives for quasi-Newton methods.</summary>
    public const double Decrease = 1e-4, Curvature = 0.9;

    /// <summary>Points that are looked at: with any fewer a search has gone wrong already.</summary>
    private const int MaximumPoints = 25;

    /// <summary>A bracket shrinks by a tenth at least, so that interpolation cannot stick to one of its ends.</summary>
    private const double Margin = 0.1;

    /// <summary>How much further a point is looked for that lies beyond the minimum.</summary>
    private const double Growth = 2;

    /// <summary>Searches.</summary>
    /// <param name="start">At length 0, with a slope below 0.</param>
    /// <param name="first">The length that is tried first.</param>
    /// <param name="evaluate">Gives the point of a length.</param>
    /// <returns>The point, which was the last to be evaluated; null where there is none to be found.</returns>
    public static LinePoint? Find(LinePoint start, double first, Func<double, LinePoint> evaluate)
    {
        LinePoint previous = start;
        double length = first;
        for (int points = 1; points <= MaximumPoints; points++)
        {
            LinePoint point = evaluate(length);
            if (!double.IsFinite(point.Value) || !double.IsFinite(point.Slope))
            {
                length = previous.Length + Margin * (length - previous.Length);
                continue;
            }

            if (!IsLower(point) || (points > 1 && point.Value >= previous.Value))
                return Zoom(previous, point, points);
            if (IsFlat(point))
                return point;
            if (point.Slope >= 0)
                return Zoom(point, previous, points);
            previous = point;
            length *= Growth;
        }

        return previous.Length > 0 ? evaluate(previous.Length) : null;

        // low fulfils the first condition and is the lowest so far; the minimum lies between both.
        LinePoint? Zoom(LinePoint low, LinePoint high, int points)
        {
            for (; points < MaximumPoints; points++)
            {
                LinePoint point = evaluate(Between(low, high));
                if (!(point.Value < low.Value) || !IsLower(point))
                    high = point;
                else if (IsFlat(point))
                    return point;
                else
                {
                    if (point.Slope * (high.Length - low.Length) >= 0)
                        high = low;
                    low = point;
                }
            }

            // Rounding hides the rest; what is lower is good enough, if only it is there.
            return low.Length > 0 && low.Value < start.Value ? evaluate(low.Length) : null;
        }

        bool IsLower(LinePoint point) => point.Value <= start.Value + Decrease * point.Length * start.Slope;

        bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Curvature * start.Slope;
    }

    /// <summary>The minimum of the cubic through values and slopes of both (equation 3.59), kept away from the ends.</summary>
    private static double Between(LinePoint low, LinePoint high)
    {
        double width = high.Length - low.Length;
        double sum = low.Slope + high.Slope - 3 * (low.Value - high.Value) / -width;
        double root = Math.Sqrt(sum * sum - low.Slope * high.Slope) * Math.Sign(width);
        double share = 1 - (high.Slope + root - sum) / (high.Slope - low.Slope + 2 * root);
        return low.Length + width * (double.IsFinite(share) ? Math.Clamp(share, Margin, 1 - Margin) : 0.5);
    }
}
