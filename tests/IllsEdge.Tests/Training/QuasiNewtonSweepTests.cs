using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>An iteration of the accelerated method: a triangle and the steps that it serves.</summary>
public class QuasiNewtonSweepTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public void It_lowers_the_objective_or_leaves_the_weights_as_they_were()
    {
        RandomSource random = new(11);
        int lowered = 0;
        for (int seed = 0; seed < 80; seed++)
        {
            int inputs = 1 + random.NextBelow(4), outputs = 1 + random.NextBelow(3);
            int[] hidden = [.. Enumerable.Range(0, random.NextBelow(4)).Select(_ => 1 + random.NextBelow(6))];
            string activation = Activation.All[random.NextBelow(Activation.All.Count)].Name;
            string outputActivation = Activation.All[random.NextBelow(Activation.All.Count)].Name;
            double ridge = new[] { 0, 1e-3, 0.3, 10 }[random.NextBelow(4)];
            TrainingRows rows = Cases.Rows(random, 1 + random.NextBelow(400), inputs, outputs);
            Network network = Cases.Network((ulong)seed, inputs, hidden, outputs, activation, outputActivation);
            Objective objective = new(network, ridge);
            QuasiNewtonSweep sweep = new(network);
            double present = objective.Of(rows, Token);
            for (int iteration = 0; iteration < 4; iteration++)
            {
                double[] before = network.Parameters.ToArray();
                string what = $"case {seed}: {inputs}-{string.Join('-', hidden)}-{outputs} {activation}/{outputActivation} " +
                    $"N {rows.Count} ridge {ridge} iteration {iteration}";
                if (sweep.Advance(rows, objective, present, Token) is not { } reached)
                {
                    Assert.Equal(before, network.Parameters.ToArray());
                    break;
                }

                lowered++;
                Assert.True(reached < present, $"{what}: {present} to {reached}");
                Assert.Equal(objective.Of(rows, Token), reached);
                present = reached;
            }
        }

        Assert.InRange(lowered, 200, 320);
    }

    [Fact]
    public void No_step_is_taken_at_the_optimum_and_the_weights_stay()
    {
        // The residuals of y = 2 x + 1 by a network that says just that are 0.
        Network network = new(1, [], 1, Activation.Linear);
        network.Parameters[0] = 2;
        network.Parameters[1] = 1;
        TrainingRows rows = new(3, [1, 2, 3], [3, 5, 7]);
        Assert.Null(new QuasiNewtonSweep(network).Advance(rows, new Objective(network, 0), 0, Token));
        Assert.Equal([2, 1], network.Parameters.ToArray());
    }

    [Fact]
    public void A_minimum_that_was_reached_leaves_the_damping_to_the_rows_or_the_ridge_that_come_next()
    {
        Network network = Cases.Network(3, 2, [], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(1), 30, 2, 1);
        Objective objective = new(network, 0.1);
        QuasiNewtonSweep sweep = new(network);
        double present = objective.Of(rows, Token);
        for (int k = 0; k < 20; k++)
        {
            double[] weights = network.Parameters.ToArray();
            double damping = sweep.Damping;
            if (sweep.Advance(rows, objective, present, Token) is { } reached)
            {
                present = reached;
                continue;
            }

            Assert.Equal(weights, network.Parameters.ToArray());
            Assert.Equal(damping, sweep.Damping);
            return;
        }

        Assert.Fail("the objective fell twenty times");
    }

    [Theory]
    [InlineData(3, 1, 0.0, 5)]
    [InlineData(3, 2, 4.0, 30)]
    [InlineData(5, 1, 0.3, 3000)]
    public void Linear_least_squares_are_solved_in_one_sweep(int inputs, int outputs, double ridge, int count)
    {
        Network network = Cases.Network(5, inputs, [], outputs);
        TrainingRows rows = Cases.Rows(new RandomSource(6), count, inputs, outputs);
        double[] start = network.Parameters.ToArray();
        double[] step = Dense.Step(
            Dense.Gram(Derivatives.Jacobian(network, rows)), Dense.Penalties(network, ridge), start, damping: 0);
        Objective objective = new(network, ridge);
        Assert.NotNull(new QuasiNewtonSweep(network).Advance(rows, objective, objective.Of(rows, Token), Token));

        // The objective is known to 1e-16 of itself, and so are the weights to the root of that.
        for (int k = 0; k < start.Length; k++)
            Assert.Equal(start[k] + step[k], network.Parameters[k], 1e-6);
    }

    [Fact]
    public void Damping_follows_the_gain_of_the_first_step()
    {
        // Where the first step is the dense one, the damping changes by Nielsen's factor of gain over predicted gain.
        RandomSource random = new(12);
        int less = 0, more = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            int inputs = 1 + random.NextBelow(3);
            int[] hidden = [1 + random.NextBelow(3), 1 + random.NextBelow(3)];
            double ridge = random.NextBelow(2) == 0 ? 1e-3 : 0.3;
            Network network = Cases.Network((ulong)seed, inputs, hidden, 1);
            TrainingRows rows = Cases.Rows(random, 2 * network.Parameters.Length, inputs, 1);
            QuasiNewtonSweep sweep = new(network);
            Assert.Equal(1, sweep.Damping);
            for (int iteration = 0; iteration < 8; iteration++)
            {
                Initialisation.Randomise(network, random.Next());   // far from a minimum, so that not every gain is as predicted
                double before = sweep.Damping, present = Cases.Loss(network, rows, ridge) * rows.Count;
                (double gain, double predicted) = DenseGain(network, rows, ridge, before, present);
                if (sweep.Advance(rows, new Objective(network, ridge), present, Token) is null)
                    break;
                if (gain < 0.01 * predicted || predicted < 1e-6 * present)
                    continue;   // a shorter step, or one with more damping; or the gain is lost in rounding
                double factor = Math.Clamp(1 - Math.Pow(2 * gain / predicted - 1, 3), 1.0 / 3, 2);
                Assert.Equal(before * factor, sweep.Damping, 1e-6 * before);
                less += factor < 1 ? 1 : 0;
                more += factor > 1 ? 1 : 0;
            }
        }

        Assert.InRange(less, 10, 320);
        Assert.InRange(more, 10, 320);

        static (double Gain, double Predicted) DenseGain(
            Network network, TrainingRows rows, double ridge, double damping, double present)
        {
            double[,] gram = Dense.Gram(Derivatives.Jacobian(network, rows));
            double[] weights = network.Parameters.ToArray(), penalties = Dense.Penalties(network, ridge);
            double[] step = Dense.Step(gram, penalties, weights, damping * Dense.MeanSquaredColumn(gram));
            Network after = network.Clone();
            double predicted = 0;
            for (int k = 0; k < step.Length; k++)
            {
                after.Parameters[k] += step[k];
                predicted += step[k] * (gram[k, step.Length] - penalties[k] * weights[k]);
            }

            return (present - Cases.Loss(after, rows, ridge) * rows.Count, predicted);
        }
    }

    [Fact]
    public void Damping_falls_to_a_third_where_the_objective_does_as_predicted()
    {
        Network network = Cases.Network(3, 2, [], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(1), 30, 2, 1);
        Objective objective = new(network, 0.1);
        QuasiNewtonSweep sweep = new(network);
        Assert.NotNull(sweep.Advance(rows, objective, objective.Of(rows, Token), Token));
        Assert.Equal(1.0 / 3, sweep.Damping, 1e-12);
    }

    [Fact]
    public void A_sweep_after_the_evidence_is_the_sweep_without_it()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(5), 600, 2, 1);
        double[][] weights =
        [
            .. new[] { false, true }.Select(asked =>
            {
                Network network = Cases.Network(3, 2, [4], 1);
                QuasiNewtonSweep sweep = new(network);
                Objective objective = new(network, 0.3);
                for (int k = 0; k < 3; k++)
                {
                    double present = objective.Of(rows, Token);
                    if (asked && k != 1)   // the triangle of the evidence serves one sweep only
                    {
                        sweep.Linearise(rows, Token);
                        sweep.LogEvidence(rows, 0.3, present);
                    }

                    Assert.NotNull(sweep.Advance(rows, objective, present, Token));
                }

                return network.Parameters.ToArray();
            }),
        ];
        Assert.Equal(weights[0], weights[1]);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(2000)]
    public void The_same_rows_and_start_give_the_same_weights_bit_by_bit(int count)
    {
        double[][] weights =
        [
            .. Enumerable.Range(0, 2).Select(_ =>
            {
                TrainingRows rows = Cases.Rows(new RandomSource(3), count, 3, 2);
                Network network = Cases.Network(7, 3, [6], 2);
                Objective objective = new(network, 0.3);
                QuasiNewtonSweep sweep = new(network);
                for (int k = 0; k < 3; k++)
                    Assert.NotNull(sweep.Advance(rows, objective, objective.Of(rows, Token), Token));
                return network.Parameters.ToArray();
            }),
        ];
        Assert.Equal(weights[0], weights[1]);
    }

    [Fact]
    public void Cancellation_ends_a_sweep_in_whatever_pass_it_is()
    {
        // One hidden neuron is evaluated once a chunk; two chunks, so that every pass can end between them.
        TrainingRows rows = Cases.Rows(new RandomSource(3), 2 * Linearisation.ChunkRows, 2, 1);
        int all = Evaluations(end: 0);
        Assert.InRange(all, 20, 1000);
        for (int end = 1; end < all; end++)
            Assert.Equal(end, Evaluations(end));

        int Evaluations(int end)
        {
            using CancellationTokenSource source = new();
            int evaluations = -2;
            Network network = new(2, [1], 1, new WatchedActivation(() =>
            {
                if (++evaluations == end && end > 0)
                    source.Cancel();
            }));
            Initialisation.Randomise(network, 4);
            Objective objective = new(network, 0.3);
            double present = objective.Of(rows, CancellationToken.None);
            QuasiNewtonSweep sweep = new(network);
            if (end == 0)
                Assert.NotNull(sweep.Advance(rows, objective, present, source.Token));
            else
                Assert.Throws<OperationCanceledException>(() => sweep.Advance(rows, objective, present, source.Token));
            return evaluations;
        }
    }

    [Theory]
    [InlineData("tanh", new[] { 4 }, 0.1)]
    [InlineData("sigmoid", new[] { 5 }, 0.01)]
    [InlineData("tanh", new[] { 3, 3 }, 1.0)]
    public void It_ends_as_low_as_the_coupled_method(string activation, int[] hidden, double ridge)
    {
        // Both go to a local minimum, not always the same: medians of ten starts, a tenth apart at most.
        TrainingRows rows = Cases.Rows(new RandomSource(21), 120, 2, 1);
        TrainingOptions options = new() { Ridge = ridge, Tolerance = 0, MaximumIterations = 400 };
        double accelerated = Median(new AcceleratedTrainer()), coupled = Median(new CoupledTrainer());
        Assert.InRange(accelerated, 0, 1.1 * coupled);

        double Median(ITrainer trainer)
        {
            double[] losses =
            [
                .. Enumerable.Range(0, 10)
                    .Select(seed => trainer.Fit(
                        Cases.Network((ulong)seed, 2, hidden, 1, activation), rows, null, options, null, Token).Loss)
                    .Order(),
            ];
            return (losses[4] + losses[5]) / 2;
        }
    }

    [Fact]
    public void A_fit_to_many_rows_goes_on_well_from_the_exact_optimum_of_a_sample()
    {
        // Ridge regression on 60 inputs, each much like the one before: the first sample's optimum is reached exactly, and
        // all rows go on from there. The loss of all rows is as low as that of the dense solution.
        const int Count = 10_000, Inputs = 60;
        const double Ridge = 0.3;
        RandomSource random = new(1);
        double[] inputs = [.. Enumerable.Range(0, Count * Inputs).Select(_ => random.NextUniform(-1.7, 1.7))];
        for (int k = Count; k < inputs.Length; k++)
            inputs[k] = 0.9 * inputs[k - Count] + 0.44 * inputs[k];
        double[] targets =
        [
            .. Enumerable.Range(0, Count).Select(row => random.NextUniform(-0.5, 0.5)
                + Enumerable.Range(0, Inputs).Sum(input => (input % 3 - 1) * inputs[input * Count + row]) / 8),
        ];
        TrainingRows rows = new(Count, inputs, targets);
        Network network = Cases.Network(5, Inputs, [], 1), expected = network.Clone();
        expected.Parameters.Clear();
        Linearisation linearisation = new(expected);
        linearisation.Absorb(rows, Token);
        double[] solution = Dense.Step(
            Dense.Gram(linearisation.Factor), Dense.Penalties(expected, Ridge), new double[Inputs + 1], damping: 0);
        solution.CopyTo(expected.Parameters);
        double lowest = Cases.Loss(expected, rows, Ridge);

        TrainingReport report = new AcceleratedTrainer().Fit(
            network, rows, null, new TrainingOptions { Ridge = Ridge }, null, Token);
        Assert.Equal([10_000, 1250, 10_000], report.Trace.Select(step => step.Rows).Aggregate(
            new List<int>(), (seen, count) => seen.Count > 0 && seen[^1] == count ? seen : [.. seen, count]));
        Assert.InRange(report.Loss, lowest * (1 - 1e-9), lowest * (1 + 1e-4));
    }
}
