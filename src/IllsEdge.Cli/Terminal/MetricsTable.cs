using IllsEdge.Prediction;

namespace IllsEdge.Cli.Terminal;

/// <summary>Errors as a table for people.</summary>
internal static class MetricsTable
{
    /// <summary>Share of the variance below which a model knows hardly anything.</summary>
    private const double LeastR2 = 0.05;

    /// <summary>A warning for every target of which a model knows hardly more than the mean.</summary>
    public static IEnumerable<string> Warnings(IEnumerable<TargetMetrics> metrics) => metrics
        .Where(target => target.R2 < LeastR2)
        .Select(target => $"\"{target.Name}\" is predicted hardly better than by its mean (r2 {Format.Short(target.R2)}); the inputs " +
            "may say nothing of it");

    public static IEnumerable<string> Lines(string heading, IReadOnlyList<TargetMetrics> metrics) => Format.Table(
        [heading, "rmse", "mae", "r2", "max error"],
        metrics.Select(target => (IReadOnlyList<string>)
        [
            target.Name,
            Format.Short(target.Rmse),
            Format.Short(target.Mae),
            Format.Short(target.R2),
            Format.Short(target.MaxError),
        ]));
}
