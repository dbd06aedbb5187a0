using System.Diagnostics;
using System.Globalization;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// What training costs by rows and by parameters, on Friedman's first problem with one hidden layer of tanh. Every case is
/// a process of its own, because a process has one peak of memory.
/// </summary>
internal static class ScaleBenchmark
{
    /// <summary>Name of the mode in which this program measures one case.</summary>
    public const string Case = "scale-case";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly IReadOnlyList<string> Contenders = Methods.ThatExist("coupled", "accelerated");

    /// <summary>1 x 20 on 10 inputs has 241 parameters; 1 x h has 12 h + 1.</summary>
    private static readonly (int Rows, int Hidden)[] Cases =
    [
        (1_000, 20), (10_000, 20), (100_000, 20), (1_000_000, 20),
        (10_000, 1), (10_000, 4), (10_000, 8), (10_000, 40), (10_000, 83),
    ];

    /// <summary>Runs all and writes a row for each.</summary>
    public static void Run(string output, bool isShort)
    {
        using StreamWriter writer = new(output) { AutoFlush = true };
        writer.WriteLine($"# one run each, at most {Limit.TotalSeconds} s; iteration_seconds: median of those on all rows, standard error "
            + "of their mean; data and allocation in MB, peak is that of the process with the data in it, start_megabytes its "
            + $"working set before the fit; {Machine.Description}");
        writer.WriteLine("method,rows,parameters,iteration_seconds,standard_error,full_iterations,iterations,seconds,stop,rmse,"
            + "data_megabytes,start_megabytes,peak_megabytes,allocated_megabytes");
        foreach ((int rows, int hidden) in Cases.Where(one => !isShort || one is { Rows: <= 100_000, Hidden: <= 20 }))
            foreach (string method in Contenders)
            {
                string line = InOwnProcess(Case, method, rows.ToString(CultureInfo.InvariantCulture), hidden.ToString(CultureInfo.InvariantCulture));
                writer.WriteLine(line);
                Console.WriteLine(line);
            }
    }

    /// <summary>Measures one case and prints its row.</summary>
    public static void RunCase(string method, int rows, int hidden)
    {
        Fit(method, RegressionProblem.Friedman(1000, seed: 2).All(), hidden: 2); // compiles what is not compiled yet
        TrainingRows training = RegressionProblem.Friedman(rows, seed: 1).All();
        GC.Collect();
        double start = Environment.WorkingSet / 1e6;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long began = Stopwatch.GetTimestamp();
        (Network network, TrainingReport report) = Fit(method, training, hidden);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double megabytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6;
        using Process self = Process.GetCurrentProcess();

        double[] full =
        [
            .. report.Trace.Zip(report.Trace.Skip(1))
                .Where(pair => pair.First.Rows == rows && pair.Second.Rows == rows)
                .Select(pair => pair.Second.Seconds - pair.First.Seconds),
        ];
        string iteration = full.Length < 2
            ? ","
            : string.Create(CultureInfo.InvariantCulture, $"{PublishedSplits.Median(full):G3},{PublishedSplits.Summary(full).Error:G2}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{method},{rows},{network.Parameters.Length},{iteration},{full.Length},{report.Iterations},{seconds:G3},{report.StopReason},{Rmse(network, training):G4},{rows * 11 * sizeof(double) / 1e6:F1},{start:F0},{self.PeakWorkingSet64 / 1e6:F0},{megabytes:F1}"));
    }

    private static (Network Network, TrainingReport Report) Fit(string method, TrainingRows rows, int hidden)
    {
        Network network = new(rows.Inputs.Columns, [hidden], 1, Activation.Tanh);
        return (network, Methods.Train(method, network, rows, seed: 1, new() { TimeLimit = Limit }));
    }

    /// <summary>In blocks, so that judging takes no memory to speak of.</summary>
    private static double Rmse(Network network, TrainingRows rows) =>
        Math.Sqrt(new Objective(network, ridge: 0).SumOfSquares(rows) / rows.Count);

    private static string InOwnProcess(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Started by the runtime's own program, the first argument is the library.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet")
            start.ArgumentList.Add(typeof(ScaleBenchmark).Assembly.Location);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
