using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Search;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// 90 % intervals and the status beyond what `splits` says of them: of a trained and of a tuned model on the published splits,
/// and on the second half of processes that drift, after training on the first. Defaults and seed 1.
/// </summary>
internal static class IntervalBenchmark
{
    private static readonly TimeSpan TuneLimit = TimeSpan.FromSeconds(5);

    private static readonly (string Name, string Target, string[] Exclude)[] Drifting =
    [
        ("gas_turbine", "NOX", ["CO", "year"]),
        ("gas_turbine", "CO", ["NOX", "year"]),
        ("airquality_co", "CO_GT", ["t_hours"]),
    ];

    /// <summary>Runs all and writes a row for every set and way to a model.</summary>
    public static void Run(string data, string output)
    {
        List<string> lines =
        [
            $"# 90 % intervals; train: 1 x 16; tune: {TuneLimit.TotalSeconds} s; splits 0 to 9: mean and standard error; drifting: second half in time; {Machine.Description}",
            "set,target,model,rows,coverage,standard_error,mean_width,width_standard_error,flagged_share,rmse_flagged,rmse_good,ratio",
        ];
        foreach (SplitSet set in PublishedSplits.Read(data))
        {
            double judged = set.Test.Average(rows => rows.Count);
            Write(lines, set.Name, set.Target, "train", set.Table, judged, OnSplits(set, Train));
            Write(lines, set.Name, set.Target, "tune", set.Table, judged, OnSplits(set, Tune));
        }

        foreach ((string name, string target, string[] exclude) in Drifting)
        {
            DataTable table = DataTable.ReadCsv(Path.Combine(data, $"{name}.csv"));
            int half = table.RowCount / 2;
            string[] inputs = [.. table.Names.Except(exclude).Where(column => column != target)];
            Model model = Train(PublishedSplits.Select(table, row => row < half), inputs, target);
            Write(
                lines, name, target, "train", table, table.RowCount - half,
                [Reliability.Of(model, table, [.. Enumerable.Range(half, table.RowCount - half)], Calibration.UsualLevel)[0]]);
        }

        File.WriteAllLines(output, lines);
    }

    private static Model Train(DataTable table, string[] inputs, string target) =>
        ModelFitter.Fit(table, new FitRequest { Inputs = inputs, Targets = [target] }).Model;

    private static Model Tune(DataTable table, string[] inputs, string target) =>
        ModelSearch.Run(table, new SearchRequest { Inputs = inputs, Targets = [target], TimeLimit = TuneLimit })!.Model;

    private static TargetReliability[] OnSplits(SplitSet set, Func<DataTable, string[], string, Model> make) =>
    [
        .. Enumerable.Range(0, PublishedSplits.Count).Select(split =>
            set.TestReliability(make(set.Training(split), set.Inputs, set.Target), split)),
    ];

    private static void Write(
        List<string> lines, string name, string target, string model, DataTable table, double judged, TargetReliability[] outcomes)
    {
        (double? coverage, double? coverageError) = PublishedSplits.Summary(outcomes.Select(outcome => outcome.Coverage));
        (double? width, double? widthError) = PublishedSplits.Summary(outcomes.Select(outcome => outcome.MeanWidth));
        double share = outcomes.Average(outcome => outcome.OutOfSpecification) / judged;
        (double? flagged, _) = PublishedSplits.Summary(outcomes.Select(outcome => outcome.RmseOutOfSpecification));
        (double? good, _) = PublishedSplits.Summary(outcomes.Select(outcome => outcome.RmseGood));
        lines.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{name},{target},{model},{table.RowCount},{coverage:F4},{coverageError:F4},{width:G4},{widthError:G2},{share:F4},{flagged:G4},{good:G4},{flagged / good:F2}"));
        Console.WriteLine(lines[^1]);
    }
}
