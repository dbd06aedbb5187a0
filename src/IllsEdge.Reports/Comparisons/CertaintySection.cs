using IllsEdge.Comparison;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;

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
            : $"Typically to ±{NumberText.Of(reaches[reaches.Length / 2])} in {Wording.Percent(result.Request.Level)} of all cases; " +
                $"{Wording.Percent(result.Coverage!.Value)} of the measured values lay in their interval.";
    }

    public static void Add(HtmlPage page, ComparisonResult result)
    {
        double[] measured = [.. result.HeldOut.Select(row => row.Measured)];
        double[] predicted = [.. result.HeldOut.Select(row => row.Predicted)];
        double[] residuals = [.. result.HeldOut.Select(row => row.Residual)];
        page.Section("certainty", "How sure is a prediction?", Answer(result))
            .Figure(
                PredictionCharts.Agreement(null, measured, predicted),
                $"Every row once, predicted by {result.Subject.Name} fitted without it. On the line prediction and measurement agree.")
            .Figure(
                PredictionCharts.InOrder(null, result.HeldOut.Select(row => row.Line), residuals),
                "Where rows are in order of time, a drift or a step in the process shows here.")
            .Figure(PredictionCharts.Distribution(null, residuals), PredictionCharts.Shape(residuals))
            .Figure(Intervals(result), $"Bars: where {Wording.Percent(result.Request.Level)} of measured values are to lie. Rings: what was measured. Rows evenly chosen in order of the prediction.");
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
}
