using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Running;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>
/// The shapes of <see cref="QrBenchmark"/> under BenchmarkDotNet, in this process. It calls a benchmark many times in a
/// row, so restoring the matrix is part of each; <see cref="Restore"/> says how much of it that is.
/// </summary>
public class QrInBenchmarkDotNet
{
    private LeastSquaresProblem _problem = null!;
    private OwnQr _own = null!;
    private MathNetQr _mathNet = null!;
    private LapackDgels? _dgels;
    private LapackDgeqrf? _dgeqrf;

    /// <summary>All of them.</summary>
    public static IEnumerable<QrShape> Shapes => QrShape.All;

    /// <summary>The one that is measured.</summary>
    [ParamsSource(nameof(Shapes))]
    public QrShape Shape { get; set; } = null!;

    /// <summary>Runs what <paramref name="filter"/> selects, with the further options of BenchmarkDotNet.</summary>
    internal static void Run(string filter, string[] options) =>
        BenchmarkSwitcher.FromTypes([typeof(QrInBenchmarkDotNet)]).Run(["--filter", filter, "--inProcess", .. options]);

    /// <summary>Makes the problem and whoever is there to solve it.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _problem = LeastSquaresProblem.Random(Shape);
        _own = new(_problem, Kernel.Selected);
        _mathNet = new(_problem);
        if (!OpenBlas.IsAvailable)
            return;
        _dgels = new(_problem);
        _dgeqrf = new(_problem, solves: true);
    }

    /// <summary>The copy that every other benchmark makes first.</summary>
    [Benchmark]
    public void Restore() => _problem.Restore();

    /// <summary>Ours.</summary>
    [Benchmark(Baseline = true)]
    public void IllsEdge() => Solve(_own);

    /// <summary>LAPACK's driver.</summary>
    [Benchmark]
    public void Dgels() => Solve(_dgels);

    /// <summary>LAPACK's QR, Q'b and the triangle.</summary>
    [Benchmark]
    public void DgeqrfAndSolve() => Solve(_dgeqrf);

    /// <summary>MathNet's managed QR.</summary>
    [Benchmark]
    public void MathNet() => Solve(_mathNet);

    private void Solve(IContender? contender)
    {
        _problem.Restore();
        (contender ?? throw new NotSupportedException(OpenBlas.Missing)).Solve();
    }
}
