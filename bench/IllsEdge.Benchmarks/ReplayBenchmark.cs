using System.Diagnostics;
using System.Globalization;
using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Simulation;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// Recordings of processes that drift, replayed in the order of time through the device's loop and through others that
/// learn or do not: every row is predicted before its label comes, one row later, to all alike.
/// </summary>
internal static class ReplayBenchmark
{
    private static readonly TimeSpan Period = TimeSpan.FromHours(1);

    // The set, what is left out beside the target, the rows that are there at the beginning, and rows to a label.
    private static readonly (string Name, string Target, string[] Exclude, int Start, int RowsPerLabel)[] Sets =
    [
        ("airquality_co", "CO_GT", ["t_hours"], 1000, 1),
        ("gas_turbine", "NOX", ["year", "CO"], 1000, 10),
        ("te_d13_te", "xmeas38", [.. Enumerable.Range(23, 19).Select(number => $"xmeas{number}")], 160, 10),
    ];

    /// <summary>Runs all and writes a row for every set and contender.</summary>
    public static void Run(string data, string output)
    {
        RecursiveLeastSquares.Check();
        List<string> lines =
        [
            $"# RMSE on all rows after the first, each predicted before its label; {Machine.Description}",
            "set,target,contender,rows,labels,without_prediction,rmse,share_of_frozen,adopted,kept,rolled_back,seconds",
        ];
        foreach ((string name, string target, string[] exclude, int start, int rowsPerLabel) in Sets)
        {
            Recording recording = new(
                DataTable.ReadCsv(Path.Combine(data, $"{name}.csv")), target, exclude, start, rowsPerLabel);
            Outcome[] outcomes = [.. Contend(recording)];
            int[] judged =
            [
                .. Enumerable.Range(0, recording.Count - start)
                    .Where(row => outcomes.All(outcome => double.IsFinite(outcome.Predictions[row]))),
            ];
            double[] errors = [.. outcomes.Select(outcome => ErrorOf(recording, outcome.Predictions, judged))];
            for (int contender = 0; contender < outcomes.Length; contender++)
            {
                Outcome outcome = outcomes[contender];
                int failures = outcome.Predictions.Count(double.IsNaN);
                LoopStatus? loop = outcome.Loop;
                double error = errors[contender];
                lines.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{name},{target},{outcome.Name},{judged.Length},{recording.Labels},{failures},{error:G4},")
                    + string.Create(
                        CultureInfo.InvariantCulture,
                        $"{error / errors[0]:F3},{loop?.Adopted},{loop?.Kept},{loop?.RolledBack},{outcome.Seconds:G2}"));
                Console.WriteLine(lines[^1]);
            }
        }

        File.WriteAllLines(output, lines);
    }

    private static IEnumerable<Outcome> Contend(Recording recording)
    {
        Model network = Fit(recording, [16]);
        yield return Frozen("frozen network", network, recording);
        yield return Frozen("frozen linear", Fit(recording, []), recording);
        yield return Recursive("recursive linear 1.0", recording, 1);
        yield return Recursive("recursive linear 0.999", recording, 0.999);
        yield return Loop("the loop", recording, network, new RetrainTriggers());
    }

    private static Model Fit(Recording recording, int[] hidden) => ModelFitter.Fit(
        recording.Beginning(),
        new FitRequest { Inputs = recording.Inputs, Targets = [recording.Target], Hidden = hidden }).Model;

    private static Outcome Frozen(string name, Model model, Recording recording)
    {
        long begin = Stopwatch.GetTimestamp();
        Predictor predictor = new(model);
        double[] predictions = new double[recording.Count - recording.Start];
        for (int row = 0; row < predictions.Length; row++)
            predictor.Predict(recording.Row(recording.Start + row), predictions.AsSpan(row, 1));
        return new Outcome(name, predictions, null, Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    private static Outcome Recursive(string name, Recording recording, double forgetting)
    {
        long begin = Stopwatch.GetTimestamp();
        DataTable beginning = recording.Beginning();
        int inputs = recording.Inputs.Count;
        Scaling[] scalings =
            [.. Enumerable.Range(0, inputs).Select(input => Scaling.Of(beginning.Column(input)))];
        double[] Scaled(int row) => [1, .. recording.Row(row).Zip(scalings, (value, scaling) => scaling.Apply(value))];

        RecursiveLeastSquares fit = new(inputs + 1, forgetting, TrainingOptions.DefaultRidge);
        double[] predictions = new double[recording.Count - recording.Start];
        for (int row = 0; row < recording.Count; row++)
        {
            // The label of the row before comes after this row's prediction, as it does in the loop.
            if (row >= recording.Start)
                predictions[row - recording.Start] = fit.Predict(Scaled(row));
            if (row < recording.Start)
                fit.Absorb(Scaled(row), recording.Label(row));
            else if (row > recording.Start && recording.HasLabel(row - 1))
                fit.Absorb(Scaled(row - 1), recording.Label(row - 1));
        }

        return new Outcome(name, predictions, null, Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    private static Outcome Loop(string name, Recording recording, Model model, RetrainTriggers triggers)
    {
        long begin = Stopwatch.GetTimestamp();
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch.AddYears(50));
        Watcher watcher = new();
        using LoopBench bench = new(new LoopBenchPlan
        {
            Period = Period,
            Clock = clock,
            Model = model,
            Source = new ReplayFeed(recording, Period, clock),
            Triggers = triggers,
            Known =
            [
                .. Enumerable.Range(0, recording.Start).Select(row => (recording.Row(row), recording.Label(row))),
            ],
            Observer = watcher,
            HandOver = TimeSpan.FromSeconds(2),
        });
        LoopRunner.Run(bench.Loop, Period, clock, null, null, CancellationToken.None);
        return new Outcome(
            name, [.. watcher.Predictions], bench.Loop.Status, Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    private static double ErrorOf(Recording recording, double[] predictions, int[] judged) =>
        Math.Sqrt(judged.Average(row => Math.Pow(recording.Label(recording.Start + row) - predictions[row], 2)));

    private sealed record Outcome(string Name, double[] Predictions, LoopStatus? Loop, double Seconds);

    private sealed class Watcher : ILoopObserver
    {
        public List<double> Predictions { get; } = [];

        public void Sampled(in SampleReport sample) => Predictions.Add(
            sample.Published.Status == ValueStatus.Failure ? double.NaN : sample.Published.Value);

        public void Labelled(in LabelReport label)
        {
        }

        public void Decided(Decision decision)
        {
        }
    }
}
