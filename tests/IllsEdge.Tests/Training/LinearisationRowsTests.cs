using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>The factor against exact derivatives, at every height of a block and a chunk and for any layers.</summary>
public class LinearisationRowsTests
{
    /// <summary>
    /// R'R and J'J agree to the rounding of the factorisation, a small multiple of the square root of the number of
    /// columns in units of ||J||^2 eps: 1e-14 of it; the elements of J itself are good to some 20 roundings.
    /// </summary>
    private const double Tolerance = 1e-13;

    public static TheoryData<int, ulong> Heights
    {
        get
        {
            TheoryData<int, ulong> heights = [];
            foreach (int rows in new[] { 1, 2, 7, 8, 9, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257, 512, 513, 600 })
                for (ulong seed = 0; seed < 2; seed++)
                    heights.Add(rows, seed);
            return heights;
        }
    }

    [Theory, MemberData(nameof(Heights))]
    public void Factor_is_that_of_the_Jacobian_and_the_residual(int rowCount, ulong seed)
    {
        RandomSource random = new(seed + 10 * (ulong)rowCount);
        (Network network, TrainingRows rows) = Make(random, rowCount);
        Linearisation linearisation = new(network);
        linearisation.Absorb(rows, TestContext.Current.CancellationToken);
        AssertSame(Dense.Gram(Derivatives.Jacobian(network, rows)), linearisation);
    }

    [Fact]
    public void Factor_of_any_layers_is_that_of_their_columns()
    {
        Network network = Cases.Network(9, 3, [3, 2, 4], 2, "softsign");
        TrainingRows rows = Cases.Rows(new RandomSource(8), 70, 3, 2);
        double[,] jacobian = Derivatives.Jacobian(network, rows);
        for (int chosen = 1; chosen < 16; chosen++)
        {
            int[] layers = [.. Enumerable.Range(0, 4).Where(layer => (chosen >> layer & 1) == 1)];
            Linearisation linearisation = new(network, layers);
            linearisation.Absorb(rows, TestContext.Current.CancellationToken);
            AssertSame(Dense.Gram(Dense.Select(jacobian, Dense.Columns(network, layers))), linearisation);
        }
    }

    [Fact]
    public void A_second_linearisation_starts_anew_at_the_present_weights()
    {
        Network network = Cases.Network(9, 3, [4], 1);
        Linearisation linearisation = new(network);
        linearisation.Absorb(Cases.Rows(new RandomSource(1), 100, 3, 1), TestContext.Current.CancellationToken);
        Initialisation.Randomise(network, 10);
        TrainingRows rows = Cases.Rows(new RandomSource(2), 30, 3, 1);
        linearisation.Absorb(rows, TestContext.Current.CancellationToken);
        AssertSame(Dense.Gram(Derivatives.Jacobian(network, rows)), linearisation);
    }

    [Fact]
    public void Scale_residual_and_ridge_are_their_definitions()
    {
        const double Ridge = 0.7, Damping = 0.2;
        Network network = Cases.Network(9, 3, [4], 2);
        TrainingRows rows = Cases.Rows(new RandomSource(1), 100, 3, 2);
        double[,] jacobian = Derivatives.Jacobian(network, rows);
        double[,] gram = Dense.Gram(jacobian);
        double[] weights = network.Parameters.ToArray(), penalties = Dense.Penalties(network, Ridge);
        Linearisation linearisation = new(network);
        linearisation.Absorb(rows, TestContext.Current.CancellationToken);
        double scale = Dense.MeanSquaredColumn(gram);
        Assert.Equal(scale, linearisation.MeanSquaredColumn(), Tolerance * scale);

        double[] change = [.. Enumerable.Range(0, weights.Length).Select(k => 0.1 * Math.Sin(k))];
        double expected = Enumerable.Range(0, jacobian.GetLength(0)).Sum(row => Math.Pow(
            jacobian[row, weights.Length] - change.Select((value, k) => value * jacobian[row, k]).Sum(), 2));
        Assert.Equal(expected, linearisation.ResidualAfter(change), Tolerance * expected * 10);

        linearisation.AbsorbRidge(linearisation.Factor, Ridge, Damping);
        for (int k = 0; k < weights.Length; k++)
        {
            gram[k, k] += penalties[k] + Damping;
            gram[k, weights.Length] -= penalties[k] * weights[k];
            gram[weights.Length, k] -= penalties[k] * weights[k];
            gram[weights.Length, weights.Length] += Math.Pow(penalties[k] * weights[k], 2) / (penalties[k] + Damping);
        }

        AssertSame(gram, linearisation);
    }

    private static (Network, TrainingRows) Make(RandomSource random, int rowCount)
    {
        int inputs = 1 + random.NextBelow(3), outputs = 1 + random.NextBelow(3);
        Network network = new(inputs,
        [
            .. Enumerable.Range(0, random.NextBelow(4)).Select(_ => (1 + random.NextBelow(4), Any(random))),
            (outputs, Any(random)),
        ]);
        for (int output = 0; output < outputs; output++)
            network.OutputMaps[output] = new(random.NextUniform(-1, 1), random.NextUniform(0.5, 2));
        Initialisation.Randomise(network, random.Next());
        return (network, Cases.Rows(random, rowCount, inputs, outputs));
    }

    private static Activation Any(RandomSource random) => Activation.All[random.NextBelow(Activation.All.Count)];

    private static void AssertSame(double[,] expected, Linearisation linearisation)
    {
        double[,] actual = Dense.Gram(linearisation.Factor);
        double size = Enumerable.Range(0, actual.GetLength(0)).Sum(k => expected[k, k]);
        Assert.Equal(expected.GetLength(0), actual.GetLength(0));
        for (int i = 0; i < actual.GetLength(0); i++)
            for (int j = 0; j < actual.GetLength(1); j++)
                Assert.Equal(expected[i, j], actual[i, j], Tolerance * size);
    }
}
