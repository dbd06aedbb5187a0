using System.Numerics.Tensors;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks.Paper;

/// <summary>How <see cref="Adam"/> trains.</summary>
internal sealed record AdamOptions
{
    /// <summary>Length of a step, about that of every parameter's change. The value of Kingma and Ba.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>Rows of a step. Small ones make many steps of an epoch; below 32 vector units idle.</summary>
    public int BatchRows { get; init; } = 32;

    /// <summary>Passes over the rows.</summary>
    public int Epochs { get; init; } = 500;
}

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1): gradient descent with the mean and the uncentred variance of the gradients,
/// on mini-batches drawn without replacement.
/// </summary>
/// <remarks>
/// g = grad of the mean squared residual of a batch; m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; and with step t
/// w -= rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + e); b1 = 0.9, b2 = 0.999, e = 1e-8, as published.
/// </remarks>
internal sealed class Adam
{
    private const double MeanDecay = 0.9, SquareDecay = 0.999, Epsilon = 1e-8;

    private readonly Network _network;
    private readonly AdamOptions _options;
    private readonly ForwardPass _forward;
    private readonly BackwardPass _backward;
    private readonly double[] _residuals, _products, _gradient, _means, _squares;
    private int _steps;

    /// <summary>Makes the buffers; steps allocate nothing.</summary>
    /// <param name="network">Trained from its present weights on.</param>
    /// <param name="options">Learning rate, batches and epochs.</param>
    public Adam(Network network, AdamOptions options)
    {
        (_network, _options) = (network, options);
        _forward = new(network, options.BatchRows);
        _backward = new(_forward);
        _residuals = new double[options.BatchRows];
        _products = new double[options.BatchRows];
        int parameters = network.Parameters.Length;
        (_gradient, _means, _squares) = (new double[parameters], new double[parameters], new double[parameters]);
    }

    /// <summary>Trains for all epochs.</summary>
    /// <param name="rows">Standardised rows.</param>
    /// <param name="seed">Of the order of the rows.</param>
    public void Fit(TrainingRows rows, ulong seed)
    {
        RandomSource random = new(seed);
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        double[] inputs = new double[_options.BatchRows * rows.Inputs.Columns];
        double[] targets = new double[_options.BatchRows * rows.Targets.Columns];
        for (int epoch = 0; epoch < _options.Epochs; epoch++)
        {
            Shuffle(order, random);
            for (int first = 0; first < rows.Count; first += _options.BatchRows)
            {
                ReadOnlySpan<int> batch = order.AsSpan(first, Math.Min(_options.BatchRows, rows.Count - first));
                Step(Pick(rows.Inputs, batch, inputs), Pick(rows.Targets, batch, targets));
            }
        }
    }

    /// <summary>The gradient of the mean squared residual of at most <see cref="AdamOptions.BatchRows"/> rows.</summary>
    public ReadOnlySpan<double> Gradient(ReadOnlyMatrixView<double> inputs, ReadOnlyMatrixView<double> targets)
    {
        _forward.Run(inputs);
        _gradient.AsSpan().Clear();
        Span<double> residuals = _residuals.AsSpan(0, inputs.Rows), products = _products.AsSpan(0, inputs.Rows);
        for (int output = 0; output < targets.Columns; output++)
        {
            TensorPrimitives.Subtract(_forward.Outputs.Column(output), targets.Column(output), residuals);
            TensorPrimitives.Multiply(residuals, 2.0 / inputs.Rows, residuals);
            _backward.Run(output);
            for (int index = 0; index < _network.Layers.Count; index++)
            {
                Layer layer = _network.Layers[index];
                ReadOnlyMatrixView<double> below = index == 0 ? inputs : _forward.Values(index - 1);
                for (int neuron = 0; neuron < layer.Outputs; neuron++)
                {
                    TensorPrimitives.Multiply(residuals, _backward.Sensitivities(index).Column(neuron), products);
                    Span<double> gradient = _gradient.AsSpan(layer.NeuronOffset(neuron), layer.NeuronLength);
                    for (int input = 0; input < layer.Inputs; input++)
                        gradient[input] += TensorPrimitives.Dot<double>(products, below.Column(input));
                    gradient[^1] += TensorPrimitives.Sum<double>(products);
                }
            }
        }

        return _gradient;
    }

    private void Step(ReadOnlyMatrixView<double> inputs, ReadOnlyMatrixView<double> targets)
    {
        ReadOnlySpan<double> gradient = Gradient(inputs, targets);
        _steps++;
        double rate = _options.LearningRate / (1 - Math.Pow(MeanDecay, _steps));
        double correction = 1 / (1 - Math.Pow(SquareDecay, _steps));
        Span<double> weights = _network.Parameters;
        for (int i = 0; i < gradient.Length; i++)
        {
            _means[i] += (1 - MeanDecay) * (gradient[i] - _means[i]);
            _squares[i] += (1 - SquareDecay) * (gradient[i] * gradient[i] - _squares[i]);
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

    /// <summary>A random order (Fisher and Yates).</summary>
    private static void Shuffle(int[] order, RandomSource random)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = random.NextBelow(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}
