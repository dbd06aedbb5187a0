using System.Globalization;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// Test RMSE on the published splits with the program's defaults and seed 1, and of the default network the share of test
/// rows in their 90 % intervals: nothing is chosen by a test row, and nothing is chosen per set.
/// </summary>
internal static class SplitBenchmark
{
    private static readonly (string Name, int[] Hidden, string Method)[] Contenders =
    [
        ("linear regression", [], "auto"),
        ("classic 1 x 16", [16], "classic"),
        ("coupled 1 x 16", [16], "coupled"),
        ("auto 1 x 50", [50], "auto"),
        ("auto 1 x 16", [16], "auto"),
    ];

    /// <summary>Runs all and writes a row for every set and contender.</summary>
    public static void Run(string data, string output)
    {
        List<string> lines =
        [
            $"# test RMSE over splits 0 to 9, mean and standard error; seconds of training, median; share of test rows in 90 % intervals; {Machine.Description}",
            "set,contender,rmse,standard_error,seconds,iterations,mc_dropout,coverage,coverage_error,mean_width",
        ];
        foreach (SplitSet set in PublishedSplits.Read(data))
            foreach ((string contender, int[] hidden, string method) in Contenders)
            {
                FitRequest request = new()
                {
                    Inputs = set.Inputs,
                    Targets = [set.Target],
                    Hidden = hidden,
                    Trainer = Trainers.Named(method)!,
                    Intervals = contender == Contenders[^1].Name,
                };
                Outcome[] outcomes = [.. Enumerable.Range(0, PublishedSplits.Count).Select(split => Judge(set, split, request))];
                (double mean, double error) = PublishedSplits.Summary([.. outcomes.Select(outcome => outcome.Rmse)]);
                double seconds = PublishedSplits.Median(outcomes.Select(outcome => outcome.Seconds));
                double iterations = PublishedSplits.Median(outcomes.Select(outcome => (double)outcome.Iterations));
                (double? coverage, double? coverageError) = PublishedSplits.Summary(outcomes.Select(outcome => outcome.Reliability.Coverage));
                double? width = outcomes.Average(outcome => outcome.Reliability.MeanWidth);
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{set.Name},{contender},{mean:G4},{error:G2},{seconds:G2},{iterations:G3},{set.McDropout:G4},{coverage:F4},{coverageError:F4},{width:G4}"));
                Console.WriteLine(lines[^1]);
            }

        File.WriteAllLines(output, lines);
    }

    private static Outcome Judge(SplitSet set, int split, FitRequest request)
    {
        FitResult result = ModelFitter.Fit(set.Training(split), request);
        return new Outcome(
            set.TestError(result.Model, split),
            result.Report.Seconds,
            result.Report.Iterations,
            set.TestReliability(result.Model, split));
    }

    private sealed record Outcome(double Rmse, double Seconds, int Iterations, TargetReliability Reliability);
}
