using System.Diagnostics;
using System.Globalization;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks.Peers;

/// <summary>bench/peers/peers.py as a process: it gets the rows as CSV files and prints a point of a curve a line.</summary>
internal static class PythonPeers
{
    private const string Python = "/usr/bin/python3";

    private static readonly string Script = Path.Combine("bench", "peers", "peers.py");

    /// <summary>Versions of Python and its libraries.</summary>
    /// <exception cref="InvalidOperationException">Something is missing; the message says what to install.</exception>
    public static string Versions => Run("--versions").Single();

    /// <summary>Trains all opponents, one after the other.</summary>
    /// <param name="problem">Name of the problem.</param>
    /// <param name="hidden">Neurons of the hidden layers.</param>
    /// <param name="seed">Of the start.</param>
    /// <param name="training">Standardised rows.</param>
    /// <param name="validation">Rows to judge by.</param>
    /// <param name="limit">Seconds that Levenberg-Marquardt may take.</param>
    public static IReadOnlyList<Curve> Train(
        string problem, int[] hidden, int seed, TrainingRows training, TrainingRows validation, double limit)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("illsedge-peers-");
        try
        {
            string rows = Write(training, Path.Combine(folder.FullName, "training.csv"));
            string judges = Write(validation, Path.Combine(folder.FullName, "validation.csv"));
            return
            [
                .. Run(rows, judges, string.Join(',', hidden), Text(seed), Text(limit))
                    .Select(line => line.Split(','))
                    .GroupBy(
                        cells => cells[0],
                        cells => new CurvePoint(Number(cells[1]), Number(cells[2])))
                    .Select(points => new Curve(problem, string.Join('-', hidden), seed, points.Key, [.. points])),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Python, [Script, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException(
                $"{Python} {Script} ended with {process.ExitCode}. It is looked for below the current folder, and needs " +
                "scikit-learn and SciPy: apt-get install python3-sklearn python3-scipy.");
    }

    private static string Write(TrainingRows rows, string file)
    {
        using StreamWriter writer = new(file);
        for (int row = 0; row < rows.Count; row++)
        {
            for (int input = 0; input < rows.Inputs.Columns; input++)
                writer.Write($"{Text(rows.Inputs[row, input])},");
            writer.WriteLine(Text(rows.Targets[row, 0]));
        }

        return file;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
