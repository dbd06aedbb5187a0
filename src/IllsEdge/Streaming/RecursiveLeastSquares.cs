using IllsEdge.LinearAlgebra;

namespace IllsEdge.Streaming;

/// <summary>
/// Linear least squares of rows that come one by one, older ones counting less: after N rows the unknowns minimise
/// sum_i share^(N - i) weight_i ||a_i'X - b_i||^2 + sum_k ridge_k ||x_k - x0_k||^2, exactly.
/// </summary>
/// <remarks>
/// Square-root recursive least squares (Haykin, Adaptive Filter Theory, QR-RLS) on the streamed QR: no covariance that
/// loses its symmetry, no inverse. Forgetting would forget the ridge too, and directions that no row has reached lately
/// would go astray; what is lost of it is put back with every row. A row costs 2 n^2 + 2/3 n^3 flops for n unknowns and
/// allocates nothing. Not safe for use by several threads.
/// </remarks>
public sealed class RecursiveLeastSquares
{
    private readonly HouseholderQr<double> _qr = HouseholderQr<double>.On(Kernel.Selected);
    private readonly int _columns;
    private readonly int _targets;
    private readonly double[] _memory;
    private readonly double[] _workspace;
    private readonly double[] _coefficients;
    private readonly double[] _solution;
    private readonly double[] _diagonal;
    private readonly double[] _anchored;

    /// <summary>Begins with no row: the unknowns are where the ridge draws them.</summary>
    /// <param name="share">What a row counts of what it counted one row ago; above 0, at most 1.</param>
    /// <param name="ridge">n elements, 0 or more. Where one is 0 the rows alone have to tell.</param>
    /// <param name="anchor">n x m: where the ridge draws the unknowns.</param>
    /// <exception cref="ArgumentException">A shape or a value is not as said.</exception>
    public RecursiveLeastSquares(double share, ReadOnlySpan<double> ridge, ReadOnlyMatrixView<double> anchor)
    {
        if (!(share > 0 && share <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and at most 1.");
        if (anchor.Rows != ridge.Length || anchor.Columns < 1)
            throw new ArgumentException(
                $"There are {ridge.Length} ridges for an anchor of {anchor.Rows} x {anchor.Columns}; give one a row.");
        (Share, _columns, _targets) = (share, ridge.Length, anchor.Columns);
        _memory = new double[TriangularFactor<double>.Length(_columns, _targets)];
        _workspace = new double[_qr.WorkspaceLength(_columns + _targets)];
        _coefficients = new double[_columns * _targets];
        _solution = new double[_columns * _targets];
        _diagonal = new double[_columns];
        _anchored = new double[_columns * _targets];
        for (int column = 0; column < _columns; column++)
        {
            if (!(ridge[column] >= 0 && double.IsFinite(ridge[column])))
                throw new ArgumentOutOfRangeException(nameof(ridge), ridge[column], "A ridge is 0 or more and finite.");
            _diagonal[column] = Math.Sqrt(ridge[column]);
            for (int target = 0; target < _targets; target++)
            {
                _coefficients[target * _columns + column] = anchor[column, target];
                _anchored[target * _columns + column] = _diagonal[column] * anchor[column, target];
            }
        }

        AbsorbRidge();
        // From here on only what each row makes the sum forget.
        Scale(_diagonal, Math.Sqrt(1 - share));
        Scale(_anchored, Math.Sqrt(1 - share));
    }

    /// <summary>What a row counts of what it counted one row ago.</summary>
    public double Share { get; }

    /// <summary>Rows absorbed.</summary>
    public long Rows { get; private set; }

    /// <summary>The unknowns, n x m; of the anchor, until the rows and the ridge determine them.</summary>
    public ReadOnlyMatrixView<double> Coefficients => new(_coefficients, _columns, _targets);

    /// <summary>Takes in a row.</summary>
    /// <param name="row">n elements, finite.</param>
    /// <param name="targets">m elements, finite.</param>
    /// <param name="weight">How much it counts: 1 like others, 0 not at all; the others are forgotten a little either way.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a number is not finite; nothing has changed then.</exception>
    public void Absorb(ReadOnlySpan<double> row, ReadOnlySpan<double> targets, double weight = 1)
    {
        if (row.Length != _columns || targets.Length != _targets)
            throw new ArgumentException(
                $"A row of {row.Length} with {targets.Length} targets came where there are {_columns} unknowns and {_targets} targets.");
        double root = Math.Sqrt(weight);
        if (!IsFinite(row) || !IsFinite(targets) || !double.IsFinite(root))
            throw new ArgumentException("A row, a target or the weight of a row is not a finite number.");

        HouseholderQr<double>.Forget(Factor, Share);
        MatrixView<double> block = _qr.Block(_workspace, _columns + _targets);
        for (int column = 0; column < _columns; column++)
            block[0, column] = root * row[column];
        for (int target = 0; target < _targets; target++)
            block[0, _columns + target] = root * targets[target];
        _qr.AbsorbBlock(Factor, block, rows: 1);
        if (Share < 1)
            AbsorbRidge();
        Rows++;

        if (_qr.Solve(Factor, new MatrixView<double>(_solution, _columns, _targets)))
            _solution.CopyTo(_coefficients, 0);
    }

    private TriangularFactor<double> Factor => new(_memory, _columns, _targets);

    private void AbsorbRidge() => _qr.AbsorbDiagonal(
        Factor, _diagonal, new ReadOnlyMatrixView<double>(_anchored, _columns, _targets), _workspace);

    private static bool IsFinite(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            if (!double.IsFinite(value))
                return false;
        return true;
    }

    private static void Scale(Span<double> values, double factor)
    {
        foreach (ref double value in values)
            value *= factor;
    }
}
