namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>LAPACK's blocked QR, alone or with what leads from it to the unknowns: Q'b and the triangle.</summary>
internal sealed class LapackDgeqrf : IContender
{
    private readonly LeastSquaresProblem _problem;
    private readonly bool _solves;
    private readonly double[] _tau;
    private readonly double[] _workspace;

    public LapackDgeqrf(LeastSquaresProblem problem, bool solves)
    {
        (_problem, _solves) = (problem, solves);
        _tau = new double[problem.Columns];
        double factoring = 0, applying = 0;
        Factor(ref factoring, OpenBlas.AskLength);
        Apply(ref applying, OpenBlas.AskLength);
        _workspace = new double[(int)Math.Max(factoring, applying)];
    }

    public string Name => _solves ? "dgeqrf_and_solve" : "dgeqrf";

    public ReadOnlySpan<double> Solution => _solves ? RightHandSide[.._problem.Columns] : [];

    private Span<double> RightHandSide => _problem.Matrix.AsSpan(_problem.Rows * _problem.Columns);

    public void Solve()
    {
        Factor(ref _workspace[0], _workspace.Length);
        if (!_solves)
            return;

        Apply(ref _workspace[0], _workspace.Length);
        OpenBlas.Dtrtrs(
            (byte)'U', (byte)'N', (byte)'N', _problem.Columns, 1, ref _problem.Matrix[0], _problem.Rows,
            ref RightHandSide[0], _problem.Rows, out int info);
        OpenBlas.Check(info, "dtrtrs");
    }

    private void Factor(ref double workspace, int length)
    {
        OpenBlas.Dgeqrf(
            _problem.Rows, _problem.Columns, ref _problem.Matrix[0], _problem.Rows, ref _tau[0], ref workspace, length,
            out int info);
        OpenBlas.Check(info, "dgeqrf");
    }

    private void Apply(ref double workspace, int length)
    {
        OpenBlas.Dormqr(
            (byte)'L', (byte)'T', _problem.Rows, 1, _problem.Columns, ref _problem.Matrix[0], _problem.Rows,
            ref _tau[0], ref RightHandSide[0], _problem.Rows, ref workspace, length, out int info);
        OpenBlas.Check(info, "dormqr");
    }
}
