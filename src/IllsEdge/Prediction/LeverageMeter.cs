using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Prediction;

/// <summary>
/// How far rows are from those that a network was fitted to: leverages h = ||R^-T j||^2, j the derivatives of an output by
/// the parameters and R the factor of the training rows' derivatives and the ridge. Buffers are made once.
/// </summary>
internal sealed class LeverageMeter
{
    private const int BlockRows = 32;

    /// <summary>
    /// Diagonal that is added to R, relative to its largest element: a direction that no row and no ridge tells of, as of a
    /// ReLU neuron that is always off, gives a huge leverage and not a division by zero. The square root of the precision of
    /// a double, so no other direction notices.
    /// </summary>
    private const double Floor = 1e-8;

    private readonly HouseholderQr<double> _qr = HouseholderQr<double>.On(Kernel.Selected);
    private readonly BackwardPass _backward;
    private readonly int[] _layers;
    private readonly int _parameters;
    private readonly double[] _factor;
    private readonly double[] _rows;
    private readonly double[] _workspace;

    /// <summary>Makes the buffers, p^2 numbers and a block of rows; 2/3 p^3 flops.</summary>
    /// <param name="forward">The forward pass whose last run is measured.</param>
    /// <param name="packed">R, row by row from the diagonal on.</param>
    public LeverageMeter(ForwardPass forward, ReadOnlySpan<double> packed)
    {
        _backward = new BackwardPass(forward);
        _layers = [.. Enumerable.Range(0, forward.Network.Layers.Count)];
        _parameters = forward.Network.Parameters.Length;
        _factor = new double[TriangularFactor<double>.Length(_parameters, 0)];
        _rows = new double[Math.Min(BlockRows, forward.Capacity) * _parameters];
        _workspace = new double[_qr.WorkspaceLength(_parameters)];
        TriangularFactor<double> factor = new(_factor, _parameters, 0);
        double largest = Math.Abs(TensorPrimitives.MaxMagnitude(packed));
        for (int row = 0; row < _parameters; row++)
        {
            packed[..(_parameters - row)].CopyTo(factor.Row(row));
            packed = packed[(_parameters - row)..];
        }

        double[] diagonal = new double[_parameters];
        diagonal.AsSpan().Fill(Floor * largest);
        _qr.AbsorbDiagonal(factor, diagonal, new ReadOnlyMatrixView<double>([], _parameters, 0), _workspace);
    }

    /// <summary>Leverages of the rows of the last forward run. p^2 flops a row; allocates nothing.</summary>
    /// <param name="inputs">The inputs of that run, standardised.</param>
    /// <param name="output">The output, from 0.</param>
    /// <param name="leverages">One a row, overwritten; NaN where R is of no use.</param>
    public void Measure(ReadOnlyMatrixView<double> inputs, int output, Span<double> leverages)
    {
        _backward.Run(output);
        for (int first = 0; first < inputs.Rows; first += BlockRows)
        {
            MatrixView<double> rows = new(_rows, Math.Min(BlockRows, inputs.Rows - first), _parameters);
            _backward.FillJacobian(inputs, _layers, first, rows);
            Span<double> part = leverages.Slice(first, rows.Rows);
            if (!_qr.Leverages(new TriangularFactor<double>(_factor, _parameters, 0), rows, part, _workspace))
                part.Fill(double.NaN);
        }
    }

    /// <summary>
    /// Takes the row of the last forward run into R, a row of leverage h above 1 as 1 / h of one: its leverage becomes
    /// h / (1 + h), and that of one above 1 is halved. Does nothing where R is of no use. Some 3 p^2 flops; allocates nothing.
    /// </summary>
    /// <param name="input">The input of that run, standardised; one row.</param>
    /// <param name="output">The output, from 0.</param>
    public void Absorb(ReadOnlyMatrixView<double> input, int output)
    {
        Span<double> leverage = stackalloc double[1];
        Measure(input, output, leverage);
        if (!double.IsFinite(leverage[0]))
            return;
        // The derivatives are where they were measured.
        double root = Math.Sqrt(Math.Max(1, leverage[0]));
        MatrixView<double> block = _qr.Block(_workspace, _parameters);
        for (int parameter = 0; parameter < _parameters; parameter++)
            block[0, parameter] = _rows[parameter] / root;
        _qr.AbsorbBlock(new TriangularFactor<double>(_factor, _parameters, 0), block, rows: 1);
    }
}
