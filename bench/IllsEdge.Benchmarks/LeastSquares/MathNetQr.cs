using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>MathNet.Numerics in C# alone, on one thread. It allocates its factors and its answer.</summary>
internal sealed class MathNetQr : IContender
{
    private readonly DenseMatrix _matrix;
    private readonly DenseVector _rightHandSide;
    private double[] _solution = [];

    public MathNetQr(LeastSquaresProblem problem)
    {
        Control.UseManaged();
        Control.MaxDegreeOfParallelism = 1;
        _matrix = new DenseMatrix(problem.Rows, problem.Columns, problem.Coefficients.ToArray());
        _rightHandSide = new DenseVector(problem.RightHandSide.ToArray());
    }

    /// <summary>Of the package.</summary>
    public static string Version { get; } = typeof(Control).Assembly.GetName().Version!.ToString(3);

    public string Name => "mathnet";

    public ReadOnlySpan<double> Solution => _solution;

    public void Solve() => _solution = _matrix.QR(QRMethod.Thin).Solve(_rightHandSide).ToArray();
}
