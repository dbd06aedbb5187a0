using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// The least-squares problem min ||J d - r|| that a network becomes when its outputs are taken as linear in a change d of
/// the parameters of some layers, streamed into a triangular factor.
/// </summary>
/// <remarks>
/// Row (i, o) of J, for row i and output o, is layer by layer and neuron by neuron S_l[i, j] [A_l[i, :] 1], where S_l is
/// the sensitivity of output o and A_l what comes into layer l. Rows are built in a block, absorbed and forgotten: memory
/// is p^2 plus one chunk of rows, whatever N is. Where rows have weights, row (i, o) of [J r] is multiplied by the root of its
/// weight.
/// </remarks>
public sealed class Linearisation
{
    /// <summary>
    /// Rows of one forward pass: long enough that a call on a column costs little beside its work, short enough that a
    /// layer of 16 neurons stays in the first-level cache.
    /// </summary>
    public const int ChunkRows = 256;

    /// <summary>Largest number of parameters for which a model keeps its factor (2.9 MB in a file).</summary>
    public const int LargestKept = 600;

    private readonly HouseholderQr<double> _qr;
    private readonly Network _network;
    private readonly int[] _layers;
    private readonly Piece?[] _pieces;

    /// <summary>Makes the memory for linearising with respect to some layers.</summary>
    /// <param name="network">The network, at whose present weights every linearisation is made.</param>
    /// <param name="layers">Indices of the layers whose parameters may change, ascending; all where null.</param>
    /// <param name="threads">
    /// Threads that share the rows, 1 or more; see <see cref="TrainingOptions.Threads"/>. Each has a triangle of its own.
    /// </param>
    /// <exception cref="NotSupportedException">Two triangles of this size do not fit this machine.</exception>
    public Linearisation(Network network, IEnumerable<int>? layers = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _network = network;
        _layers = [.. layers ?? Enumerable.Range(0, network.Layers.Count)];
        RefuseBeyondMemory(_layers.Sum(layer => (long)network.Layers[layer].ParameterCount), threads);
        Columns = _layers.Sum(layer => network.Layers[layer].ParameterCount);
        _qr = HouseholderQr<double>.On(Kernel.Selected);
        _pieces = new Piece?[threads];
    }

    /// <summary>Number of unknowns p.</summary>
    public int Columns { get; }

    /// <summary>The factor of [J r] after <see cref="Absorb"/>: p columns, 1 right-hand side.</summary>
    public TriangularFactor<double> Factor => At(0).Factor;

    /// <summary>Linearises at the present weights; r = target - output. 2 N m p^2 flops for m outputs.</summary>
    /// <param name="rows">Any number of rows.</param>
    /// <param name="cancellationToken">Looked at every <see cref="ChunkRows"/> rows.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; the factor is of no use then.</exception>
    public void Absorb(TrainingRows rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int pieces = PieceCount(rows.Count);
        RowPieces.Run(pieces, piece => At(piece).Absorb(rows, RowPieces.Of(piece, pieces, rows.Count), cancellationToken));
        for (int piece = 1; piece < pieces; piece++)
            _qr.Merge(Factor, At(piece).Factor, At(0).Workspace);
    }

    /// <summary>
    /// Pieces into which rows are split: each with four residuals a parameter at least, as merging a triangle, 2/3 p^3 flops, would
    /// cost too much of what a thread gains otherwise.
    /// </summary>
    internal int PieceCount(int rows) => Math.Min(
        RowPieces.Count(rows, _pieces.Length),
        (int)Math.Clamp((long)rows * _network.Outputs / (4L * Columns), 1, _pieces.Length));

    /// <summary>Adds the ridge to a factor: for every weight a row sqrt(ridge) d_k = -sqrt(ridge) w_k.</summary>
    /// <param name="factor">A factor of this linearisation's shape.</param>
    /// <param name="ridge">Ridge of the weights; biases have none.</param>
    /// <param name="damping">Pulls the change of every parameter, biases too, towards 0.</param>
    internal void AbsorbRidge(TriangularFactor<double> factor, double ridge, double damping)
    {
        double[] same = new double[Columns];
        same.AsSpan().Fill(damping);
        AbsorbRidge(factor, ridge, same);
    }

    /// <summary>Adds the ridge, and a damping of every parameter's own, to a factor.</summary>
    /// <param name="factor">A factor of this linearisation's shape.</param>
    /// <param name="ridge">Ridge of the weights; biases have none.</param>
    /// <param name="damping">p values of 0 or more.</param>
    /// <exception cref="ArgumentException">There are not p dampings.</exception>
    public void AbsorbRidge(TriangularFactor<double> factor, double ridge, ReadOnlySpan<double> damping)
    {
        if (damping.Length != Columns)
            throw new ArgumentException($"{Columns} parameters cannot have {damping.Length} dampings.");
        double[] diagonal = new double[Columns];
        double[] rightHandSide = new double[Columns];
        int column = 0;
        foreach (int index in _layers)
        {
            Layer layer = _network.Layers[index];
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
            {
                Span<double> weights = _network.Neuron(layer, neuron);
                for (int i = 0; i < weights.Length; i++, column++)
                {
                    double penalty = i < layer.Inputs ? ridge : 0;
                    diagonal[column] = Math.Sqrt(penalty + damping[column]);
                    rightHandSide[column] = penalty == 0 ? 0 : -penalty * weights[i] / diagonal[column];
                }
            }
        }

        _qr.AbsorbDiagonal(factor, diagonal, new ReadOnlyMatrixView<double>(rightHandSide, Columns, 1), At(0).Workspace);
    }

    /// <summary>
    /// Refuses what does not fit this machine: two triangles, of the rows and with the ridge, and one for every further thread.
    /// </summary>
    /// <exception cref="NotSupportedException">It does not.</exception>
    private static void RefuseBeyondMemory(long parameters, int threads)
    {
        double needed = (1.0 + threads) * sizeof(double) * parameters * parameters;
        double available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (needed > available || parameters >= TriangularFactor<double>.MaximumOrder)
            throw new NotSupportedException(
                $"a step needs {needed / 1e9:F1} GB for the {parameters} parameters that it changes, and there are " +
                $"{available / 1e9:F1} GB here. Use fewer hidden neurons, or method coupled with block layer for a deep network.");
    }

    /// <summary>
    /// How probable the targets are at a ridge, as a logarithm up to a constant; see <see cref="IRidgedIteration.LogEvidence"/>.
    /// </summary>
    /// <param name="factor">Memory of this linearisation's shape, overwritten.</param>
    /// <param name="rows">All rows.</param>
    /// <param name="share">Rows that were absorbed over all rows.</param>
    /// <param name="ridge">Above 0.</param>
    /// <param name="objective">The objective on all rows.</param>
    internal double LogEvidence(
        TriangularFactor<double> factor, TrainingRows rows, double share, double ridge, double objective)
    {
        Factor.CopyTo(factor);
        AbsorbRidge(factor, ridge: 0, damping: ridge * share);
        double sum = -0.5 * rows.TotalWeight * Math.Log(objective);
        for (int column = 0; column < Columns; column++)
            sum += 0.5 * Math.Log(ridge * share) - Math.Log(Math.Abs(factor[column, column]));
        return sum;
    }

    /// <summary>Solves a factor of this linearisation's shape.</summary>
    /// <param name="factor">With ridge and damping absorbed.</param>
    /// <param name="change">p values, overwritten.</param>
    /// <returns>False where it is singular.</returns>
    public bool Solve(TriangularFactor<double> factor, double[] change) =>
        _qr.Solve(factor, new MatrixView<double>(change, Columns, 1));

    /// <summary>Rank and condition of J.</summary>
    internal FactorRank Rank() => _qr.Rank(
        Factor, new int[Columns], new double[HouseholderQr<double>.PivotedWorkspaceLength(Columns, 0)]);

    /// <summary>The factor without its right-hand side, row by row from the diagonal on, p (p + 1) / 2 elements.</summary>
    internal double[] Packed()
    {
        List<double> packed = new(Columns * (Columns + 1) / 2);
        for (int row = 0; row < Columns; row++)
            packed.AddRange(Factor.Row(row)[..^1]);
        return [.. packed];
    }

    /// <summary>Mean of the squared lengths of J's columns, which the triangle has kept.</summary>
    internal double MeanSquaredColumn()
    {
        double sum = 0;
        for (int row = 0; row < Columns; row++)
            sum += TensorPrimitives.SumOfSquares<double>(Factor.Row(row)[..^1]);
        return sum / Columns;
    }

    /// <summary>||J d - r||^2, which is ||R d - Q'r||^2 and what no d can reach.</summary>
    internal double ResidualAfter(ReadOnlySpan<double> change)
    {
        double sum = Factor.ResidualSumOfSquares(0);
        for (int row = 0; row < Columns; row++)
        {
            ReadOnlySpan<double> elements = Factor.Row(row);
            double residual = TensorPrimitives.Dot(elements[..^1], change[row..]) - elements[^1];
            sum += residual * residual;
        }

        return sum;
    }

    /// <summary>Adds a change of the unknowns to the network's parameters.</summary>
    /// <param name="change">p values.</param>
    /// <exception cref="ArgumentException">There are not p values.</exception>
    public void Apply(ReadOnlySpan<double> change)
    {
        if (change.Length != Columns)
            throw new ArgumentException($"{Columns} parameters cannot change by {change.Length} values.");
        foreach (int index in _layers)
        {
            Layer layer = _network.Layers[index];
            Span<double> parameters = _network.Parameters.Slice(layer.Offset, layer.ParameterCount);
            TensorPrimitives.Add(parameters, change[..layer.ParameterCount], parameters);
            change = change[layer.ParameterCount..];
        }
    }

    private Piece At(int piece) => _pieces[piece] ??= new Piece(this);

    /// <summary>What one thread needs, and the triangle of its rows.</summary>
    private sealed class Piece
    {
        private readonly Linearisation _whole;
        private readonly ForwardPass _forward;
        private readonly BackwardPass _backward;
        private readonly double[] _factor;

        public Piece(Linearisation whole)
        {
            _whole = whole;
            _forward = new ForwardPass(whole._network, ChunkRows);
            _backward = new BackwardPass(_forward);
            _factor = new double[TriangularFactor<double>.Length(whole.Columns, 1)];
            Workspace = new double[whole._qr.WorkspaceLength(whole.Columns + 1)];
        }

        public TriangularFactor<double> Factor => new(_factor, _whole.Columns, 1);

        public double[] Workspace { get; }

        public void Absorb(TrainingRows rows, (int Start, int End) range, CancellationToken cancellationToken)
        {
            TriangularFactor<double> factor = Factor;
            int columns = _whole.Columns;
            MatrixView<double> block = _whole._qr.Block(Workspace, factor.Order);
            factor.Clear();
            for (int start = range.Start; start < range.End; start += ChunkRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(ChunkRows, range.End - start);
                ReadOnlyMatrixView<double> inputs = rows.Inputs.RowRange(start, count);
                ReadOnlyMatrixView<double> targets = rows.Targets.RowRange(start, count);
                _forward.Run(inputs);
                for (int output = 0; output < _whole._network.Outputs; output++)
                {
                    _backward.Run(output);
                    for (int row = 0; row < count; row += block.Rows)
                    {
                        int height = Math.Min(block.Rows, count - row);
                        _backward.FillJacobian(inputs, _whole._layers, row, block.RowRange(0, height));
                        TensorPrimitives.Subtract(
                            targets.Column(output).Slice(row, height), _forward.Outputs.Column(output).Slice(row, height),
                            block.Column(columns)[..height]);
                        for (int column = 0; rows.IsWeighted && column <= columns; column++)
                            rows.ApplyRootWeights(output, start + row, block.Column(column)[..height]);
                        _whole._qr.AbsorbBlock(factor, block, height);
                    }
                }
            }
        }
    }
}
