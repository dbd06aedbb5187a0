using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// Test RMSE of 1 x 16 where a share of the training targets was replaced by gross errors, uniform within 10 standard
/// deviations of the mean; test rows are as they were.
/// </summary>
internal static class NoiseBenchmark
{
    private const int Splits = 5;

    private static readonly string[] Sets = ["concrete", "power_plant"];
    private static readonly double[] Shares = [0, 0.05, 0.1, 0.2];

    /// <summary>Runs all and writes a row for every set, share and loss.</summary>
    public static void Run(string data, string output)
    {
        List<string> lines =
        [
            $"# test RMSE over splits 0 to {Splits - 1}, mean and standard error, 1 x 16; {Machine.Description}",
            "set,gross_errors,robust,rmse,standard_error,seconds,iterations,chosen",
        ];
        foreach (SplitSet set in PublishedSplits.Read(data).Where(set => Sets.Contains(set.Name)))
            foreach (double share in Shares)
                foreach (RobustLoss loss in Enum.GetValues<RobustLoss>())
                {
                    FitRequest request = new()
                    {
                        Inputs = set.Inputs,
                        Targets = [set.Target],
                        Intervals = false,
                        Training = new TrainingOptions { Robust = loss },
                    };
                    List<double> errors = [], seconds = [], iterations = [];
                    List<RobustLoss> chosen = [];
                    for (int split = 0; split < Splits; split++)
                    {
                        FitResult fit = ModelFitter.Fit(Spoil(set.Training(split), set.Target, share, (ulong)split), request);
                        errors.Add(set.TestError(fit.Model, split));
                        seconds.Add(fit.Report.Seconds);
                        iterations.Add(fit.Report.Iterations);
                        chosen.Add(fit.Report.Robust?.Loss ?? RobustLoss.None);
                    }

                    (double mean, double error) = PublishedSplits.Summary(errors);
                    lines.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{set.Name},{share},{loss},{mean:G4},{error:G2},{PublishedSplits.Median(seconds):G2},{PublishedSplits.Median(iterations):G3},{string.Join(' ', chosen)}"));
                    Console.WriteLine(lines[^1]);
                }

        File.WriteAllLines(output, lines);
    }

    private static DataTable Spoil(DataTable table, string target, double share, ulong seed)
    {
        RandomSource random = new(seed);
        double[][] columns = [.. Enumerable.Range(0, table.Names.Count).Select(column => table.Column(column).ToArray())];
        double[] values = columns[table.Find(target)];
        Scaling scaling = Scaling.Of(values);
        for (int row = 0; row < values.Length; row++)
            if (random.NextUniform() < share)
                values[row] = scaling.Mean + random.NextUniform(-10, 10) * scaling.StandardDeviation;
        return DataTable.FromColumns(table.Names, columns);
    }
}
