using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Tests.Networks;

/// <summary>What a seed gives, on every machine and in every version.</summary>
public class SeedTests
{
    [Fact]
    public void Weights_of_a_seed_are_these_to_the_last_bit()
    {
        // Computed by SplitMix64 in Python 3, whose floating-point operations are rounded the same way: u = (x >> 11) 2^-53,
        // w = -limit + (limit - -limit) u, limit = sqrt(3 / 4) for the 8 parameters of the hidden layer and 1 for the others.
        ulong[] expected =
        [
            0x3FDAC71BE171D024, 0xBFE2D984956F92C4, 0xBFD88AD6EA12D536, 0xBFD1458B1F782E66,
            0xBFE99ADF1E842C7D, 0x3FE468C605F4D5A4, 0xBFDF371333A3398D, 0x3FE0A9A75B637F72,
            0xBFD47D23C47A6144, 0x3FCE54D738297F70, 0xBFE2E2E36D62293A,
        ];
        Network network = new(3, [2], 1, Activation.Tanh);
        Initialisation.Randomise(network, 42);
        Assert.Equal(expected, network.Parameters.ToArray().Select(BitConverter.DoubleToUInt64Bits));
    }

    [Fact]
    public void Choices_of_a_seed_are_these() =>
        // Floor of x 10 / 2^64, by Python 3.
        Assert.Equal([3, 0, 9, 5, 4, 2, 4, 3, 1, 4, 1, 9], Draw(12, random => random.NextBelow(10)));

    [Fact]
    public void Choices_stay_below_their_count_and_reach_all_of_it()
    {
        Assert.All(Draw(20, random => random.NextBelow(1)), value => Assert.Equal(0, value));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], Draw(500, random => random.NextBelow(7)).Distinct().Order());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomSource(1).NextBelow(0));
    }

    [Fact]
    public void Uniform_numbers_have_their_mean_and_variance()
    {
        // The mean of 10,000 numbers deviates by sqrt(1 / 12 / 10000) = 0.003, its square's by about the same: 5 times that.
        const double Tolerance = 0.015;
        double[] values = [.. Draw(10000, random => random.NextUniform())];
        Assert.All(values, value => Assert.InRange(value, 0, 1 - Math.ScaleB(1, -53)));
        Assert.Equal(0.5, values.Average(), Tolerance);
        Assert.Equal(1.0 / 3, values.Average(value => value * value), Tolerance);
    }

    [Fact]
    public void Neighbouring_seeds_start_unlike_each_other()
    {
        double[] first = [.. Enumerable.Range(0, 1000).Select(seed => new RandomSource((ulong)seed).NextUniform())];
        double correlation = first.Zip(first.Skip(1), (a, b) => (a - 0.5) * (b - 0.5)).Average() * 12;
        // 1 / sqrt(1000) = 0.03 by chance alone.
        Assert.Equal(0, correlation, 0.15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(99)]
    public void Total_inputs_of_standardised_rows_have_variance_1(int inputs)
    {
        // Every weight has variance limit^2 / 3 = 1 / (d + 1); with d inputs of mean square 1 and the bias, z has 1. The
        // mean over 4000 neurons deviates by sqrt(2 / 4000) = 0.02.
        Network network = new(inputs, [4000], 1, Activation.Tanh);
        Initialisation.Randomise(network, 5);
        double squares = 0;
        for (int neuron = 0; neuron < 4000; neuron++)
        {
            double total = 0;
            foreach (double weight in network.Neuron(network.Layers[0], neuron))
                total += weight;
            squares += total * total;
        }

        Assert.Equal(1, squares / 4000, 0.1);
    }

    private static IEnumerable<T> Draw<T>(int count, Func<RandomSource, T> next)
    {
        RandomSource random = new(7);
        return [.. Enumerable.Range(0, count).Select(_ => next(random))];
    }
}
