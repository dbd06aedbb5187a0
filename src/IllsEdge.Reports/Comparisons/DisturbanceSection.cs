using IllsEdge.Comparison;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Parts;

namespace IllsEdge.Reports.Comparisons;

/// <summary>How does it stand noise and gross errors?</summary>
internal static class DisturbanceSection
{
    public static void Add(HtmlPage page, ComparisonResult result)
    {
        if (result is not { Noise: { } noise, Outliers: { } outliers })
            return;
        page.Section(
                "noise",
                "How does it stand noise and gross errors?",
                $"The targets that are learned from are disturbed, the rows that are judged on are not. {Lead(outliers, result)}")
            .Figure(
                Draw(result, noise, "Noise on the targets", "deviation of the noise, % of the target's"),
                "Every measurement has some noise already; this comes on top.")
            .Figure(
                Draw(result, outliers, "Gross errors in the targets", "% of the rows"),
                "Values that are 5 to 10 deviations off: slips, or a sensor that was unplugged. Robust is --robust auto.");
    }

    private static string Lead(Disturbance outliers, ComparisonResult result)
    {
        double?[] plain = [.. outliers.Methods[0].Rmse], robust = [.. outliers.Methods[1].Rmse];
        return plain[^1] is { } worst && robust[^1] is { } better
            ? $"With gross errors in {Wording.Percent(outliers.Levels[^1])} of the rows {result.Subject.Name} errs by " +
                $"{NumberText.Of(worst)}, with --robust auto by {NumberText.Of(better)}."
            : "";
    }

    private static Chart Draw(ComparisonResult result, Disturbance disturbance, string title, string label) => new()
    {
        Title = title,
        XLabel = label,
        YLabel = $"rmse of {result.Request.Target}",
        Marks =
        [
            .. disturbance.Methods.Select((method, index) => new LineMark(
                [.. disturbance.Levels.Select(level => 100 * level)],
                [.. method.Rmse.Select(rmse => rmse ?? double.NaN)])
                {
                    Name = method.Method,
                    Ink = InkOf(result, method, index),
                    Width = 2.2,
                }),
        ],
    };

    private static Ink InkOf(ComparisonResult result, DisturbedMethod method, int index) =>
        result.Methods.FirstOrDefault(known => known.Name == method.Method) is { } known
            ? LearningCurves.InkOf(result, known)
            : Ink.Series(result.Methods.Count + index - 1);
}
