using System.Globalization;
using System.Text.Json;
using IllsEdge.Training;

namespace IllsEdge.Cli.Terminal;

/// <summary>What a robust fit found to be outlying, for people and for programs.</summary>
internal static class OutlierTable
{
    /// <summary>As many as somebody looks at.</summary>
    private const int Shown = 10;

    /// <summary>The loss that was used, and what lay furthest from the fit.</summary>
    public static IEnumerable<string> Lines(RobustReport? report, IReadOnlyList<OutlyingTarget> outliers)
    {
        if (report is null)
            yield break;

        yield return $"robust: {Name(report.Loss)}; {Format.Count(report.Count, "target")} further than " +
            $"{ResidualScale.Outlying} scales (1.48 median absolute residuals) from the fit";
        if (outliers.Count == 0)
            yield break;
        foreach (string line in Format.Table(
            ["  outlier", "line", "value", "predicted", "scales off", "weight"],
            outliers.Take(Shown).Select(outlier => (IReadOnlyList<string>)
            [
                $"  {outlier.Target}",
                outlier.Line.ToString(CultureInfo.InvariantCulture),
                Format.Short(outlier.Value),
                Format.Short(outlier.Predicted),
                outlier.Residual.ToString("+0.0;-0.0", CultureInfo.InvariantCulture),
                outlier.Weight.ToString("F3", CultureInfo.InvariantCulture),
            ])))
            yield return line;
        if (outliers.Count > Shown)
            yield return $"  --json lists {outliers.Count} of them";
    }

    /// <summary>The same for programs; null where nobody asked.</summary>
    public static RobustOutput? ToOutput(RobustReport? report, IReadOnlyList<OutlyingTarget> outliers) =>
        report is null ? null : new(Name(report.Loss), report.Count, outliers);

    private static string Name(RobustLoss loss) => JsonNamingPolicy.CamelCase.ConvertName(loss.ToString());
}
