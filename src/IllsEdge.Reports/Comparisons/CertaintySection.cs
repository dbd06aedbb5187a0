using IllsEdge.Comparison;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Comparisons;

/// <summary>How sure is a prediction?</summary>
internal static class CertaintySection
{
    /// <summary>Rows whose intervals are drawn: as many as can be told apart.</summary>
    private const int DrawnIntervals = 40;

    public static string Answer(ComparisonResult result)
    {
        double[] reaches = [.. result.HeldOut.Where(row => row.Reach is not null).Select(row => row.Reach!.Value).Order()];
        return reaches.Length == 0
            ? $"There are too few rows for intervals; the typical error is {NumberText.Of(result.Subject.Rmse ?? double.NaN)}."
            : $"Typically to ±{NumberText.Of(reaches[reaches.Length / 2])} in {ComparisonReport.Percent(result.Request.Level)} of all cases; " +
                $"{ComparisonReport.Percent(result.Coverage!.Value)} of the measured values lay in their interval.";
    }

    public static void Add(HtmlPage page, ComparisonResult result)
    {
        string target = result.Request.Target;
        double[] measured = [.. result.HeldOut.Select(row => row.Measured)];
        double[] predicted = [.. result.HeldOut.Select(row => row.Predicted)];
        double[] residuals = [.. result.HeldOut.Select(row => row.Residual)];
        Axis same = Axis.Covering(measured.Concat(predicted));
        page.Section("certainty", "How sure is a prediction?", Answer(result))
            .Figure(
                new Chart
                {
                    Title = "Predicted against measured",
                    XLabel = $"measured {target}",
                    YLabel = "predicted",
                    XAxis = same,
                    YAxis = same,
                    Height = 340,
                    Marks = [new PointMark(measured, predicted) { Radius = 2, Opacity = 0.45 }, RuleMark.Diagonal()],
                },
                $"Every row once, predicted by {result.Subject.Name} fitted without it. On the line prediction and measurement agree.")
            .Figure(
                new Chart
                {
                    Title = "Error from the first row to the last",
                    XLabel = "line of the file",
                    YLabel = "measured − predicted",
                    Marks = [new PointMark([.. result.HeldOut.Select(row => (double)row.Line)], residuals) { Radius = 1.6, Opacity = 0.5 }, RuleMark.Horizontal(0)],
                },
                "Where rows are in order of time, a drift or a step in the process shows here.")
            .Figure(
                new Chart
                {
                    Title = "How errors are distributed",
                    XLabel = "measured − predicted",
                    YLabel = "rows",
                    Marks = [HistogramMark.Of(residuals), RuleMark.Vertical(0)],
                },
                Shape(residuals))
            .Figure(Intervals(result), $"Bars: where {ComparisonReport.Percent(result.Request.Level)} of measured values are to lie. Rings: what was measured. Rows evenly chosen in order of the prediction.");
    }

    private static Chart Intervals(ComparisonResult result)
    {
        HeldOutPrediction[] sorted = [.. result.HeldOut.Where(row => row.Reach is not null).OrderBy(row => row.Predicted)];
        int count = Math.Min(DrawnIntervals, sorted.Length);
        HeldOutPrediction[] rows = [.. Enumerable.Range(0, count).Select(step => sorted[(int)((step + 0.5) * sorted.Length / count)])];
        double[] places = [.. Enumerable.Range(1, rows.Length).Select(place => (double)place)];
        return new()
        {
            Title = "Predictions with their intervals",
            XLabel = "rows, in order of the prediction",
            YLabel = result.Request.Target,
            Marks =
            [
                new IntervalMark(
                    places,
                    [.. rows.Select(row => row.Predicted - row.Reach!.Value)],
                    [.. rows.Select(row => row.Predicted)],
                    [.. rows.Select(row => row.Predicted + row.Reach!.Value)]) { Name = "predicted" },
                new PointMark(places, [.. rows.Select(row => row.Measured)]) { Name = "measured", Ink = Ink.Series(1), Shape = PointShape.Ring, Radius = 3, Opacity = 1 },
            ],
        };
    }

    /// <summary>Whether the tails are those of a normal distribution, in words.</summary>
    private static string Shape(double[] residuals)
    {
        double rms = Math.Sqrt(residuals.Average(residual => residual * residual));
        double far = residuals.Count(residual => Math.Abs(residual) > 3 * rms) / (double)residuals.Length;
        double mean = residuals.Average();
        string tails = far > 0.01
            ? $"{ComparisonReport.Percent(far)} of the errors are over three times the typical one, where a normal distribution has 0.3 %: look at these rows, and try --robust auto."
            : "The tails are about those of a normal distribution.";
        return Math.Abs(mean) > 0.1 * rms ? $"The mean error is {NumberText.Of(mean, 2)}, not 0. {tails}" : tails;
    }
}
