using System.Globalization;

namespace IllsEdge.Cli.Terminal;

/// <summary>Whether intervals and status keep their word, as tables for people.</summary>
internal static class ReliabilityTable
{
    /// <param name="output">What was measured.</param>
    /// <param name="whyNot">Why there are no intervals; null where there are.</param>
    public static IEnumerable<string> Lines(EvaluateOutput output, string? whyNot)
    {
        yield return "";
        if (whyNot is not null)
            yield return $"no intervals: the model {whyNot}";
        else
            foreach (string line in Format.Table(
                [$"{Share(output.Interval)} interval", "covers", "mean width"],
                output.Reliability.Select(target => (IReadOnlyList<string>)
                    [target.Name, Share(target.Coverage), Format.Short(target.MeanWidth)])))
                yield return line;
        yield return "";
        foreach (string line in Format.Table(
            ["out of specification", "rows", "share", "rmse", "rmse of the others"],
            output.Reliability.Select(target => (IReadOnlyList<string>)
            [
                target.Name,
                target.OutOfSpecification.ToString(CultureInfo.InvariantCulture),
                Share((double)target.OutOfSpecification / output.Rows),
                Format.Short(target.RmseOutOfSpecification),
                Format.Short(target.RmseGood),
            ])))
            yield return line;
    }

    private static string Share(double? share) =>
        share is { } number ? string.Create(CultureInfo.InvariantCulture, $"{100 * number:0.#} %") : "-";
}
