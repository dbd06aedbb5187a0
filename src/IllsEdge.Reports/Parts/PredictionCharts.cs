using IllsEdge.Reports.Charts;

namespace IllsEdge.Reports.Parts;

/// <summary>What was predicted beside what was measured; of several targets the titles name theirs.</summary>
internal static class PredictionCharts
{
    /// <summary>One against the other.</summary>
    public static Chart Agreement(string? target, double[] measured, double[] predicted)
    {
        Axis same = Axis.Covering(measured.Concat(predicted));
        return new()
        {
            Title = Named("Predicted against measured", target),
            XLabel = "measured",
            YLabel = "predicted",
            XAxis = same,
            YAxis = same,
            Height = 340,
            Marks = [new PointMark(measured, predicted) { Radius = 2, Opacity = 0.45 }, RuleMark.Diagonal()],
        };
    }

    /// <summary>Errors in the order of the file.</summary>
    public static Chart InOrder(string? target, IEnumerable<long> lines, double[] residuals) => new()
    {
        Title = Named("Error from the first row to the last", target),
        XLabel = "line of the file",
        YLabel = "measured − predicted",
        Marks =
        [
            new PointMark([.. lines.Select(line => (double)line)], residuals) { Radius = 1.6, Opacity = 0.5 },
            RuleMark.Horizontal(0),
        ],
    };

    /// <summary>How often an error is how large.</summary>
    public static Chart Distribution(string? target, double[] residuals) => new()
    {
        Title = Named("How errors are distributed", target),
        XLabel = "measured − predicted",
        YLabel = "rows",
        Marks = [HistogramMark.Of(residuals), RuleMark.Vertical(0)],
    };

    private static string Named(string title, string? target) => target is null ? title : $"{target}: {title}";

    /// <summary>Whether the tails are those of a normal distribution, in words.</summary>
    public static string Shape(double[] residuals)
    {
        double rms = Math.Sqrt(residuals.Average(residual => residual * residual));
        double far = residuals.Count(residual => Math.Abs(residual) > 3 * rms) / (double)residuals.Length;
        double mean = residuals.Average();
        string tails = far > 0.01
            ? $"{Wording.Percent(far)} of the errors are over three standard deviations, where a normal distribution has 0.3 " +
                "%: look at these rows, and try --robust auto."
            : "The tails are about those of a normal distribution.";
        return Math.Abs(mean) > 0.1 * rms ? $"The mean error is {NumberText.Of(mean, 2)}, not 0. {tails}" : tails;
    }
}
