using IllsEdge.LinearAlgebra;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>Our streamed QR on one kernel: it copies block by block out of the matrix, and leaves it alone.</summary>
internal sealed class OwnQr(LeastSquaresProblem problem, Kernel kernel) : IContender
{
    private readonly HouseholderQr<double> _qr = HouseholderQr<double>.On(kernel);
    private readonly double[] _memory = new double[TriangularFactor<double>.Length(problem.Columns, 1)];
    private readonly double[] _workspace =
        new double[HouseholderQr<double>.On(kernel).WorkspaceLength(problem.Columns + 1)];
    private readonly double[] _solution = new double[problem.Columns];

    public string Name => kernel.Name;

    public ReadOnlySpan<double> Solution => _solution;

    public void Solve()
    {
        TriangularFactor<double> factor = new(_memory, problem.Columns, 1);
        factor.Clear();
        _qr.Absorb(
            factor, new ReadOnlyMatrixView<double>(problem.Matrix, problem.Rows, problem.Columns + 1), _workspace);
        _qr.Solve(factor, new MatrixView<double>(_solution, problem.Columns, 1));
    }
}
