using IllsEdge.LinearAlgebra;

namespace IllsEdge.Diagnostics;

/// <summary>
/// How columns go together, from the triangular factor of [1 X]: with the ones in front, what stands below its first row is the
/// factor of the centred columns, and the lengths of its columns are theirs.
/// </summary>
/// <param name="columns">Number of columns of X.</param>
internal sealed class CorrelationFactor(int columns)
{
    /// <summary>Length of a centred column beside its mean's below which only rounding makes it vary.</summary>
    private const double Constant = 1e-9;

    /// <summary>
    /// Diagonal that is added to the factor of columns of length 1: columns that repeat each other get an inflation of some 1e8
    /// and not a division by zero; others do not notice it.
    /// </summary>
    private const double Floor = 1e-4;

    private readonly HouseholderQr<double> _qr = HouseholderQr<double>.On(Kernel.Selected);
    private readonly double[] _factor = new double[TriangularFactor<double>.Length(columns + 1, 0)];
    private readonly double[] _workspace =
        new double[HouseholderQr<double>.On(Kernel.Selected).WorkspaceLength(columns + 1)];
    private double[]? _lengths;

    private TriangularFactor<double> Factor => new(_factor, columns + 1, 0);

    /// <summary>Takes in rows of X. 2 N d^2 flops.</summary>
    public void Absorb(ReadOnlyMatrixView<double> rows)
    {
        MatrixView<double> block = _qr.Block(_workspace, columns + 1);
        for (int start = 0, count; start < rows.Rows; start += count)
        {
            count = Math.Min(block.Rows, rows.Rows - start);
            block.Column(0).Fill(1);
            for (int column = 0; column < columns; column++)
                rows.Column(column).Slice(start, count).CopyTo(block.Column(column + 1));
            _qr.AbsorbBlock(Factor, block, count);
        }

        _lengths = null;
    }

    /// <summary>Takes in what a packed factor of [X 1], row by row from the diagonal on, knows: its rows stand for X's.</summary>
    public void Absorb(ReadOnlySpan<double> packed)
    {
        int order = columns + 1;
        double[] values = new double[order * order];
        MatrixView<double> rows = new(values, order, order);
        for (int row = 0; row < order; row++)
        {
            for (int column = row; column < order; column++)
                rows[row, (column + 1) % order] = packed[column - row];
            packed = packed[(order - row)..];
        }

        _qr.Absorb(Factor, rows, _workspace);
        _lengths = null;
    }

    /// <summary>Whether a column is not the same in every row; false for values so large that their squares overflow.</summary>
    public bool Varies(int column) =>
        double.IsFinite(Length(column)) && Length(column) > Constant * Math.Abs(Factor[0, column + 1]);

    /// <summary>Correlation of two columns, -1 to 1; 0 where one does not vary.</summary>
    public double Correlation(int first, int second)
    {
        if (!Varies(first) || !Varies(second))
            return 0;
        double sum = 0;
        for (int row = 1; row <= Math.Min(first, second) + 1; row++)
            sum += Factor[row, first + 1] / Length(first) * (Factor[row, second + 1] / Length(second));
        return Math.Clamp(sum, -1, 1);
    }

    /// <summary>
    /// Inverse P of the correlation matrix of some columns. Of a regression of column j on the others P_jj is the variance
    /// inflation 1 / (1 - R^2), and -P_jk / P_jj the standardised coefficient of column k.
    /// </summary>
    /// <param name="chosen">The columns, all of which vary.</param>
    public double[,] Inverse(int[] chosen)
    {
        int order = chosen.Length;
        double[] memory = new double[TriangularFactor<double>.Length(order, 0)];
        double[] scaled = new double[columns * order];
        double[] product = new double[order * order];
        double[] floor = new double[order];
        MatrixView<double> rows = new(scaled, columns, order);
        for (int column = 0; column < order; column++)
            for (int row = 0; row <= chosen[column]; row++)
                rows[row, column] = Factor[row + 1, chosen[column] + 1] / Length(chosen[column]);
        floor.AsSpan().Fill(Floor);

        TriangularFactor<double> factor = new(memory, order, 0);
        MatrixView<double> inverse = new(product, order, order);
        _qr.Absorb(factor, rows, _workspace);
        _qr.AbsorbDiagonal(factor, floor, new ReadOnlyMatrixView<double>([], order, 0), _workspace);
        _qr.Covariance(factor, 1, inverse);
        double[,] result = new double[order, order];
        for (int row = 0; row < order; row++)
            for (int column = 0; column < order; column++)
                result[row, column] = inverse[row, column];
        return result;
    }

    /// <summary>Length of a centred column.</summary>
    private double Length(int column) => (_lengths ??= FindLengths())[column];

    private double[] FindLengths()
    {
        double[] lengths = new double[columns];
        for (int column = 0; column < columns; column++)
        {
            for (int row = 1; row <= column + 1; row++)
                lengths[column] += Factor[row, column + 1] * Factor[row, column + 1];
            lengths[column] = Math.Sqrt(lengths[column]);
        }

        return lengths;
    }
}
