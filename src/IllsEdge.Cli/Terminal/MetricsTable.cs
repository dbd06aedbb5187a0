using IllsEdge.Prediction;

namespace IllsEdge.Cli.Terminal;

/// <summary>Errors as a table for people.</summary>
internal static class MetricsTable
{
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
