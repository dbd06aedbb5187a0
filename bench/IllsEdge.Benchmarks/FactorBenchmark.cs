using System.Diagnostics;
using System.Globalization;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Benchmarks;

/// <summary>
/// Least squares by the streamed QR, N x p with one right-hand side, double precision, one thread: packing, factor and
/// solution; the median of many runs, on every kernel that is accelerated here.
/// </summary>
internal static class FactorBenchmark
{
    private const double SecondsPerShape = 0.5;

    private static readonly (int Rows, int Columns)[] Shapes =
        [(200, 11), (2000, 21), (100_000, 21), (1000, 50), (2000, 121), (10_000, 121), (100_000, 121), (10_000, 301)];

    /// <summary>Runs all and writes a row for every kernel and shape.</summary>
    public static void Run(string output)
    {
        List<string> lines =
        [
            $"# GFLOP/s by 2 N p^2 - 2/3 p^3 flops, median; {Machine.Description}",
            "kernel,rows,columns,milliseconds,gflops",
        ];
        foreach (Kernel kernel in Kernel.All.Where(kernel => kernel.IsAccelerated))
            foreach ((int rows, int columns) in Shapes)
            {
                double seconds = Median(HouseholderQr<double>.On(kernel), rows, columns);
                double flops = 2.0 * rows * columns * columns - 2.0 / 3 * columns * columns * columns;
                lines.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{kernel.Name},{rows},{columns},{seconds * 1e3:G3},{flops / seconds * 1e-9:F1}"));
                Console.WriteLine(lines[^1]);
            }

        File.WriteAllLines(output, lines);
    }

    private static double Median(HouseholderQr<double> qr, int rows, int columns)
    {
        RandomSource random = new(1);
        double[] matrix = new double[rows * (columns + 1)];
        foreach (ref double element in matrix.AsSpan())
            element = random.NextUniform(-1, 1);
        double[] memory = new double[TriangularFactor<double>.Length(columns, 1)];
        double[] workspace = new double[qr.WorkspaceLength(columns + 1)];
        double[] solution = new double[columns];

        List<double> seconds = [];
        long begin = Stopwatch.GetTimestamp();
        while (seconds.Count < 5 || Stopwatch.GetElapsedTime(begin).TotalSeconds < SecondsPerShape)
        {
            long start = Stopwatch.GetTimestamp();
            TriangularFactor<double> factor = new(memory, columns, 1);
            factor.Clear();
            qr.Absorb(factor, new ReadOnlyMatrixView<double>(matrix, rows, columns + 1), workspace);
            qr.Solve(factor, new MatrixView<double>(solution, columns, 1));
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        seconds.Sort();
        return seconds[seconds.Count / 2];
    }
}
