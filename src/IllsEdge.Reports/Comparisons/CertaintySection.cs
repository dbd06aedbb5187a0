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
            ? "There are no intervals: too few rows, or too little time. The typical error is " +
                $"{Wording.Number(result.Subject.Rmse)}."
            : $"In {Wording.Percent(result.Request.Level)} of cases a prediction should be within about " +
                $"±{NumberText.Of(reaches[reaches.Length / 2], 2)}; " +
                $"of rows not seen {Wording.Percent(result.Coverage!.Value)} were.{Shortfall(result, reaches.Length)}";
    }

    /// <summary>Says so where fewer values lie in their intervals than three deviations of chance explain.</summary>
    private static string Shortfall(ComparisonResult result, int rows) =>
        result.Coverage < result.Request.Level - 3 * Math.Sqrt(result.Request.Level * (1 - result.Request.Level) / rows)
            ? " That is fewer than promised: these rows differ more from each other than a fit to a part of them can know."
            : "";

    public static void Add(HtmlPage page, ComparisonResult result)
    {
        double[] measured = [.. result.HeldOut.Select(row => row.Measured)];
        double[] predicted = [.. result.HeldOut.Select(row => row.Predicted)];
        double[] residuals = [.. result.HeldOut.Select(row => row.Residual)];
        page.Section("certainty", "How sure is a prediction?", Answer(result))
            .Figure(
                PredictionCharts.Agreement(null, measured, predicted),
                $"Every row once, predicted by {result.Subject.Name} fitted without it. On the line prediction and " +
                "measurement agree.")
            .Figure(
                PredictionCharts.InOrder(null, result.HeldOut.Select(row => row.Line), residuals),
                "Where rows are in order of time, a drift or a step in the process shows here.")
            .Figure(PredictionCharts.Distribution(null, residuals), PredictionCharts.Shape(residuals))
            .Figure(Intervals(result), $"Bars: where {Wording.Percent(result.Request.Level)} of measured values are to lie. " +
                "Rings: what was measured. Rows evenly chosen in order of the prediction.");
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
                new PointMark(places, [.. rows.Select(row => row.Measured)])
                {
                    Name = "measured",
                    Ink = Ink.Series(1),
                    Shape = PointShape.Ring,
                    Radius = 3,
                    Opacity = 1,
                },
            ],
        };
    }
}
