using System.Globalization;
using IllsEdge.Diagnostics;

namespace IllsEdge.Cli.Terminal;

/// <summary>Rows to look at, as tables for people.</summary>
internal static class InspectedRows
{
    public static IEnumerable<string> Lines(RowInspection rows)
    {
        if (rows.Unfamiliar.Count > 0)
            foreach (string line in Format.Table(
                ["rows to look at", "leverage", "input", "value", "trained on", "others let expect"],
                rows.Unfamiliar.Select(row => (IReadOnlyList<string>)
                [
                    $"line {row.Line}{(row.IsOutOfSpecification ? ", out of specification" : "")}",
                    Format.Short(row.Leverage),
                    row.Input,
                    Format.Short(row.Value),
                    $"{Format.Short(row.Lowest)} to {Format.Short(row.Highest)}",
                    Format.Short(row.Expected),
                ]))
                .Append("leverage: over the mean of all rows. Input: the furthest outside, or the one that fits the others least."))
                yield return line;
        if (rows.Unfamiliar.Count > 0 && rows.Odd.Count > 0)
            yield return "";
        if (rows.Odd.Count > 0)
            foreach (string line in Format.Table(
                [
                    "far from the prediction", "target", "measured", "predicted",
                    rows.HasIntervals ? "90 % interval" : "90 % of errors", "times",
                ],
                rows.Odd.Select(odd => (IReadOnlyList<string>)
                [
                    $"line {odd.Line}",
                    odd.Target,
                    Format.Short(odd.Measured),
                    Format.Short(odd.Predicted),
                    $"+-{Format.Short(odd.Margin)}",
                    odd.Ratio.ToString("0.0", CultureInfo.InvariantCulture),
                ])).Append($"{rows.Outside} of {Format.Count(rows.Measured, "measured value")} lie outside."))
                yield return line;
    }
}
