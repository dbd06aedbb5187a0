using IllsEdge.Comparison;
using IllsEdge.Reports.Charts;

namespace IllsEdge.Reports.Comparisons;

/// <summary>Where the fits were when.</summary>
internal static class LearningCurves
{
    /// <summary>Times at which the median is taken.</summary>
    private const int MedianPoints = 80;

    /// <summary>Curves that are drawn of one method; of more the median tells enough.</summary>
    private const int MostFits = 12;

    /// <summary>Ratio of two times between which a line is drawn as a step.</summary>
    private const double LongStep = 1.3;

    public static Chart Of(ComparisonResult result, string title, string label, Func<CurvePoint, double> value)
    {
        MethodResult[] methods = [.. result.Methods.Where(method => !method.Method.IsLinear && method.Refusal is null)];
        List<Mark> marks = [];
        foreach (MethodResult method in methods)
            foreach (FitOutcome fit in method.Fits.Take(MostFits))
            {
                CurvePoint[] points = [.. Stepped([.. fit.Curve.Where(point => point.Seconds > 0)])];
                marks.Add(new LineMark([.. points.Select(point => point.Seconds)], [.. points.Select(value)])
                {
                    Ink = InkOf(result, method),
                    Width = 0.8,
                    Opacity = 0.3,
                });
            }

        foreach (MethodResult method in methods)
            marks.Add(Median(method, value, InkOf(result, method)));
        CurvePoint[] all = [.. methods.SelectMany(method => method.Fits).SelectMany(fit => fit.Curve).Where(point => point.Seconds > 0)];
        return new Chart
        {
            Title = title,
            XLabel = "seconds of training",
            YLabel = label,
            XAxis = Axis.Covering(all.Select(point => point.Seconds), AxisScale.Logarithmic),
            YAxis = Axis.Covering(all.Select(value), AxisScale.Logarithmic),
            Height = 300,
            Marks = marks,
        };
    }

    /// <summary>The colour of a method, the same on the whole page.</summary>
    public static Ink InkOf(ComparisonResult result, MethodResult method) => method.Method.IsLinear
        ? Ink.Muted
        : Ink.Series(result.Methods.ToList().IndexOf(method));

    /// <summary>The weights change at the end of an iteration: until then a long one stays where it was.</summary>
    private static IEnumerable<CurvePoint> Stepped(IReadOnlyList<CurvePoint> points)
    {
        for (int index = 0; index < points.Count; index++)
        {
            if (index > 0 && points[index].Seconds > LongStep * points[index - 1].Seconds)
                yield return points[index - 1] with { Seconds = points[index].Seconds };
            yield return points[index];
        }
    }

    /// <summary>The median over the fits at logarithmic steps of time, from where half of them have begun to where the last ends.</summary>
    private static LineMark Median(MethodResult method, Func<CurvePoint, double> value, Ink ink)
    {
        IReadOnlyList<CurvePoint>[] curves = [.. method.Fits.Select(fit => fit.Curve).Where(curve => curve.Any(point => point.Seconds > 0))];
        if (curves.Length == 0)
            return new([], []);
        double first = curves.Select(curve => curve.First(point => point.Seconds > 0).Seconds).Order().ElementAt(curves.Length / 2);
        double last = curves.Max(curve => curve[^1].Seconds);
        double[] times = [.. Enumerable.Range(0, MedianPoints).Select(step => first * Math.Pow(last / first, step / (MedianPoints - 1.0)))];
        return new(times, [.. times.Select(At)]) { Name = method.Name, Ink = ink, Width = 2.2 };

        double At(double time) => curves
            .Select(curve => value(curve.LastOrDefault(point => point.Seconds <= time, curve[0])))
            .Order().ElementAt(curves.Length / 2);
    }
}
