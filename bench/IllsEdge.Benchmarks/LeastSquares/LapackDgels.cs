namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>LAPACK's driver for least squares.</summary>
internal sealed class LapackDgels : IContender
{
    private readonly LeastSquaresProblem _problem;
    private readonly double[] _workspace;

    public LapackDgels(LeastSquaresProblem problem)
    {
        _problem = problem;
        double length = 0;
        Call(ref length, OpenBlas.AskLength);
        _workspace = new double[(int)length];
    }

    public string Name => "dgels";

    public ReadOnlySpan<double> Solution =>
        _problem.Matrix.AsSpan(_problem.Rows * _problem.Columns, _problem.Columns);

    public void Solve() => Call(ref _workspace[0], _workspace.Length);

    private void Call(ref double workspace, int length)
    {
        (int rows, int columns) = (_problem.Rows, _problem.Columns);
        OpenBlas.Dgels(
            (byte)'N', rows, columns, 1, ref _problem.Matrix[0], rows, ref _problem.Matrix[rows * columns], rows,
            ref workspace, length, out int info);
        OpenBlas.Check(info, Name);
    }
}
