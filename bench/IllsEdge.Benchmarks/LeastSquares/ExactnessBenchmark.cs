using System.Globalization;
using IllsEdge.LinearAlgebra;
using IllsEdge.LinearAlgebra.Tests.Nist;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>
/// Correct digits on NIST's linear regression problems, which the tests hold: every kernel, LAPACK and MathNet, on the
/// very same matrix in the same run. The worst unknown counts.
/// </summary>
internal static class ExactnessBenchmark
{
    /// <summary>Digits that the order of sums alone may move.</summary>
    private const double Allowance = 1;

    private static readonly string[] Problems =
        ["Norris", "NoInt1", "Filip", "Longley", "Wampler1", "Wampler2", "Wampler3"];

    /// <summary>Runs all and writes a row for every problem.</summary>
    public static void Run(string output)
    {
        if (!OpenBlas.IsAvailable)
            Console.Error.WriteLine(OpenBlas.Missing);
        List<string> lines =
        [
            $"# correct digits of the worst unknown, -log10 of its relative error, 15 at most; {Machine.Description}; "
            + $"{OpenBlas.Description}; MathNet.Numerics {MathNetQr.Version}",
            $"problem,{string.Join(',', Kernel.All.Select(kernel => kernel.Name))},dgels,dgeqrf_and_solve,mathnet,"
            + "worst_kernel_minus_better_lapack,within_one_digit",
        ];
        foreach (string name in Problems)
        {
            lines.Add(Row(name));
            Console.WriteLine(lines[^1]);
        }

        File.WriteAllLines(output, lines);
    }

    private static string Row(string name)
    {
        StrdProblem nist = StrdProblem.Load(name);
        Matrix<double> rows = nist.Rows<double>();
        LeastSquaresProblem problem = new(
            rows.Rows, nist.Unknowns, [.. Enumerable.Range(0, rows.Columns).SelectMany(column => rows.Column(column))]);

        double?[] own = [.. Kernel.All.Select(kernel => Digits(new OwnQr(problem, kernel)))];
        double?[] lapack = OpenBlas.IsAvailable
            ? [Digits(new LapackDgels(problem)), Digits(new LapackDgeqrf(problem, solves: true))]
            : [null, null];
        double? ahead = own.Min() - lapack.Max();
        string within = ahead is null ? "" : ahead >= -Allowance ? "yes" : "no";
        double?[] cells = [.. own, .. lapack, Digits(new MathNetQr(problem)), ahead];
        return $"{name},{string.Join(',', cells.Select(Cell))},{within}";

        double? Digits(IContender contender)
        {
            problem.Restore();
            contender.Solve();
            Matrix<double> solution = new(problem.Columns, 1);
            contender.Solution.CopyTo(solution.View.Column(0));
            return nist.CorrectDigits(solution);
        }
    }

    private static string Cell(double? value) => value?.ToString("F1", CultureInfo.InvariantCulture) ?? "";
}
