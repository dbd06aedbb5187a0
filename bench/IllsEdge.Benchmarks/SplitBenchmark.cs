using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// Test RMSE on the 90/10 splits of Hernandez-Lobato and Adams (2015), numbers 0 to 9, with the program's defaults and
/// seed 1: nothing is chosen by a test row, and nothing is chosen per set.
/// </summary>
internal static class SplitBenchmark
{
    private const int Splits = 10;

    private static readonly (string Name, string Target, string[] Exclude)[] Sets =
    [
        ("boston", "MEDV", []),
        ("concrete", "strength_mpa", []),
        ("energy", "Y1_heating_load", ["Y2_cooling_load"]),
        ("kin8nm", "y", []),
        ("power_plant", "PE", []),
        ("wine_red", "quality", []),
    ];

    private static readonly (string Name, int[] Hidden, string Method)[] Contenders =
    [
        ("linear regression", [], "coupled"),
        ("classic 1 x 16", [16], "classic"),
        ("coupled 1 x 16", [16], "coupled"),
    ];

    /// <summary>Runs all and writes a row for every set and contender.</summary>
    public static void Run(string data, string output)
    {
        Dictionary<string, double> published = ReadPublished(data);
        List<string> lines =
        [
            $"# test RMSE over splits 0 to 9, mean and standard error; seconds of training, median; {Machine.Description}",
            "set,contender,rmse,standard_error,seconds,iterations,mc_dropout",
        ];
        foreach ((string name, string target, string[] exclude) in Sets)
        {
            DataTable table = DataTable.ReadCsv(Path.Combine(data, $"{name}.csv"));
            string[] inputs = [.. table.Names.Except(exclude).Where(column => column != target)];
            foreach ((string contender, int[] hidden, string method) in Contenders)
            {
                Outcome[] outcomes =
                [
                    .. Enumerable.Range(0, Splits).Select(split => Judge(
                        table,
                        ReadSplit(data, name, split),
                        new FitRequest
                        {
                            Inputs = inputs,
                            Targets = [target],
                            Hidden = hidden,
                            Trainer = Trainers.Named(method)!,
                        })),
                ];
                double mean = outcomes.Average(outcome => outcome.Rmse);
                double error = Math.Sqrt(
                    outcomes.Sum(outcome => Math.Pow(outcome.Rmse - mean, 2)) / (Splits - 1) / Splits);
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name},{contender},{mean:G4},{error:G2},{Median(outcomes, o => o.Seconds):G2},{Median(outcomes, o => o.Iterations):G3},{published[name]:G4}"));
                Console.WriteLine(lines[^1]);
            }
        }

        File.WriteAllLines(output, lines);
    }

    private static Outcome Judge(DataTable table, HashSet<int> test, FitRequest request)
    {
        FitResult result = ModelFitter.Fit(Select(table, row => !test.Contains(row)), request);
        DataTable testTable = Select(table, test.Contains);
        TargetMetrics metrics = Evaluation.Of(
            result.Model, testTable, [.. Enumerable.Range(0, testTable.RowCount)])[0];
        return new Outcome(metrics.Rmse, result.Report.Seconds, result.Report.Iterations);
    }

    private static DataTable Select(DataTable table, Predicate<int> wanted)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => wanted(row))];
        return DataTable.FromColumns(
            table.Names,
            [.. Enumerable.Range(0, table.Names.Count).Select(column => rows.Select(row => table.Column(column)[row]).ToArray())]);
    }

    private static HashSet<int> ReadSplit(string data, string set, int split) =>
    [
        .. File.ReadLines(Path.Combine(data, "splits", set, $"index_test_{split}.txt"))
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture)),
    ];

    /// <summary>The mean of MC dropout on splits 0 to 9, by set, from the published logs.</summary>
    private static Dictionary<string, double> ReadPublished(string data)
    {
        DataTable table = DataTable.ReadCsv(Path.Combine(data, "splits", "mc_dropout_test_rmse.csv"));
        return Enumerable.Range(0, table.Names.Count)
            .ToDictionary(column => table.Names[column], column => Mean(table.Column(column)[..Splits]));

        static double Mean(ReadOnlySpan<double> values) => System.Numerics.Tensors.TensorPrimitives.Average(values);
    }

    private static double Median(Outcome[] outcomes, Func<Outcome, double> of)
    {
        double[] sorted = [.. outcomes.Select(of).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private sealed record Outcome(double Rmse, double Seconds, int Iterations);
}
