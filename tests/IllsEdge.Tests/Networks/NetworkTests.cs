using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Networks;

public class NetworkTests
{
    /// <summary>Sums of some 20 terms of size 1, rounded in another order.</summary>
    private const double Tolerance = 1e-13;

    /// <summary>A central difference with step 1e-5.</summary>
    private const double DifferenceTolerance = 1e-8;

    public static TheoryData<int[], int, string, string> Shapes => new()
    {
        { [], 1, "tanh", "identity" },
        { [5], 1, "tanh", "identity" },
        { [4, 3], 2, "elu", "identity" },
        { [3, 2, 4], 3, "softsign", "sigmoid" },
        { [6], 2, "relu", "tanh" },
        { [6], 1, "atan", "elu" },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Forward_pass_is_the_definition(int[] hidden, int outputs, string activation, string outputActivation)
    {
        Network network = Cases.Network(3, 4, hidden, outputs, activation, outputActivation);
        TrainingRows rows = Cases.Rows(new RandomSource(5), 37, 4, outputs);
        ForwardPass pass = new(network, 40);
        pass.Run(rows.Inputs);
        for (int row = 0; row < rows.Count; row++)
        {
            double[] expected = Cases.Evaluate(network, Cases.Row(rows, row));
            for (int output = 0; output < outputs; output++)
                Assert.Equal(expected[output], pass.Outputs[row, output], Tolerance);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Sensitivities_are_difference_quotients(int[] hidden, int outputs, string activation, string outputActivation)
    {
        // A neuron's bias moves its total input and nothing else, so its difference quotient is the sensitivity.
        const double Step = 1e-5;
        Network network = Cases.Network(4, 3, hidden, outputs, activation, outputActivation);
        TrainingRows rows = Cases.Rows(new RandomSource(6), 9, 3, outputs);
        ForwardPass forward = new(network, 9);
        BackwardPass backward = new(forward);
        for (int output = 0; output < outputs; output++)
        {
            for (int index = 0; index < network.Layers.Count; index++)
            {
                Layer layer = network.Layers[index];
                for (int neuron = 0; neuron < layer.Outputs; neuron++)
                {
                    forward.Run(rows.Inputs);
                    backward.Run(output);
                    double[] sensitivities = backward.Sensitivities(index).Column(neuron).ToArray();
                    for (int row = 0; row < rows.Count; row++)
                    {
                        double bias = network.Neuron(layer, neuron)[^1];
                        network.Neuron(layer, neuron)[^1] = bias + Step;
                        double above = Cases.Evaluate(network, Cases.Row(rows, row))[output];
                        network.Neuron(layer, neuron)[^1] = bias - Step;
                        double below = Cases.Evaluate(network, Cases.Row(rows, row))[output];
                        network.Neuron(layer, neuron)[^1] = bias;
                        Assert.Equal((above - below) / (2 * Step), sensitivities[row], DifferenceTolerance);
                    }
                }
            }
        }
    }

    [Fact]
    public void Passes_allocate_nothing()
    {
        Network network = Cases.Network(3, 4, [6, 5], 2);
        TrainingRows rows = Cases.Rows(new RandomSource(5), 37, 4, 2);
        ForwardPass forward = new(network, 40);
        BackwardPass backward = new(forward);
        Assert.Equal(0, Allocations.Of(() =>
        {
            forward.Run(rows.Inputs);
            backward.Run(1);
        }));
    }

    [Fact]
    public void Random_source_gives_the_published_sequence()
    {
        // Test vector of the SplitMix64 reference implementation (S. Vigna) for seed 1234567.
        RandomSource random = new(1234567);
        ulong[] expected =
        [
            6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
        ];
        Assert.Equal(expected, Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void Seeded_weights_are_the_same_on_every_machine()
    {
        // The bits follow from the test vector above: (x >> 11) 2^-53 in +-sqrt(3 / 2), every operation correctly rounded.
        Network network = Cases.Network(1234567, 1, [1], 1);
        double limit = Math.Sqrt(3.0 / 2);
        double first = (6457827717110365317UL >> 11) * Math.ScaleB(1, -53);
        Assert.Equal(
            BitConverter.DoubleToInt64Bits(-limit + 2 * limit * first), BitConverter.DoubleToInt64Bits(network.Parameters[0]));
    }

    [Fact]
    public void A_wrong_number_of_inputs_is_refused_with_the_numbers()
    {
        ForwardPass pass = new(Cases.Network(1, 4, [2], 1), 8);
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => pass.Run(new ReadOnlyMatrixView<double>(new double[6], 2, 3)));
        Assert.Contains("4 inputs", exception.Message, StringComparison.Ordinal);
    }
}
