using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// What training lowers: the sum of squared standardised residuals over all rows and outputs, each times its row's weight where
/// there are any, plus ridge times the sum of the network's squared weights (biases excepted). The loss that is reported is this, divided by the number of rows.
/// </summary>
public sealed class Objective
{
    private readonly ForwardPass _forward;
    private readonly BackwardPass _backward;
    private readonly double[] _residuals;
    private readonly double[] _errors;

    /// <summary>Makes the buffers for a network.</summary>
    /// <param name="network">The network whose present weights are judged.</param>
    /// <param name="ridge">Ridge, 0 or more.</param>
    public Objective(Network network, double ridge)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(ridge);
        _forward = new ForwardPass(network, Linearisation.ChunkRows);
        _backward = new BackwardPass(_forward);
        _residuals = new double[Linearisation.ChunkRows];
        _errors = new double[Linearisation.ChunkRows * network.Outputs];
        Ridge = ridge;
    }

    /// <summary>The ridge.</summary>
    public double Ridge { get; }

    /// <summary>The objective on these rows, a sum and not a mean.</summary>
    /// <param name="rows">Any number of rows.</param>
    /// <param name="cancellationToken">Looked at every <see cref="Linearisation.ChunkRows"/> rows.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double Of(TrainingRows rows, CancellationToken cancellationToken = default) =>
        SumOfSquares(rows, cancellationToken) + Ridge * SumOfSquaredWeights(_forward.Network);

    /// <summary>The objective at the present weights with another ridge.</summary>
    /// <param name="ridge">The other ridge.</param>
    /// <param name="present">The objective with this one.</param>
    internal double With(double ridge, double present) =>
        present + (ridge - Ridge) * SumOfSquaredWeights(_forward.Network);

    /// <summary>Sum of squared standardised residuals over rows and outputs, each times its weight.</summary>
    /// <param name="rows">Any number of rows.</param>
    /// <param name="cancellationToken">Looked at every <see cref="Linearisation.ChunkRows"/> rows.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double SumOfSquares(TrainingRows rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double sum = 0;
        for (int start = 0; start < rows.Count; start += _forward.Capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(_forward.Capacity, rows.Count - start);
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

        return sum;
    }

    /// <summary>The objective and half its gradient, in one pass.</summary>
    /// <param name="rows">Any number of rows.</param>
    /// <param name="halfGradient">-J'r + ridge w, a value for every parameter of the network; overwritten.</param>
    /// <param name="cancellationToken">Looked at every <see cref="Linearisation.ChunkRows"/> rows.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal double WithGradient(TrainingRows rows, Span<double> halfGradient, CancellationToken cancellationToken)
    {
        Network network = _forward.Network;
        halfGradient.Clear();
        double sum = 0;
        for (int start = 0; start < rows.Count; start += _forward.Capacity)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = Math.Min(_forward.Capacity, rows.Count - start);
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
            _backward.AddGradient(inputs, halfGradient);
        }

        foreach (Layer layer in network.Layers)
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
            {
                Span<double> ofWeights = halfGradient.Slice(layer.NeuronOffset(neuron), layer.Inputs);
                TensorPrimitives.MultiplyAddEstimate(network.Neuron(layer, neuron)[..^1], Ridge, ofWeights, ofWeights);
            }

        return sum + Ridge * SumOfSquaredWeights(network);
    }

    /// <summary>Sum of squared weights without the biases.</summary>
    internal static double SumOfSquaredWeights(Network network)
    {
        double sum = 0;
        foreach (Layer layer in network.Layers)
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
                sum += TensorPrimitives.SumOfSquares<double>(network.Neuron(layer, neuron)[..^1]);
        return sum;
    }
}
