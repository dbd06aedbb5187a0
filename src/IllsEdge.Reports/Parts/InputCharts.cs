using IllsEdge.Diagnostics;
using IllsEdge.Reports.Charts;

namespace IllsEdge.Reports.Parts;

/// <summary>What a model makes of its inputs.</summary>
internal static class InputCharts
{
    /// <summary>Bars that are drawn; the others matter less.</summary>
    private const int MostBars = 20;

    /// <summary>How to read <see cref="Dependence"/>.</summary>
    public const string DependenceInWords =
        "Curves: the mean prediction with one input set to value after value. The band holds 80 % of the rows' own curves, " +
        "shifted to " +
        "one mean: where it is wide, the effect depends on the other inputs. This is what the model has learned, which need not be " +
        "what causes what.";

    public static Chart Importance(IReadOnlyList<InputImportance> importance, string target)
    {
        InputImportance[] first = [.. importance.Take(MostBars)];
        return new()
        {
            Title = "Importance of the inputs",
            XLabel = $"rise of the rmse of {target}",
            Rows = [.. first.Select(input => input.Name == input.Target ? $"earlier {input.Name}" : input.Name)],
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
