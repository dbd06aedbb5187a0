using IllsEdge.Comparison;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Comparisons;

/// <summary>What would other options bring?</summary>
internal static class VariationSection
{
    public static void Add(HtmlPage page, ComparisonResult result)
    {
        if (result.Variations.Count == 0)
            return;
        (string Option, VariationPoint Point)[] better =
        [
            .. result.Variations.SelectMany(variation => variation.Points.Select(point => (variation.Option, Point: point)))
                .Where(one => one.Point.IsClearlyLower).OrderBy(one => one.Point.Difference),
        ];
        Section section = page.Section(
            "options",
            "What would other options bring?",
            better.Length == 0
                ? "Nothing that was tried is clearly better than what was used."
                : $"Clearly better is --{better[0].Option} {better[0].Point.Value}: " +
                    $"{NumberText.Of(better[0].Point.Rmse!.Value)}. Of some twenty values one may look so by chance, so let " +
                    "tune search, which judges anew.");
        foreach (Variation variation in result.Variations)
            section.Figure(Draw(result, variation), Caption(variation));
    }

    private static Chart Draw(ComparisonResult result, Variation variation)
    {
        VariationPoint[] points = [.. variation.Points.Where(point => point.Rmse is not null)];
        return new()
        {
            Title = $"--{variation.Option}",
            XLabel = $"rmse of {result.Request.Target}",
            Rows = [.. points.Select(point => point.IsUsed ? $"{point.Value} (used)" : point.Value)],
            Marks =
            [
                new DotRangeMark(
                [
                    .. points.Select(point => new DotRange(
                        point.Rmse!.Value, point.Rmse.Value - (point.StandardError ?? 0), point.Rmse.Value + (point.StandardError ?? 0))
                        {
                            Ink = point.IsUsed ? Ink.Series(0) : Ink.Muted,
                        }),
                ]),
            ],
        };
    }

    private static string Caption(Variation variation) => variation.Option switch
    {
        "max-iterations" => "How soon it is good. Whiskers, here and beside: standard error of the difference to what was used.",
        "ridge" => "A hundredth to a hundred times what was found: how much hangs on it.",
        "hidden" => "Neurons of the hidden layers.",
        _ => "",
    };
}
