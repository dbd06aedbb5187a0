using System.Globalization;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>
/// Our QR on the selected kernel beside LAPACK and MathNet: one right-hand side, double precision, one thread, all in
/// one run. The input is a contiguous matrix stored by columns.
/// </summary>
internal static class QrBenchmark
{
    private const int Runs = 10;

    /// <summary>Runs all shapes and writes a row for each to qr-KERNEL.csv.</summary>
    public static void Run(string results, bool isShort)
    {
        Kernel kernel = Kernel.Selected;
        double peak = MultiplyAddPeak.Measure(kernel);
        if (!OpenBlas.IsAvailable)
            Console.Error.WriteLine(OpenBlas.Missing);
        List<string> lines =
        [
            $"# median GFLOP/s by 2 N p^2 - 2/3 p^3 flops{(isShort ? ", short run" : "")}; multiply-add peak "
            + $"{Cell(peak)}, dgemm of order 1000 {Cell(MatrixMultiply.Measure(Runs))}; {Machine.Description}; "
            + $"{OpenBlas.Description}; MathNet.Numerics {MathNetQr.Version}",
            "rows,columns,gflops,fraction_of_peak,dgels,dgeqrf_and_solve,dgeqrf,mathnet,times_lapack,times_dgels,"
            + "times_mathnet,target_fraction,target_times_lapack,target_times_dgels,target_times_mathnet,met",
        ];
        foreach (string line in lines)
            Console.WriteLine(line);
        foreach (QrShape shape in QrShape.All)
        {
            lines.Add(Row(shape, kernel, peak, isShort ? Race.Short : Race.Long));
            Console.WriteLine(lines[^1]);
        }

        File.WriteAllLines(Machine.FileIn(results, $"qr-{kernel.Name}.csv"), lines);
    }

    /// <summary>All contenders that are there, ours first.</summary>
    private static IReadOnlyList<IContender> Contenders(LeastSquaresProblem problem, Kernel kernel) =>
    [
        new OwnQr(problem, kernel),
        .. OpenBlas.IsAvailable ? Lapack(problem) : [],
        new MathNetQr(problem),
    ];

    private static IContender[] Lapack(LeastSquaresProblem problem) =>
    [
        new LapackDgels(problem),
        new LapackDgeqrf(problem, solves: true),
        new LapackDgeqrf(problem, solves: false),
    ];

    private static string Row(QrShape shape, Kernel kernel, double peak, Race race)
    {
        LeastSquaresProblem problem = LeastSquaresProblem.Random(shape);
        IReadOnlyList<IContender> contenders = Contenders(problem, kernel);
        double[] seconds = race.Run(problem, contenders);
        double? Speed(string name) => Enumerable.Range(0, contenders.Count)
            .Where(i => contenders[i].Name == name)
            .Select(i => (double?)(shape.Flops / seconds[i] * 1e-9)).SingleOrDefault();

        double? own = Speed(kernel.Name), dgels = Speed("dgels"), solved = Speed("dgeqrf_and_solve");
        double? lapack = dgels > solved ? dgels : solved;
        QrTarget reached = new(own / peak, own / lapack, own / dgels, own / Speed("mathnet"));
        QrTarget asked = QrTarget.For(kernel.Bits, shape);
        string met = asked.IsMetBy(reached) switch { true => "yes", false => "no", null => "" };
        return string.Join(
            ',',
            $"{shape.Rows},{shape.Columns},{Cell(own)},{Cell(reached.Fraction)}",
            $"{Cell(dgels)},{Cell(solved)},{Cell(Speed("dgeqrf"))},{Cell(Speed("mathnet"))}",
            $"{Cell(reached.Lapack)},{Cell(reached.Dgels)},{Cell(reached.MathNet)}",
            $"{Cell(asked.Fraction)},{Cell(asked.Lapack)},{Cell(asked.Dgels)},{Cell(asked.MathNet)},{met}");
    }

    private static string Cell(double? value) =>
        value?.ToString(value < 10 ? "F2" : "F1", CultureInfo.InvariantCulture) ?? "";
}
