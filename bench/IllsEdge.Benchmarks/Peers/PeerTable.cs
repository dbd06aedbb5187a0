using System.Globalization;

namespace IllsEdge.Benchmarks.Peers;

/// <summary>peers.csv as tables in Markdown.</summary>
internal static class PeerTable
{
    /// <summary>Prints a table for every method of ours, losses in bold.</summary>
    /// <param name="summary">The file of <see cref="PeerSummary"/>.</param>
    public static void Print(string summary)
    {
        string[] lines = [.. File.ReadLines(summary).SkipWhile(line => line.StartsWith('#'))];
        string[] names = lines[0].Split(',');
        Dictionary<string, string>[] rows =
            [.. lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
        foreach (IGrouping<string, Dictionary<string, string>> method in rows.GroupBy(row => row["method"]))
        {
            Console.WriteLine($"| problem | network | opponent | its RMSE | its seconds (all) | `{method.Key}` RMSE | seconds (all) | seconds to its RMSE | times as fast | paired |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
            foreach (Dictionary<string, string> row in method)
                Console.WriteLine(
                    $"| {row["problem"]} | {row["network"]} | {row["opponent"]} | {row["opponent_rmse"]} ± {row["opponent_error"]} " +
                    $"| {row["opponent_seconds"]} ({row["opponent_total_seconds"]}) | {row["rmse"]} ± {row["error"]} " +
                    $"| {row["seconds"]} ({row["total_seconds"]}) | {row["to_opponent"]} ({row["reached"]} of {row["seeds"]}) " +
                    $"| {Marked(row["ratio"])} | {Marked(row["paired_ratio"])} |");
            foreach (IGrouping<string, Dictionary<string, string>> opponent in method.GroupBy(row => row["opponent"]))
                Console.WriteLine(
                    $"| geometric mean | | {opponent.Key} | | | | | | {Mean(opponent, "ratio")} | {Mean(opponent, "paired_ratio")} |");
            Console.WriteLine();
        }
    }

    private static string Marked(string ratio) => Number(ratio) is > 1 ? ratio : $"**{ratio}**";

    /// <summary>Over the problems where the opponent's error was reached, with the number of those where it never was.</summary>
    private static string Mean(IEnumerable<Dictionary<string, string>> rows, string column)
    {
        double?[] ratios = [.. rows.Select(row => Number(row[column]))];
        double[] reached = [.. ratios.OfType<double>()];
        string never = reached.Length == ratios.Length ? "" : $", **never on {ratios.Length - reached.Length} of {ratios.Length}**";
        return reached.Length == 0
            ? never.TrimStart(',', ' ')
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Exp(reached.Average(Math.Log)):G3}{never}");
    }

    private static double? Number(string cell) =>
        double.TryParse(cell, CultureInfo.InvariantCulture, out double value) ? value : null;
}
