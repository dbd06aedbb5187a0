using System.Globalization;

namespace IllsEdge.Benchmarks.Peers;

/// <summary>What the curves come to, a row for every problem, network, opponent and method of ours.</summary>
internal static class PeerSummary
{
    /// <summary>Writes it.</summary>
    /// <param name="curves">All curves.</param>
    /// <param name="own">Names of our methods.</param>
    /// <param name="machine">For the head.</param>
    /// <param name="output">The file.</param>
    public static void Write(IReadOnlyList<Curve> curves, IReadOnlyList<string> own, string machine, string output)
    {
        List<string> lines =
        [
            $"# medians over {curves.Max(curve => curve.Seed)} seeds, +- standard errors of the mean; seconds: until within 1 % of the own end; "
            + "to_opponent: ours, until at the opponent's median end; ratio: opponent's seconds over that; paired_ratio: until "
            + $"within 1 % of the opponent's end with the same seed; {machine}",
            "problem,network,opponent,opponent_rmse,opponent_error,opponent_seconds,opponent_total_seconds,method,rmse,error,"
            + "seconds,total_seconds,to_opponent,reached,seeds,ratio,paired_ratio",
        ];
        foreach (IGrouping<(string Problem, string Hidden), Curve> network in curves.GroupBy(curve => (curve.Problem, curve.Hidden)))
            foreach (IGrouping<string, Curve> opponent in network.Where(curve => !own.Contains(curve.Method)).GroupBy(curve => curve.Method))
                foreach (string method in own)
                    lines.Add(Row(network.Key, [.. opponent], [.. network.Where(curve => curve.Method == method)]));
        File.WriteAllLines(output, lines);
    }

    private static string Row((string Problem, string Hidden) network, Curve[] opponent, Curve[] ours)
    {
        double target = PublishedSplits.Median(opponent.Select(curve => curve.End.Rmse));
        double[] reaching = [.. ours.Select(curve => curve.SecondsTo(target))];
        double seconds = PublishedSplits.Median(opponent.Select(curve => curve.SecondsToEnd));
        // A seed that never gets there counts as a ratio of 0, the worst there is.
        double paired = PublishedSplits.Median(ours.Zip(
            opponent, (mine, other) => other.SecondsToEnd / mine.SecondsTo(Curve.Near * other.End.Rmse)));
        double toOpponent = PublishedSplits.Median(reaching);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{network.Problem},{network.Hidden},{Side(opponent)},{Side(ours)},{Cell(toOpponent)},{reaching.Count(double.IsFinite)},{ours.Length},{Cell(seconds / toOpponent)},{Cell(paired)}");
    }

    private static string Side(Curve[] curves) => string.Create(
        CultureInfo.InvariantCulture,
        $"{curves[0].Method},{PublishedSplits.Median(curves.Select(curve => curve.End.Rmse)):G4},{PublishedSplits.Summary([.. curves.Select(curve => curve.End.Rmse)]).Error:G2},{PublishedSplits.Median(curves.Select(curve => curve.SecondsToEnd)):G3},{PublishedSplits.Median(curves.Select(curve => curve.End.Seconds)):G3}");

    /// <summary>Empty where it never got there.</summary>
    private static string Cell(double value) =>
        double.IsFinite(value) && value > 0 ? value.ToString("G3", CultureInfo.InvariantCulture) : "never";
}
