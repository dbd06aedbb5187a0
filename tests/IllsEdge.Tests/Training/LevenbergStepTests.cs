using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>A step against normal equations with exact derivatives.</summary>
public class LevenbergStepTests
{
    /// <summary>
    /// With mu = 1 the eigenvalues of J'J + ridge + mu s lie between s and (p + 1) s, p up to 60: the condition is below
    /// 100 and the normal equations lose two of sixteen digits; the steps are below 10.
    /// </summary>
    private const double Tolerance = 1e-12;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(0, 30).Select(seed => (ulong)seed)];

    [Theory, MemberData(nameof(Seeds))]
    public void The_step_taken_is_that_of_the_first_damping_that_lowers_the_objective(ulong seed)
    {
        RandomSource random = new(seed);
        int inputs = 1 + random.NextBelow(3), outputs = 1 + random.NextBelow(3), depth = random.NextBelow(4);
        int[] hidden = [.. Enumerable.Range(0, depth).Select(_ => 1 + random.NextBelow(4))];
        double ridge = new[] { 0, 1e-3, 0.3, 10 }[random.NextBelow(4)];
        Network network = Cases.Network(seed, inputs, hidden, outputs, new[] { "tanh", "relu", "elu" }[random.NextBelow(3)]);
        TrainingRows rows = Cases.Rows(random, 1 + random.NextBelow(80), inputs, outputs);
        int[] layers = depth > 1 && random.NextBelow(2) == 0 ? [random.NextBelow(depth), depth] : [.. Enumerable.Range(0, depth + 1)];

        int[] columns = Dense.Columns(network, layers);
        double[,] gram = Dense.Gram(Dense.Select(Derivatives.Jacobian(network, rows), columns));
        double scale = Dense.MeanSquaredColumn(gram);
        double[] before = network.Parameters.ToArray();
        double[] weights = [.. columns.Select(column => before[column])];
        double[] allPenalties = Dense.Penalties(network, ridge);
        double[] penalties = [.. columns.Select(column => allPenalties[column])];
        double present = Cases.Loss(network, rows, ridge) * rows.Count;
        Network expected = network.Clone();
        double damping = 1, growth = 2;
        for (int trial = 0; trial < 12; trial++, damping *= growth, growth *= 2)
        {
            before.CopyTo(expected.Parameters);
            double[] step = Dense.Step(gram, penalties, weights, damping * scale);
            for (int k = 0; k < columns.Length; k++)
                expected.Parameters[columns[k]] += step[k];
            if (Cases.Loss(expected, rows, ridge) * rows.Count < present)
                break;
        }

        LevenbergStep taken = new(network, layers);
        double? reached = taken.Advance(rows, new Objective(network, ridge), present, Token);
        Assert.NotNull(reached);
        for (int k = 0; k < before.Length; k++)
            Assert.Equal(expected.Parameters[k], network.Parameters[k], Tolerance * Math.Max(1, Math.Abs(before[k])));
        double exact = Cases.Loss(expected, rows, ridge) * rows.Count;
        Assert.Equal(exact, reached.Value, Tolerance * Math.Max(1, exact));
    }

    [Fact]
    public void No_step_is_taken_at_the_optimum_and_the_weights_stay()
    {
        // The residuals of y = 2 x + 1 by a network that says just that are 0.
        Network network = new(1, [], 1, Activation.Linear);
        network.Parameters[0] = 2;
        network.Parameters[1] = 1;
        TrainingRows rows = new(3, [1, 2, 3], [3, 5, 7]);
        Assert.Null(new LevenbergStep(network, [0]).Advance(rows, new Objective(network, 0), 0, Token));
        Assert.Equal([2, 1], network.Parameters.ToArray());
    }

    [Fact]
    public void Damping_falls_to_a_third_where_the_objective_does_as_predicted()
    {
        // Linear: what is predicted comes true, so the gain is 1 and the damping 1 - (2 - 1)^3 = 0, at least a third.
        Network network = Cases.Network(3, 2, [], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(1), 30, 2, 1);
        Objective objective = new(network, 0.1);
        LevenbergStep step = new(network, [0]);
        Assert.Equal(1, step.Damping);
        Assert.NotNull(step.Advance(rows, objective, objective.Of(rows, Token), Token));
        Assert.Equal(1.0 / 3, step.Damping, 1e-12);
    }
}
