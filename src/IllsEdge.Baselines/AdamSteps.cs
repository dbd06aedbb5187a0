using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Baselines;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1): gradient descent with the mean and the uncentred variance of the gradients, on
/// mini-batches drawn without replacement.
/// </summary>
/// <remarks>
/// g = gradient of the mean squared residual of a batch and the ridge's share; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; and
/// with step t w -= rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + e); b1 = 0.9, b2 = 0.999, e = 1e-8, as published.
/// </remarks>
internal sealed class AdamSteps
{
    private const double MeanDecay = 0.9, SquareDecay = 0.999, Epsilon = 1e-8;

    private readonly Network _network;
    private readonly int _batchRows;
    private readonly ForwardPass _forward;
    private readonly BackwardPass _backward;
    private readonly double[] _inputs, _targets, _errors, _gradient, _means, _squares;
    private int _steps;

    /// <summary>Makes the buffers; steps allocate nothing.</summary>
    /// <param name="network">Trained from its present weights on.</param>
    /// <param name="batchRows">Rows of a step at most.</param>
    public AdamSteps(Network network, int batchRows)
    {
        (_network, _batchRows) = (network, batchRows);
        _forward = new(network, batchRows);
        _backward = new(_forward);
        _inputs = new double[batchRows * network.Inputs];
        _targets = new double[batchRows * network.Outputs];
        _errors = new double[batchRows * network.Outputs];
        int parameters = network.Parameters.Length;
        (_gradient, _means, _squares) = (new double[parameters], new double[parameters], new double[parameters]);
    }

    /// <summary>Goes through all rows once.</summary>
    /// <param name="rows">Standardised rows.</param>
    /// <param name="order">Every row's place once.</param>
    /// <param name="ridge">Ridge against the sum over all rows.</param>
    /// <param name="rate">Learning rate.</param>
    /// <returns>Sum of the squared residuals, each before the step that its batch made.</returns>
    public double Epoch(TrainingRows rows, ReadOnlySpan<int> order, double ridge, double rate)
    {
        double sum = 0;
        for (int first = 0; first < order.Length; first += _batchRows)
        {
            ReadOnlySpan<int> batch = order.Slice(first, Math.Min(_batchRows, order.Length - first));
            sum += FindGradient(Pick(rows.Inputs, batch, _inputs), Pick(rows.Targets, batch, _targets), ridge / rows.Count);
            Step(rate);
        }

        return sum;
    }

    /// <summary>The gradient of the mean squared residual of a batch and of the ridge.</summary>
    /// <param name="inputs">At most as many rows as a batch has.</param>
    /// <param name="targets">Of the same rows.</param>
    /// <param name="ridge">Ridge against a mean.</param>
    public ReadOnlySpan<double> Gradient(ReadOnlyMatrixView<double> inputs, ReadOnlyMatrixView<double> targets, double ridge)
    {
        FindGradient(inputs, targets, ridge);
        return _gradient;
    }

    private double FindGradient(ReadOnlyMatrixView<double> inputs, ReadOnlyMatrixView<double> targets, double ridge)
    {
        _forward.Run(inputs);
        Span<double> all = _errors.AsSpan(0, inputs.Rows * targets.Columns);
        MatrixView<double> errors = new(all, inputs.Rows, targets.Columns);
        for (int output = 0; output < targets.Columns; output++)
            TensorPrimitives.Subtract(_forward.Outputs.Column(output), targets.Column(output), errors.Column(output));
        double sum = TensorPrimitives.SumOfSquares<double>(all);
        TensorPrimitives.Multiply(all, 2.0 / inputs.Rows, all);
        _gradient.AsSpan().Clear();
        _backward.Run(errors);
        _backward.AddGradient(inputs, _gradient);
        if (ridge > 0)
            Objective.AddRidge(_network, 2 * ridge, _gradient);
        return sum;
    }

    private void Step(double learningRate)
    {
        _steps++;
        double rate = learningRate / (1 - Math.Pow(MeanDecay, _steps));
        double correction = 1 / (1 - Math.Pow(SquareDecay, _steps));
        Span<double> weights = _network.Parameters;
        for (int i = 0; i < weights.Length; i++)
        {
            _means[i] += (1 - MeanDecay) * (_gradient[i] - _means[i]);
            _squares[i] += (1 - SquareDecay) * (_gradient[i] * _gradient[i] - _squares[i]);
            weights[i] -= rate * _means[i] / (Math.Sqrt(_squares[i] * correction) + Epsilon);
        }
    }

    /// <summary>Copies some rows, column by column.</summary>
    private static ReadOnlyMatrixView<double> Pick(ReadOnlyMatrixView<double> all, ReadOnlySpan<int> rows, double[] picked)
    {
        for (int column = 0; column < all.Columns; column++)
        {
            ReadOnlySpan<double> values = all.Column(column);
            for (int row = 0; row < rows.Length; row++)
                picked[column * rows.Length + row] = values[rows[row]];
        }

        return new(picked, rows.Length, all.Columns);
    }
}
