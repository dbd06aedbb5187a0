using System.Diagnostics;
using System.Globalization;
using System.Text;
using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks;

/// <summary>
/// A million rows of Friedman's first problem (Friedman 1991: y = 10 sin(pi a b) + 20 (c - 0.5)^2 + 10 d + 5 e, five more
/// inputs without meaning, noise of deviation 1), read from a CSV file of about 100 MB and learned by 1 x 10.
/// </summary>
internal static class LargeFileBenchmark
{
    private const int Rows = 1_000_000, Inputs = 10;

    /// <summary>Runs it once and writes one row of figures.</summary>
    public static void Run(string output)
    {
        string file = Path.Combine(Path.GetTempPath(), $"illsedge-million-{Environment.ProcessId}.csv");
        try
        {
            Write(file);
            double megabytes = new FileInfo(file).Length / 1e6;
            long start = Stopwatch.GetTimestamp();
            DataTable table = DataTable.ReadCsv(file);
            double reading = Stopwatch.GetElapsedTime(start).TotalSeconds;
            FitResult result = ModelFitter.Fit(
                table,
                new FitRequest { Inputs = [.. table.Names.SkipLast(1)], Targets = ["y"], Hidden = [10], Intervals = false });
            double peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
            string[] lines =
            [
                $"# one run of a fresh process; {Machine.Description}",
                "megabytes,reading_seconds,megabytes_per_second,training_seconds,iterations,rmse,peak_megabytes",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{megabytes:F0},{reading:F2},{megabytes / reading:F0},{result.Report.Seconds:F0},{result.Report.Iterations},{result.Model.Provenance.Metrics[0].Rmse:F3},{peak:F0}"),
            ];
            Console.WriteLine(lines[^1]);
            File.WriteAllLines(output, lines);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Write(string file)
    {
        RandomSource random = new(1);
        using StreamWriter writer = new(file, append: false, new UTF8Encoding(false));
        writer.WriteLine(string.Join(',', Enumerable.Range(0, Inputs).Select(input => $"x{input}")) + ",y");
        double[] x = new double[Inputs];
        for (int row = 0; row < Rows; row++)
        {
            double noise = -6;
            for (int i = 0; i < 12; i++)
                noise += random.NextUniform();
            foreach (ref double value in x.AsSpan())
            {
                value = Math.Round(random.NextUniform(), 7);
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{value:F7},"));
            }

            double y = 10 * Math.Sin(Math.PI * x[0] * x[1]) + 20 * Math.Pow(x[2] - 0.5, 2) + 10 * x[3] + 5 * x[4] + noise;
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{y:F6}"));
        }
    }
}
