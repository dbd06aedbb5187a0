using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>The curvature from a sample against the curvature from all rows, kept as a whole.</summary>
public class SampledMetricTests
{
    /// <summary>Residuals a parameter up to which all rows are the sample.</summary>
    private const int Enough = 4;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(0, 20).Select(seed => (ulong)seed)];

    [Theory, MemberData(nameof(Seeds))]
    public void Few_rows_give_the_dense_solution_with_ridge_and_damping(ulong seed)
    {
        RandomSource random = new(seed);
        int inputs = 1 + random.NextBelow(3), outputs = 1 + random.NextBelow(3);
        int[] hidden = [.. Enumerable.Range(0, random.NextBelow(3)).Select(_ => 1 + random.NextBelow(4))];
        Network network = Cases.Network(seed, inputs, hidden, outputs, new[] { "tanh", "elu", "sigmoid" }[random.NextBelow(3)]);
        int parameters = network.Parameters.Length;
        TrainingRows rows = Cases.Rows(random, 1 + random.NextBelow(Enough * parameters / outputs), inputs, outputs);
        double[,] gram = Dense.Gram(Derivatives.Jacobian(network, rows));
        double[] vector = [.. Enumerable.Range(0, parameters).Select(_ => random.NextUniform(-3, 3))];

        SampledMetric metric = new(network);
        metric.Linearise(rows, Token);
        foreach ((double ridge, double damping) in new[] { (0, 1), (0.3, 0.5), (10, 0.1), (0.3, 0.5) })
        {
            Assert.True(metric.Regularise(ridge, damping));
            double[] penalties = Dense.Penalties(network, ridge);
            double[,] system = new double[parameters, parameters + 1];
            for (int i = 0; i < parameters; i++)
            {
                for (int j = 0; j < parameters; j++)
                    system[i, j] = gram[i, j];
                system[i, i] += penalties[i] + damping * Dense.MeanSquaredColumn(gram);
                system[i, parameters] = vector[i];
            }

            double[] expected = Gauss.Solve(system), actual = [.. vector];
            metric.Solve(actual);

            // The eigenvalues lie between a tenth of s and p s + 10, p up to 50: the condition is below 1e4.
            double size = expected.Max(Math.Abs);
            for (int k = 0; k < parameters; k++)
                Assert.Equal(expected[k], actual[k], 1e-11 * size);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_curvature_of_a_sample_is_that_of_all_rows_within_five_standard_errors(int outputs)
    {
        const int Count = 4000;
        const double Ridge = 300;
        Network network = Cases.Network(3, 2, [3], outputs);
        int parameters = network.Parameters.Length;
        TrainingRows rows = Cases.Rows(new RandomSource(4), Count, 2, outputs);
        double[,] jacobian = Derivatives.Jacobian(network, rows);
        double[] penalties = Dense.Penalties(network, Ridge);
        double[,] sampled = Curvature(Metric(network, rows, Ridge, damping: 0), parameters);
        int drawn = Enough * parameters / outputs;
        for (int i = 0; i < parameters; i++)
            for (int j = 0; j < parameters; j++)
            {
                // What every row adds to an element: the sum of n draws times N / n has the error N sd / root n.
                double[] terms =
                [
                    .. Enumerable.Range(0, Count).Select(row => Enumerable.Range(row * outputs, outputs)
                        .Sum(residual => jacobian[residual, i] * jacobian[residual, j])),
                ];
                double mean = terms.Average(), variance = terms.Average(term => (term - mean) * (term - mean));
                double error = Count * Math.Sqrt(variance / drawn);
                double expected = Count * mean + (i == j ? penalties[i] : 0);
                Assert.Equal(expected, sampled[i, j], 5 * error + 1e-9 * Count);
            }
    }

    [Fact]
    public void Ridge_and_damping_are_those_of_all_rows_however_few_are_drawn()
    {
        const int Count = 4000;
        Network network = Cases.Network(3, 2, [3], 1);
        int parameters = network.Parameters.Length;
        TrainingRows rows = Cases.Rows(new RandomSource(4), Count, 2, 1);
        double[,] plain = Curvature(Metric(network, rows, ridge: 300, damping: 0), parameters);
        double[,] ridged = Curvature(Metric(network, rows, ridge: 800, damping: 0), parameters);
        double[,] damped = Curvature(Metric(network, rows, ridge: 300, damping: 2), parameters);
        double[] penalties = Dense.Penalties(network, 1);
        double scale = Enumerable.Range(0, parameters).Average(k => plain[k, k] - 300 * penalties[k]);
        for (int i = 0; i < parameters; i++)
            for (int j = 0; j < parameters; j++)
            {
                Assert.Equal(i == j ? 500 * penalties[i] : 0, ridged[i, j] - plain[i, j], 1e-9 * Count);
                Assert.Equal(i == j ? 2 * scale : 0, damped[i, j] - plain[i, j], 1e-9 * Count);
            }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(4000)]
    public void The_evidence_is_its_definition_with_the_curvature_of_the_sample(int count)
    {
        const double Objective = 7;
        Network network = Cases.Network(3, 2, [3], 1);
        int parameters = network.Parameters.Length;
        TrainingRows rows = Cases.Rows(new RandomSource(4), count, 2, 1);
        SampledMetric metric = Metric(network, rows, ridge: 300, damping: 0);
        double[,] curvature = Curvature(metric, parameters);
        double[] penalties = Dense.Penalties(network, 300), vector = Unit(parameters, 2), again = Unit(parameters, 2);
        metric.Solve(vector);
        foreach (double ridge in new[] { 0.3, 20 })
        {
            double[,] full = new double[parameters, parameters];
            for (int i = 0; i < parameters; i++)
                for (int j = 0; j < parameters; j++)
                    full[i, j] = curvature[i, j] + (i == j ? ridge - penalties[i] : 0);
            double expected =
                0.5 * (parameters * Math.Log(ridge) - LogDeterminant(full) - count * Math.Log(Objective));
            Assert.Equal(expected, metric.LogEvidence(rows, ridge, Objective), 1e-8 * Math.Abs(expected));
        }

        // What the evidence has overwritten comes back with the next ridge.
        Assert.True(metric.Regularise(300, 0));
        metric.Solve(again);
        Assert.Equal(vector, again);
    }

    [Fact]
    public void The_same_rows_give_the_same_sample()
    {
        Network network = Cases.Network(3, 2, [3], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(4), 4000, 2, 1);
        double[] vector = Unit(network.Parameters.Length, 1), again = Unit(network.Parameters.Length, 1);
        Metric(network, rows, 0.3, 1).Solve(vector);
        Metric(network, rows, 0.3, 1).Solve(again);
        Assert.Equal(vector, again);
    }

    [Fact]
    public void Other_rows_are_sampled_anew_and_other_weights_linearised_anew()
    {
        Network network = Cases.Network(3, 2, [3], 1);
        TrainingRows first = Cases.Rows(new RandomSource(4), 4000, 2, 1), second = Cases.Rows(new RandomSource(5), 500, 2, 1);
        SampledMetric metric = Metric(network, first, 0.3, 1);
        foreach (TrainingRows rows in new[] { second, first, first })
        {
            network.Parameters[0] += 0.5;
            metric.Linearise(rows, Token);
            Assert.True(metric.Regularise(0.3, 1));
            double[] used = Unit(network.Parameters.Length, 1), fresh = Unit(network.Parameters.Length, 1);
            metric.Solve(used);
            Metric(network, rows, 0.3, 1).Solve(fresh);
            Assert.Equal(fresh, used);
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e200)]
    public void A_curvature_that_is_not_finite_is_refused_and_a_later_finite_one_is_not(double weight)
    {
        // Linear neurons: the derivatives by the first layer's weights hold the second layer's weight.
        Network network = Cases.Network(3, 2, [3], 1, "identity");
        TrainingRows rows = Cases.Rows(new RandomSource(4), 30, 2, 1);
        int last = network.Layers[1].Offset;
        double before = network.Parameters[last];
        network.Parameters[last] = weight;
        SampledMetric metric = new(network);
        metric.Linearise(rows, Token);
        Assert.False(metric.Regularise(0.3, 1));

        network.Parameters[last] = before;
        metric.Linearise(rows, Token);
        Assert.True(metric.Regularise(0.3, 1));
        Assert.False(metric.Regularise(0.3, double.NaN));
        Assert.False(metric.Regularise(0.3, double.PositiveInfinity));
        Assert.True(metric.Regularise(0.3, 1));
    }

    [Fact]
    public void A_curvature_that_is_zero_somewhere_is_refused_unless_it_is_damped()
    {
        // An input that is always 0 says nothing of its weight.
        Network network = new(2, [], 1, Activation.Linear);
        SampledMetric metric = new(network);
        metric.Linearise(new TrainingRows(3, [1, 2, 3, 0, 0, 0], [1, 1, 2]), Token);
        Assert.False(metric.Regularise(0, 0));
        Assert.True(metric.Regularise(0.1, 0));
        Assert.True(metric.Regularise(0, 0.1));
    }

    [Fact]
    public void Cancellation_ends_the_pass_over_the_sample() =>
        Assert.Throws<OperationCanceledException>(() => new SampledMetric(Cases.Network(3, 2, [3], 1)).Linearise(
            Cases.Rows(new RandomSource(4), 30, 2, 1), new CancellationToken(true)));

    private static SampledMetric Metric(Network network, TrainingRows rows, double ridge, double damping)
    {
        SampledMetric metric = new(network);
        metric.Linearise(rows, Token);
        Assert.True(metric.Regularise(ridge, damping));
        return metric;
    }

    /// <summary>R'R, from the solutions for unit vectors, which are the columns of its inverse.</summary>
    private static double[,] Curvature(SampledMetric metric, int parameters)
    {
        double[,] curvature = new double[parameters, parameters];
        double[][] inverse =
        [
            .. Enumerable.Range(0, parameters).Select(k =>
            {
                double[] vector = Unit(parameters, k);
                metric.Solve(vector);
                return vector;
            }),
        ];
        for (int column = 0; column < parameters; column++)
        {
            double[,] system = new double[parameters, parameters + 1];
            for (int i = 0; i < parameters; i++)
                for (int j = 0; j < parameters; j++)
                    system[i, j] = inverse[j][i];
            system[column, parameters] = 1;
            double[] solution = Gauss.Solve(system);
            for (int row = 0; row < parameters; row++)
                curvature[row, column] = solution[row];
        }

        return curvature;
    }

    /// <summary>Of a positive definite matrix, by elimination.</summary>
    private static double LogDeterminant(double[,] matrix)
    {
        double sum = 0;
        for (int k = 0; k < matrix.GetLength(0); k++)
        {
            sum += Math.Log(matrix[k, k]);
            for (int row = k + 1; row < matrix.GetLength(0); row++)
            {
                double factor = matrix[row, k] / matrix[k, k];
                for (int column = k; column < matrix.GetLength(0); column++)
                    matrix[row, column] -= factor * matrix[k, column];
            }
        }

        return sum;
    }

    private static double[] Unit(int count, int index)
    {
        double[] unit = new double[count];
        unit[index] = 1;
        return unit;
    }
}
