using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>Half the gradient of the objective against differences of its definition.</summary>
public class ObjectiveGradientTests
{
    /// <summary>
    /// Central differences of step 1e-5 err by 1e-10 of the third derivative and by the objective's rounding, 1e-16 of
    /// it, over the step.
    /// </summary>
    private const double Step = 1e-5, Tolerance = 1e-8;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<string> Activations => [.. Activation.All.Select(activation => activation.Name)];

    [Theory, MemberData(nameof(Activations))]
    public void It_is_half_the_slope_of_the_objective_for_every_parameter(string activation)
    {
        foreach (double ridge in new[] { 0, 2.5 })
            foreach (int outputs in new[] { 1, 3 })
                foreach (int[] hidden in new int[][] { [], [4], [3, 2] })
                {
                    Network network = Network(hidden, outputs, activation);
                    AssertGradient(network, Cases.Rows(new RandomSource(2), 40, 2, outputs), ridge);
                }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Linearisation.ChunkRows)]
    [InlineData(Linearisation.ChunkRows + 1)]
    [InlineData(2 * Linearisation.ChunkRows + 77)]
    public void It_is_a_sum_over_all_chunks_of_rows(int count) =>
        AssertGradient(Network([3], 2, "tanh"), Cases.Rows(new RandomSource(3), count, 2, 2), 0.7);

    [Fact]
    public void It_is_zero_where_ridge_regression_has_its_minimum()
    {
        // One input that is -1 or 1, a target 3 x + 1: the weight is 2 * 3 / (2 + ridge), the bias 1.
        Network network = new(1, [], 1, Activation.Linear);
        network.Parameters[0] = 2;
        network.Parameters[1] = 1;
        double[] gradient = new double[2];
        double objective = new Objective(network, 1).WithGradient(new TrainingRows(2, [-1, 1], [-2, 4]), gradient, Token);
        Assert.Equal([0, 0], gradient);
        Assert.Equal(6, objective);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 2)]
    [InlineData(1000, 3)]
    public void The_value_is_that_without_gradient_to_the_last_bit(int count, int outputs)
    {
        Network network = Network([5, 3], outputs, "sigmoid");
        TrainingRows rows = Cases.Rows(new RandomSource(4), count, 2, outputs);
        Objective objective = new(network, 0.3);
        Assert.Equal(
            objective.Of(rows, Token), objective.WithGradient(rows, new double[network.Parameters.Length], Token));
    }

    [Fact]
    public void What_was_in_the_gradient_before_does_not_count()
    {
        Network network = Network([3], 1, "tanh");
        TrainingRows rows = Cases.Rows(new RandomSource(5), 300, 2, 1);
        Objective objective = new(network, 0.3);
        double[] fresh = new double[network.Parameters.Length], used = [.. fresh.Select(_ => double.NaN)];
        objective.WithGradient(rows, fresh, Token);
        objective.WithGradient(rows, used, Token);
        Assert.Equal(fresh, used);
    }

    [Fact]
    public void A_cancelled_pass_ends_between_two_chunks()
    {
        using CancellationTokenSource source = new();
        int evaluations = 0;
        Network network = new(2, [1], 1, new WatchedActivation(() =>
        {
            evaluations++;
            source.Cancel();
        }));
        TrainingRows rows = Cases.Rows(new RandomSource(6), 2 * Linearisation.ChunkRows, 2, 1);
        Assert.Throws<OperationCanceledException>(() =>
            new Objective(network, 0).WithGradient(rows, new double[network.Parameters.Length], source.Token));
        Assert.Equal(1, evaluations);
    }

    private static void AssertGradient(Network network, TrainingRows rows, double ridge)
    {
        double[] gradient = new double[network.Parameters.Length];
        double value = new Objective(network, ridge).WithGradient(rows, gradient, Token);
        double expected = Cases.Loss(network, rows, ridge) * rows.Count;
        Assert.Equal(expected, value, 1e-12 * expected);
        for (int k = 0; k < gradient.Length; k++)
        {
            double before = network.Parameters[k];
            network.Parameters[k] = before + Step;
            double above = Cases.Loss(network, rows, ridge) * rows.Count;
            network.Parameters[k] = before - Step;
            double below = Cases.Loss(network, rows, ridge) * rows.Count;
            network.Parameters[k] = before;
            Assert.Equal((above - below) / (4 * Step), gradient[k], Tolerance * expected);
        }
    }

    /// <summary>Every output with a map of its own.</summary>
    private static Network Network(int[] hidden, int outputs, string activation)
    {
        Network network = Cases.Network(1, 2, hidden, outputs, activation, activation);
        for (int output = 0; output < outputs; output++)
            network.OutputMaps[output] = new OutputMap(0.5 - output, 1.5 + output);
        return network;
    }
}
