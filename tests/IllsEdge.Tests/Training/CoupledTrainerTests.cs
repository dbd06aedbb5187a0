using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class CoupledTrainerTests
{
    private const int RandomCases = 150;

    /// <summary>The library sums in another order than the definition.</summary>
    private const double LossTolerance = 1e-11;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public void The_loss_never_rises_and_is_the_one_that_is_defined()
    {
        RandomSource random = new(11);
        for (int seed = 0; seed < RandomCases; seed++)
        {
            int inputs = 1 + random.NextBelow(4), outputs = 1 + random.NextBelow(3);
            int[] hidden = [.. Enumerable.Range(0, random.NextBelow(4)).Select(_ => 1 + random.NextBelow(6))];
            string activation = Activation.All[random.NextBelow(Activation.All.Count)].Name;
            string outputActivation = Activation.All[random.NextBelow(Activation.All.Count)].Name;
            double[] ridges = [0, 1e-3, 0.3, 10];
            TrainingOptions options = new()
            {
                Ridge = ridges[random.NextBelow(4)],
                Block = random.NextBelow(2) == 0 ? StepBlock.Network : StepBlock.Layer,
                MaximumIterations = 15,
                Tolerance = 0,
            };
            TrainingRows rows = Cases.Rows(random, 1 + random.NextBelow(90), inputs, outputs);
            Network network = Cases.Network((ulong)seed, inputs, hidden, outputs, activation, outputActivation);
            double start = Cases.Loss(network, rows, options.Ridge.Value);

            TrainingReport report = new CoupledTrainer().Fit(network, rows, null, options, null, Token);

            string what = $"case {seed}: {inputs}-{string.Join('-', hidden)}-{outputs} {activation}/{outputActivation} " +
                $"N {rows.Count} ridge {options.Ridge} {options.Block}";
            Assert.Equal(start, report.Trace[0].Loss, LossTolerance * Math.Max(1, start));
            for (int step = 1; step < report.Trace.Count; step++)
                Assert.True(report.Trace[step].Loss <= report.Trace[step - 1].Loss, $"{what}: loss rises at {step}");
            Assert.Equal(Cases.Loss(network, rows, options.Ridge.Value), report.Loss, LossTolerance * Math.Max(1, report.Loss));
        }
    }

    [Fact]
    public void The_step_is_the_dense_least_squares_solution()
    {
        // min ||J d - r||^2 + ridge ||w + d||^2 + s ||d||^2 by its normal equations, J by central differences. With the
        // first damping, mu = 1, the condition is below 1e3, so the differences' error of 1e-9 shows as less than 1e-6.
        const double Tolerance = 1e-6;
        RandomSource random = new(12);
        int compared = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            int inputs = 1 + random.NextBelow(3), outputs = 1 + random.NextBelow(3);
            int[] hidden = [.. Enumerable.Range(0, random.NextBelow(4)).Select(_ => 1 + random.NextBelow(4))];
            string[] smooth = ["tanh", "sigmoid", "softsign", "atan", "elu", "identity"];
            double ridge = random.NextBelow(2) == 0 ? 0 : 0.3;
            TrainingRows rows = Cases.Rows(random, 1 + random.NextBelow(90), inputs, outputs);
            Network network = Cases.Network((ulong)seed, inputs, hidden, outputs, smooth[random.NextBelow(6)]);
            Network expected = network.Clone();
            double[,] jacobian = LinearisationTests.Jacobian(expected, rows);
            double[] step = DenseStep(expected, jacobian, ridge, MeanSquaredColumn(jacobian));
            for (int k = 0; k < step.Length; k++)
                expected.Parameters[k] += step[k];

            Objective objective = new(network, ridge);
            double present = objective.Of(rows, Token);
            LevenbergStep taken = new(network, [.. Enumerable.Range(0, network.Layers.Count)]);
            double? reached = taken.Advance(rows, objective, present, Token);
            if (Cases.Loss(expected, rows, ridge) * rows.Count >= present)
                continue;   // the first trial did not lower the objective, so the step is that of a larger damping

            compared++;
            Assert.NotNull(reached);
            for (int k = 0; k < step.Length; k++)
                Assert.Equal(expected.Parameters[k], network.Parameters[k], Tolerance);
        }

        Assert.InRange(compared, 30, 40);
    }

    [Fact]
    public void A_network_without_hidden_layers_reaches_ridge_regression()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(6), 60, 3, 1);
        Network network = Cases.Network(5, 3, [], 1);
        double[,] jacobian = LinearisationTests.Jacobian(network, rows);
        double[] step = DenseStep(network, jacobian, ridge: 2, damping: 0);
        double[] expected = [.. network.Parameters.ToArray().Zip(step, (weight, change) => weight + change)];
        new CoupledTrainer().Fit(network, rows, null, new TrainingOptions { Ridge = 2, Tolerance = 0 }, null, Token);
        for (int k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], network.Parameters[k], 1e-6);
    }

    [Fact]
    public void A_teacher_network_is_found_again()
    {
        Network teacher = Cases.Network(31, 2, [2], 1);
        RandomSource random = new(9);
        double[] inputs = [.. Enumerable.Range(0, 1000).Select(_ => random.NextUniform(-1.7, 1.7))];
        double[] targets = [.. Enumerable.Range(0, 500).Select(row => Cases.Evaluate(teacher, [inputs[row], inputs[500 + row]])[0])];
        Network student = Cases.Network(32, 2, [4], 1);
        TrainingReport report = new CoupledTrainer().Fit(
            student,
            new TrainingRows(500, inputs, targets),
            null,
            new TrainingOptions { Ridge = 1e-6, Tolerance = 1e-6, MaximumIterations = 500 },
            null,
            Token);
        Assert.InRange(report.Loss, 0, 1e-5);
    }

    [Fact]
    public void Both_blocks_are_the_same_with_one_hidden_layer()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(6), 80, 3, 1);
        double[][] weights =
        [
            .. new[] { StepBlock.Network, StepBlock.Layer }.Select(block =>
            {
                Network network = Cases.Network(5, 3, [4], 1);
                new CoupledTrainer().Fit(network, rows, null, new TrainingOptions { Block = block }, null, Token);
                return network.Parameters.ToArray();
            }),
        ];
        Assert.Equal(weights[0], weights[1]);
    }

    [Fact]
    public void The_report_holds_rank_and_the_factor_with_the_ridge()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(6), 80, 3, 1);
        Network network = Cases.Network(5, 3, [4], 1);
        TrainingReport report = new CoupledTrainer().Fit(network, rows, null, new TrainingOptions { Ridge = 0.5 }, null, Token);
        int parameters = network.Parameters.Length;
        Assert.Equal(parameters, report.Rank!.Value.Columns);
        Assert.InRange(report.Rank.Value.Value, 1, parameters);
        Assert.Equal(parameters * (parameters + 1) / 2, report.Factor!.Length);

        // The first column's length: sum of J's squares and the ridge of the first weight.
        double[,] jacobian = LinearisationTests.Jacobian(network, rows);
        double square = 0.5 + Enumerable.Range(0, 80).Sum(row => jacobian[row, 0] * jacobian[row, 0]);
        Assert.Equal(square, report.Factor[0] * report.Factor[0], 1e-6 * square);
    }

    [Fact]
    public void Networks_too_large_to_keep_a_factor_report_none()
    {
        Network network = Cases.Network(5, 3, [150], 1);
        TrainingReport report = new CoupledTrainer().Fit(
            network, Cases.Rows(new RandomSource(6), 20, 3, 1), null, new TrainingOptions { MaximumIterations = 1 }, null, Token);
        Assert.Null(report.Factor);
        Assert.Null(report.Rank);
    }

    /// <summary>s, the mean of J's squared column lengths.</summary>
    private static double MeanSquaredColumn(double[,] jacobian)
    {
        double sum = 0;
        for (int row = 0; row < jacobian.GetLength(0); row++)
            for (int column = 0; column < jacobian.GetLength(1) - 1; column++)
                sum += jacobian[row, column] * jacobian[row, column];
        return sum / (jacobian.GetLength(1) - 1);
    }

    /// <summary>Normal equations by Gauss elimination with partial pivoting.</summary>
    private static double[] DenseStep(Network network, double[,] jacobian, double ridge, double damping)
    {
        int unknowns = network.Parameters.Length;
        double[] penalties = new double[unknowns];
        foreach (Layer layer in network.Layers)
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
                penalties.AsSpan(layer.NeuronOffset(neuron), layer.Inputs).Fill(ridge);

        double[,] system = new double[unknowns, unknowns + 1];
        for (int i = 0; i < unknowns; i++)
        {
            for (int j = 0; j <= unknowns; j++)
                for (int row = 0; row < jacobian.GetLength(0); row++)
                    system[i, j] += jacobian[row, i] * jacobian[row, j];
            system[i, i] += penalties[i] + damping;
            system[i, unknowns] -= penalties[i] * network.Parameters[i];
        }

        return Gauss.Solve(system);
    }
}
