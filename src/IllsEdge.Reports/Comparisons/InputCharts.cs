using IllsEdge.Diagnostics;
using IllsEdge.Reports.Charts;

namespace IllsEdge.Reports.Comparisons;

/// <summary>What a model makes of its inputs.</summary>
internal static class InputCharts
{
    /// <summary>Bars that are drawn; the others matter less.</summary>
    private const int MostBars = 20;

    public static Chart Importance(IReadOnlyList<InputImportance> importance, string target)
    {
        InputImportance[] first = [.. importance.Take(MostBars)];
        return new()
        {
            Title = "Importance of the inputs",
            XLabel = $"rise of the rmse of {target}",
            Rows = [.. first.Select(input => input.Name)],
            Marks = [new BarMark([.. first.Select(input => new Bar(input.Increase) { Error = input.Deviation })])],
        };
    }

    public static Chart Dependence(PartialDependence dependence)
    {
        DependenceCurve curve = dependence.Targets[0];
        return new()
        {
            Title = $"{curve.Target} by {dependence.Input}",
            XLabel = dependence.Input,
            YLabel = curve.Target,
            Height = 220,
            Marks =
            [
                new BandMark(dependence.Values, curve.Low, curve.High),
                new LineMark(dependence.Values, curve.Mean) { Width = 2.2 },
            ],
        };
    }
}
