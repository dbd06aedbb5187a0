using System.Diagnostics;
using System.Globalization;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>
/// Rows that a callback writes block by block, so that no matrix exists: how the time falls with a second thread, and
/// that memory does not grow with the rows.
/// </summary>
internal static class StreamBenchmark
{
    private const int Repetitions = 9;

    private static readonly (int Rows, int Columns, int Degree)[] Cases =
        [(100_000, 121, 1), (100_000, 121, 2), (100_000, 50, 1), (10_000_000, 50, 1), (10_000_000, 50, 2)];

    /// <summary>Runs all and writes a row for each.</summary>
    public static void Run(string output)
    {
        List<string> lines =
        [
            $"# median of {Repetitions}, of 10,000,000 rows one run; working set after it; {Machine.Description}",
            "rows,columns,threads,seconds,gflops,working_set_megabytes",
        ];
        foreach ((int rows, int columns, int degree) in Cases)
        {
            ParallelQr<double> qr = new(columns, 1, Kernel.Selected, degree);
            RowFiller<double> fill = Pool(columns + 1);
            double seconds = Median(qr, rows, fill, rows > 1_000_000 ? 1 : Repetitions);
            double megabytes = Environment.WorkingSet / 1e6;
            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{rows},{columns},{degree},{seconds:G3},{2.0 * rows * columns * columns / seconds * 1e-9:F1},{megabytes:F0}"));
            Console.WriteLine(lines[^1]);
        }

        File.WriteAllLines(output, lines);
    }

    private static double Median(ParallelQr<double> qr, int rows, RowFiller<double> fill, int repetitions)
    {
        qr.Absorb(Math.Min(rows, 20_000), fill);
        List<double> seconds = [];
        for (int repetition = 0; repetition < repetitions; repetition++)
        {
            qr.Clear();
            long start = Stopwatch.GetTimestamp();
            qr.Absorb(rows, fill);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        seconds.Sort();
        return seconds[seconds.Count / 2];
    }

    /// <summary>
    /// Rows out of a pool of numbers, each column from another place of it: as cheap as rows can be, so that the
    /// factorisation is what is timed.
    /// </summary>
    private static RowFiller<double> Pool(int columns)
    {
        const int Prime = 4099;
        RandomSource random = new(1);
        double[] pool = new double[2 * Prime];
        foreach (ref double element in pool.AsSpan())
            element = random.NextUniform(-1, 1);
        return (firstRow, block) =>
        {
            for (int column = 0; column < columns; column++)
                pool.AsSpan((int)((firstRow + 7919L * column) % Prime), block.Rows).CopyTo(block.Column(column));
        };
    }
}
