using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>Limited-memory BFGS against the update of the whole inverse Hessian.</summary>
public class CurvatureMemoryTests
{
    private const int Capacity = 6;

    /// <summary>Rounding of up to six updates whose condition is some thousands.</summary>
    private const double Tolerance = 1e-10;

    private static readonly Network Network = Cases.Network(3, 2, [2], 1);

    private static readonly int Parameters = Network.Parameters.Length;

    public static TheoryData<int> Counts => [.. Enumerable.Range(1, Capacity)];

    [Theory, MemberData(nameof(Counts))]
    public void The_last_change_of_the_gradient_gives_the_last_step(int count)
    {
        SampledMetric metric = Metric();
        CurvatureMemory memory = new(Parameters, Capacity);
        (double[] step, double[] change) = Pairs(count, memory)[^1];
        double[] vector = [.. change];
        memory.Apply(metric, vector);
        AssertClose(step, vector);
    }

    [Theory, MemberData(nameof(Counts))]
    public void The_inverse_Hessian_is_that_of_the_full_updates_in_the_order_of_the_steps(int count)
    {
        // H <- (I - s y' / s'y) H (I - y s' / s'y) + s s' / s'y.
        SampledMetric metric = Metric();
        CurvatureMemory memory = new(Parameters, Capacity);
        double[,] expected = Inverse(memory, metric);
        foreach ((double[] step, double[] change) in Pairs(count, memory))
        {
            double product = Dot(step, change);
            double[,] left = new double[Parameters, Parameters];
            for (int i = 0; i < Parameters; i++)
                for (int j = 0; j < Parameters; j++)
                    left[i, j] = (i == j ? 1 : 0) - step[i] * change[j] / product;
            expected = Product(Product(left, expected), Transpose(left));
            for (int i = 0; i < Parameters; i++)
                for (int j = 0; j < Parameters; j++)
                    expected[i, j] += step[i] * step[j] / product;
        }

        double[,] actual = Inverse(memory, metric);
        double size = expected.Cast<double>().Max(Math.Abs);
        for (int i = 0; i < Parameters; i++)
            for (int j = 0; j < Parameters; j++)
                Assert.Equal(expected[i, j], actual[i, j], Tolerance * size);
    }

    [Theory, MemberData(nameof(Counts))]
    public void The_inverse_Hessian_is_symmetric_and_positive_definite(int count)
    {
        SampledMetric metric = Metric();
        CurvatureMemory memory = new(Parameters, Capacity);
        Pairs(count, memory);
        double[,] inverse = Inverse(memory, metric);
        double size = inverse.Cast<double>().Max(Math.Abs);
        for (int i = 0; i < Parameters; i++)
            for (int j = 0; j < i; j++)
                Assert.Equal(inverse[i, j], inverse[j, i], Tolerance * size);

        // The pivots of elimination are all above 0.
        for (int k = 0; k < Parameters; k++)
        {
            Assert.True(inverse[k, k] > 0, $"pivot {k}: {inverse[k, k]}");
            for (int row = k + 1; row < Parameters; row++)
            {
                double factor = inverse[row, k] / inverse[k, k];
                for (int column = k; column < Parameters; column++)
                    inverse[row, column] -= factor * inverse[k, column];
            }
        }
    }

    [Fact]
    public void A_step_is_the_direction_times_its_length()
    {
        SampledMetric metric = Metric();
        CurvatureMemory memory = new(Parameters, Capacity);
        RandomSource random = new(9);
        double[] direction = Uniform(random), before = Uniform(random);
        double[] change = Curve(direction), after = [.. before.Zip(change, (start, more) => start + more)];
        memory.Add(0.25, direction, before, after);
        memory.Apply(metric, change);
        AssertClose([.. direction.Select(element => 0.25 * element)], change);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    public void A_pair_without_positive_curvature_is_not_remembered(double sign)
    {
        SampledMetric metric = Metric();
        CurvatureMemory memory = new(Parameters, Capacity);
        Pairs(2, memory);
        double[,] expected = Inverse(memory, metric);
        double[] direction = Uniform(new RandomSource(7));
        memory.Add(1, direction, new double[Parameters], [.. Curve(direction).Select(element => sign * element)]);
        memory.Add(0, direction, new double[Parameters], Curve(direction));
        Assert.Equal(expected, Inverse(memory, metric));

        // The place is free for the next step.
        memory.Add(1, direction, new double[Parameters], Curve(direction));
        double[] vector = Curve(direction);
        memory.Apply(metric, vector);
        AssertClose(direction, vector);
    }

    [Fact]
    public void A_curvature_that_is_lost_in_rounding_is_not_remembered()
    {
        // s'y is 1e-11 of |s||y|.
        SampledMetric metric = Metric();
        CurvatureMemory memory = new(Parameters, Capacity);
        double[,] expected = Inverse(memory, metric);
        double[] direction = new double[Parameters], after = new double[Parameters];
        direction[0] = 1;
        (after[0], after[1]) = (1e-11, 1);
        memory.Add(1, direction, new double[Parameters], after);
        Assert.Equal(expected, Inverse(memory, metric));
        after[0] = 1e-9;
        memory.Add(1, direction, new double[Parameters], after);
        Assert.NotEqual(expected, Inverse(memory, metric));
    }

    [Fact]
    public void Steps_beyond_the_capacity_are_not_remembered()
    {
        SampledMetric metric = Metric();
        CurvatureMemory exact = new(Parameters, Capacity), over = new(Parameters, Capacity);
        Pairs(Capacity, exact);
        Pairs(Capacity + 2, over);
        Assert.Equal(Inverse(exact, metric), Inverse(over, metric));
    }

    [Fact]
    public void A_cleared_memory_is_as_one_that_never_saw_a_step()
    {
        SampledMetric metric = Metric();
        CurvatureMemory memory = new(Parameters, Capacity), fresh = new(Parameters, Capacity);
        double[] vector = Uniform(new RandomSource(8)), solved = [.. vector];
        Pairs(3, memory);
        memory.Clear();
        memory.Apply(metric, vector);
        metric.Solve(solved);
        Assert.Equal(solved, vector);

        Pairs(2, memory);
        Pairs(2, fresh);
        Assert.Equal(Inverse(fresh, metric), Inverse(memory, metric));
    }

    private static SampledMetric Metric()
    {
        SampledMetric metric = new(Network);
        metric.Linearise(Cases.Rows(new RandomSource(4), 30, 2, 1), TestContext.Current.CancellationToken);
        Assert.True(metric.Regularise(0.5, 0.1));
        return metric;
    }

    /// <summary>Adds random steps with the changes of gradient of a positive curvature.</summary>
    private static List<(double[] Step, double[] Change)> Pairs(int count, CurvatureMemory memory)
    {
        RandomSource random = new(5);
        List<(double[] Step, double[] Change)> pairs = [];
        for (int k = 0; k < count; k++)
        {
            double[] step = Uniform(random), before = Uniform(random), change = Curve(step);
            memory.Add(1, step, before, [.. before.Zip(change, (start, more) => start + more)]);
            pairs.Add((step, change));
        }

        return pairs;
    }

    /// <summary>A positive definite matrix times a vector: k + 2 on the diagonal, 1 beside it.</summary>
    private static double[] Curve(double[] vector) =>
    [
        .. Enumerable.Range(0, Parameters).Select(k => (k + 2) * vector[k]
            + (k > 0 ? vector[k - 1] : 0) + (k < Parameters - 1 ? vector[k + 1] : 0)),
    ];

    private static double[,] Inverse(CurvatureMemory memory, SampledMetric metric)
    {
        double[,] inverse = new double[Parameters, Parameters];
        for (int column = 0; column < Parameters; column++)
        {
            double[] vector = new double[Parameters];
            vector[column] = 1;
            memory.Apply(metric, vector);
            for (int row = 0; row < Parameters; row++)
                inverse[row, column] = vector[row];
        }

        return inverse;
    }

    private static double[,] Product(double[,] left, double[,] right)
    {
        double[,] product = new double[Parameters, Parameters];
        for (int i = 0; i < Parameters; i++)
            for (int j = 0; j < Parameters; j++)
                for (int k = 0; k < Parameters; k++)
                    product[i, j] += left[i, k] * right[k, j];
        return product;
    }

    private static double[,] Transpose(double[,] matrix)
    {
        double[,] transpose = new double[Parameters, Parameters];
        for (int i = 0; i < Parameters; i++)
            for (int j = 0; j < Parameters; j++)
                transpose[i, j] = matrix[j, i];
        return transpose;
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static double[] Uniform(RandomSource random) =>
        [.. Enumerable.Range(0, Parameters).Select(_ => random.NextUniform(-2, 2))];

    private static void AssertClose(double[] expected, double[] actual)
    {
        double size = expected.Max(Math.Abs);
        for (int k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], actual[k], Tolerance * size);
    }
}
