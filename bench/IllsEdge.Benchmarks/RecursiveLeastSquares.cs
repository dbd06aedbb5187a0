using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Benchmarks;

/// <summary>
/// Least squares in which a row counts less by a factor with every row after it: the triangle of the QR is scaled by
/// the root of the factor before a row is absorbed (Haykin, Adaptive Filter Theory, QR-RLS), which is the covariance update
/// without its loss of symmetry. The first element of a row is 1.
/// </summary>
internal sealed class RecursiveLeastSquares
{
    private readonly HouseholderQr<double> _qr = HouseholderQr<double>.On(Kernel.Selected);
    private readonly int _columns;
    private readonly double _root;
    private readonly double[] _memory;
    private readonly double[] _workspace;
    private readonly double[] _coefficients;
    private bool _isSolved;

    /// <summary>Begins with no row.</summary>
    /// <param name="columns">Unknowns.</param>
    /// <param name="forgetting">Above 0, at most 1.</param>
    /// <param name="ridge">On every unknown but the first; it is forgotten like a row.</param>
    public RecursiveLeastSquares(int columns, double forgetting, double ridge)
    {
        (_columns, _root) = (columns, Math.Sqrt(forgetting));
        _memory = new double[TriangularFactor<double>.Length(columns, 1)];
        _workspace = new double[_qr.WorkspaceLength(columns + 1)];
        _coefficients = new double[columns];
        double[] diagonal = new double[columns];
        diagonal.AsSpan(1).Fill(Math.Sqrt(ridge));
        _qr.AbsorbDiagonal(
            Factor(), diagonal, new ReadOnlyMatrixView<double>(new double[columns], columns, 1), _workspace);
    }

    /// <summary>Takes in a row.</summary>
    public void Absorb(ReadOnlySpan<double> row, double target)
    {
        foreach (ref double element in _memory.AsSpan())
            element *= _root;
        MatrixView<double> block = _qr.Block(_workspace, _columns + 1);
        for (int column = 0; column <= _columns; column++)
            block[0, column] = column < _columns ? row[column] : target;

        _qr.AbsorbBlock(Factor(), block, rows: 1);
        _isSolved = false;
    }

    /// <summary>What the rows so far say of another.</summary>
    public double Predict(ReadOnlySpan<double> row)
    {
        if (!_isSolved)
            _isSolved = _qr.Solve(Factor(), new MatrixView<double>(_coefficients, _columns, 1));
        return System.Numerics.Tensors.TensorPrimitives.Dot(row, _coefficients);
    }

    /// <summary>
    /// Checks on made-up rows that the gradient of the weighted sum of squares, taken over all rows at once, is zero.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public static void Check()
    {
        const int Rows = 300, Columns = 5;
        const double Forgetting = 0.98, Ridge = 0.3;
        RandomSource random = new(1);
        RecursiveLeastSquares fit = new(Columns, Forgetting, Ridge);
        double[][] rows = [.. Enumerable.Range(0, Rows).Select(_ => new double[Columns])];
        double[] targets = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            foreach (ref double element in rows[row].AsSpan())
                element = random.NextUniform(-1, 1);
            rows[row][0] = 1;
            targets[row] = random.NextUniform(-1, 1) + rows[row].Sum() * row / Rows;
            fit.Absorb(rows[row], targets[row]);
        }

        double[] residuals = [.. rows.Zip(targets, (row, target) => target - fit.Predict(row))];
        for (int column = 0; column < Columns; column++)
        {
            double gradient = column == 0 ? 0 : -Ridge * Math.Pow(Forgetting, Rows) * fit._coefficients[column];
            for (int row = 0; row < Rows; row++)
                gradient += Math.Pow(Forgetting, Rows - 1 - row) * rows[row][column] * residuals[row];
            if (!(Math.Abs(gradient) < 1e-10))
                throw new InvalidOperationException($"The recursive fit is no weighted fit: gradient {gradient:G3}.");
        }
    }

    private TriangularFactor<double> Factor() => new(_memory, _columns, 1);
}
