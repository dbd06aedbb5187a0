using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// What training lowers: the sum of squared standardised residuals over all rows and outputs, each times its row's weight where
/// there are any, plus ridge times the sum of the network's squared weights (biases excepted). The loss that is reported is
/// this, divided by the number of rows.
/// </summary>
public sealed class Objective
{
    private readonly Network _network;
    private readonly Piece?[] _pieces;

    /// <summary>Makes room for the buffers of a network.</summary>
    /// <param name="network">The network whose present weights are judged.</param>
    /// <param name="ridge">Ridge, 0 or more.</param>
    /// <param name="threads">Threads that share the rows, 1 or more; see <see cref="TrainingOptions.Threads"/>.</param>
    public Objective(Network network, double ridge, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfNegative(ridge);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _network = network;
        _pieces = new Piece?[threads];
        Ridge = ridge;
    }

    /// <summary>The ridge.</summary>
    public double Ridge { get; }

    /// <summary>The objective on these rows, a sum and not a mean.</summary>
    /// <param name="rows">Any number of rows.</param>
    /// <param name="cancellationToken">Looked at every <see cref="Linearisation.ChunkRows"/> rows.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double Of(TrainingRows rows, CancellationToken cancellationToken = default) =>
        SumOfSquares(rows, cancellationToken) + Ridge * SumOfSquaredWeights(_network);

    /// <summary>The objective at the present weights with another ridge.</summary>
    /// <param name="ridge">The other ridge.</param>
    /// <param name="present">The objective with this one.</param>
    internal double With(double ridge, double present) =>
        present + (ridge - Ridge) * SumOfSquaredWeights(_network);

    /// <summary>Sum of squared standardised residuals over rows and outputs, each times its weight.</summary>
    /// <param name="rows">Any number of rows.</param>
    /// <param name="cancellationToken">Looked at every <see cref="Linearisation.ChunkRows"/> rows.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double SumOfSquares(TrainingRows rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int pieces = RowPieces.Count(rows.Count, _pieces.Length);
        RowPieces.Run(pieces, piece => At(piece).AddSquares(rows, RowPieces.Of(piece, pieces, rows.Count), cancellationToken));
        return Sum(pieces);
    }

    /// <summary>The objective and half its gradient, in one pass.</summary>
    /// <param name="rows">Any number of rows.</param>
    /// <param name="halfGradient">-J'r + ridge w, a value for every parameter of the network; overwritten.</param>
    /// <param name="cancellationToken">Looked at every <see cref="Linearisation.ChunkRows"/> rows.</param>
    /// <exception cref="ArgumentException">The gradient has another length than the parameters.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double WithGradient(TrainingRows rows, Span<double> halfGradient, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (halfGradient.Length != _network.Parameters.Length)
            throw new ArgumentException(
                $"A gradient of {_network.Parameters.Length} parameters has no room in {halfGradient.Length} values.");
        int pieces = RowPieces.Count(rows.Count, _pieces.Length);
        RowPieces.Run(pieces, piece => At(piece).AddGradients(rows, RowPieces.Of(piece, pieces, rows.Count), cancellationToken));
        At(0).Gradient.CopyTo(halfGradient);
        for (int piece = 1; piece < pieces; piece++)
            TensorPrimitives.Add(halfGradient, At(piece).Gradient, halfGradient);

        AddRidge(_network, Ridge, halfGradient);
        return Sum(pieces) + Ridge * SumOfSquaredWeights(_network);
    }

    /// <summary>Adds half the gradient of ridge times the sum of squared weights; biases get none. Allocates nothing.</summary>
    /// <param name="network">The network.</param>
    /// <param name="ridge">0 or more.</param>
    /// <param name="halfGradient">A value for every parameter of the network.</param>
    public static void AddRidge(Network network, double ridge, Span<double> halfGradient)
    {
        ArgumentNullException.ThrowIfNull(network);
        for (int index = 0; index < network.Layers.Count; index++)
        {
            Layer layer = network.Layers[index];
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
            {
                Span<double> ofWeights = halfGradient.Slice(layer.NeuronOffset(neuron), layer.Inputs);
                TensorPrimitives.MultiplyAddEstimate(network.Neuron(layer, neuron)[..^1], ridge, ofWeights, ofWeights);
            }
        }
    }

    /// <summary>Sum of squared weights without the biases.</summary>
    /// <param name="network">The network.</param>
    public static double SumOfSquaredWeights(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        double sum = 0;
        foreach (Layer layer in network.Layers)
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
                sum += TensorPrimitives.SumOfSquares<double>(network.Neuron(layer, neuron)[..^1]);
        return sum;
    }

    private Piece At(int piece) => _pieces[piece] ??= new Piece(_network);

    private double Sum(int pieces)
    {
        double sum = 0;
        for (int piece = 0; piece < pieces; piece++)
            sum += At(piece).Sum;
        return sum;
    }

    /// <summary>What one thread needs, and what it found.</summary>
    private sealed class Piece
    {
        private readonly ForwardPass _forward;
        private readonly BackwardPass _backward;
        private readonly double[] _residuals;
        private readonly double[] _errors;

        public Piece(Network network)
        {
            _forward = new ForwardPass(network, Linearisation.ChunkRows);
            _backward = new BackwardPass(_forward);
            _residuals = new double[Linearisation.ChunkRows];
            _errors = new double[Linearisation.ChunkRows * network.Outputs];
            Gradient = new double[network.Parameters.Length];
        }

        public double Sum { get; private set; }

        public double[] Gradient { get; }

        public void AddSquares(TrainingRows rows, (int Start, int End) range, CancellationToken cancellationToken)
        {
            double sum = 0;
            for (int start = range.Start; start < range.End; start += _forward.Capacity)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(_forward.Capacity, range.End - start);
                _forward.Run(rows.Inputs.RowRange(start, count));
                ReadOnlyMatrixView<double> targets = rows.Targets.RowRange(start, count);
                Span<double> residuals = _residuals.AsSpan(0, count);
                for (int output = 0; output < targets.Columns; output++)
                {
                    TensorPrimitives.Subtract(targets.Column(output), _forward.Outputs.Column(output), residuals);
                    rows.ApplyRootWeights(output, start, residuals);
                    sum += TensorPrimitives.SumOfSquares<double>(residuals);
                }
            }

            Sum = sum;
        }

        public void AddGradients(TrainingRows rows, (int Start, int End) range, CancellationToken cancellationToken)
        {
            Gradient.AsSpan().Clear();
            double sum = 0;
            for (int start = range.Start; start < range.End; start += _forward.Capacity)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(_forward.Capacity, range.End - start);
                ReadOnlyMatrixView<double> inputs = rows.Inputs.RowRange(start, count);
                _forward.Run(inputs);
                ReadOnlyMatrixView<double> targets = rows.Targets.RowRange(start, count);
                MatrixView<double> errors = new(_errors, count, targets.Columns);
                for (int output = 0; output < targets.Columns; output++)
                {
                    TensorPrimitives.Subtract(_forward.Outputs.Column(output), targets.Column(output), errors.Column(output));
                    rows.ApplyRootWeights(output, start, errors.Column(output));
                    sum += TensorPrimitives.SumOfSquares<double>(errors.Column(output));
                    rows.ApplyRootWeights(output, start, errors.Column(output));
                }

                _backward.Run(errors);
                _backward.AddGradient(inputs, Gradient);
            }

            Sum = sum;
        }
    }
}
