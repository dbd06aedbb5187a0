using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using IllsEdge.Comparison;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks.Peers;

/// <summary>
/// Validation RMSE against training time, beside what users would pick instead. All train on the same standardised rows,
/// on one core, one after the other: methods of a problem and seed follow each other, so that a noisy neighbour hits all.
/// </summary>
internal static class PeerBenchmark
{
    /// <summary>
    /// Seconds that SciPy's Levenberg-Marquardt may take, with which a full run ends in time. On many rows it would take
    /// minutes; the others end by themselves.
    /// </summary>
    private const double Limit = 3, ShortLimit = 2;

    private static readonly int[][] Networks = [[20], [10, 10]];

    private static readonly IReadOnlyList<string> Own = Methods.ThatExist("coupled", "auto");

    /// <summary>Runs all, writes peers-curves.csv and peers.csv, and prints the table.</summary>
    public static void Run(string data, string results, bool isShort)
    {
        KeepToOneCore();
        string machine = $"{Machine.Description}; one core; {PythonPeers.Versions}";
        using StreamWriter writer = new(Machine.FileIn(results, isShort ? "peers-curves-short.csv" : "peers-curves.csv"));
        writer.WriteLine($"# RMSE on 20 % of the rows, in deviations of the target, over seconds of training; {machine}");
        writer.WriteLine("problem,network,seed,method,seconds,rmse");

        WarmUp();
        List<Curve> curves = [];
        Func<ulong, RegressionProblem>[] problems = Problems(data, isShort);
        for (int seed = 1; seed <= (isShort ? 2 : 5); seed++)
            foreach (RegressionProblem problem in problems.Select(make => make((ulong)seed)))
                foreach (int[] hidden in Networks)
                {
                    (TrainingRows training, TrainingRows validation) = problem.Split((ulong)seed);
                    Curve[] found =
                    [
                        .. Own.Select(method => Train(method, problem.Name, hidden, seed, training, validation)),
                        .. PythonPeers.Train(problem.Name, hidden, seed, training, validation, isShort ? ShortLimit : Limit),
                    ];
                    foreach (Curve curve in found)
                        Write(curve, writer);
                    writer.Flush();
                    curves.AddRange(found);
                }

        string summary = Machine.FileIn(results, isShort ? "peers-short.csv" : "peers.csv");
        PeerSummary.Write(curves, Own, machine, summary);
        Console.WriteLine();
        PeerTable.Print(summary);
    }

    private static Func<ulong, RegressionProblem>[] Problems(string data, bool isShort)
    {
        string[] sets = isShort ? ["concrete"] : ["concrete", "kin8nm", "power_plant"];
        int[] sizes = isShort ? [2000] : [2000, 20000];
        return
        [
            .. sizes.Select(rows => (Func<ulong, RegressionProblem>)(seed => RegressionProblem.Friedman(rows, seed))),
            .. sets.Select(name => RegressionProblem.Read(data, name)).Select(set => (Func<ulong, RegressionProblem>)(_ => set)),
        ];
    }

    /// <summary>The clock stands still while an iterate is judged; the last point is the network that is handed out.</summary>
    private static Curve Train(
        string method, string problem, int[] hidden, int seed, TrainingRows training, TrainingRows validation)
    {
        Network network = new(training.Inputs.Columns, hidden, 1, Activation.Tanh);
        List<CurvePoint> points = [];
        PausableClock clock = new();
        void Judge(double seconds) => points.Add(new(seconds, RegressionProblem.Rmse(network, validation)));
        Methods.Train(
            method,
            network,
            training,
            (ulong)seed,
            new TrainingOptions { Clock = clock },
            new Observer(() => clock.Pause(() => Judge(clock.Seconds))));
        Judge(clock.Seconds);
        return new(problem, string.Join('-', hidden), seed, method, points);
    }

    /// <summary>Trains on another problem first, so that no method is compiled while a clock runs.</summary>
    private static void WarmUp()
    {
        RegressionProblem problem = RegressionProblem.Friedman(10_000, seed: 100);
        (TrainingRows training, TrainingRows validation) = problem.Split(seed: 100);
        foreach (string method in Own)
            foreach (int[] hidden in new int[][] { [3], [3, 3] })
                Train(method, problem.Name, hidden, seed: 100, training, validation);
    }

    /// <summary>The main thread and the processes it starts keep to the last of the cores that this process may use.</summary>
    private static void KeepToOneCore()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return;
        using Process self = Process.GetCurrentProcess();
        self.ProcessorAffinity = (nint)(1L << BitOperations.Log2((ulong)self.ProcessorAffinity));
    }

    private static void Write(Curve curve, StreamWriter writer)
    {
        foreach (CurvePoint point in curve.Points)
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{curve.Problem},{curve.Hidden},{curve.Seed},{curve.Method},{point.Seconds:G4},{point.Rmse:G5}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{curve.Problem} {curve.Hidden} seed {curve.Seed} {curve.Method}: {curve.End.Rmse:G3} after {curve.SecondsToEnd:G2} of {curve.End.Seconds:G2} s"));
    }

    private sealed class Observer(Action look) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value) => look();
    }
}
