using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Networks;

/// <summary>Random shapes with another activation in every layer, against plain loops.</summary>
public class RandomNetworkTests
{
    /// <summary>Sums of at most 10 terms in each of 4 layers, whose slopes and weights are below 2: some 100 roundings.</summary>
    private const double Tolerance = 1e-13;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory, MemberData(nameof(Seeds))]
    public void Forward_pass_is_the_definition(int seed)
    {
        (Network network, TrainingRows rows) = Make(seed);
        ForwardPass forward = new(network, rows.Count + seed % 3);
        forward.Run(rows.Inputs);
        for (int row = 0; row < rows.Count; row++)
            Assert.Equal(
                Cases.Evaluate(network, Cases.Row(rows, row)),
                Enumerable.Range(0, network.Outputs).Select(output => forward.Outputs[row, output]),
                (expected, actual) => Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_sensitivity_is_the_derivative_by_the_bias(int seed)
    {
        (Network network, TrainingRows rows) = Make(seed);
        ForwardPass forward = new(network, rows.Count);
        BackwardPass backward = new(forward);
        forward.Run(rows.Inputs);
        for (int output = 0; output < network.Outputs; output++)
        {
            backward.Run(output);
            for (int index = 0; index < network.Layers.Count; index++)
            {
                Layer layer = network.Layers[index];
                for (int neuron = 0; neuron < layer.Outputs; neuron++)
                    for (int row = 0; row < rows.Count; row += 7)
                    {
                        int bias = layer.NeuronOffset(neuron) + layer.Inputs;
                        double expected = Derivatives.Derivative(network, Cases.Row(rows, row), bias)[output];
                        Assert.Equal(
                            expected,
                            backward.Sensitivities(index)[row, neuron],
                            Tolerance * Math.Max(1, Math.Abs(expected)));
                    }
            }
        }
    }

    [Fact]
    public void Fewer_rows_after_more_leave_nothing_behind()
    {
        (Network network, _) = Make(3);
        ForwardPass forward = new(network, 50);
        TrainingRows many = Cases.Rows(new RandomSource(1), 50, network.Inputs, network.Outputs);
        TrainingRows few = Cases.Rows(new RandomSource(2), 3, network.Inputs, network.Outputs);
        forward.Run(many.Inputs);
        forward.Run(few.Inputs);
        Assert.Equal((3, network.Outputs), (forward.Outputs.Rows, forward.Outputs.Columns));
        Assert.Equal(Cases.Evaluate(network, Cases.Row(few, 2))[0], forward.Outputs[2, 0], Tolerance);
    }

    [Fact]
    public void A_neuron_is_contiguous_with_its_bias_last()
    {
        Network network = new(2, [3], 1, Activation.Linear);
        for (int k = 0; k < network.Parameters.Length; k++)
            network.Parameters[k] = k;
        Assert.Equal(3 * 3 + 4, network.Parameters.Length);
        Assert.Equal([0, 1, 2], network.Neuron(network.Layers[0], 0).ToArray());
        Assert.Equal([6, 7, 8], network.Neuron(network.Layers[0], 2).ToArray());
        Assert.Equal([9, 10, 11, 12], network.Neuron(network.Layers[1], 0).ToArray());

        // z = 0 x + 1 y + 2 and so on by hand, for x = 10 and y = 100.
        double[] hidden = [0 * 10 + 1 * 100 + 2, 3 * 10 + 4 * 100 + 5, 6 * 10 + 7 * 100 + 8];
        ForwardPass forward = new(network, 1);
        forward.Run(new([10.0, 100.0], 1, 2));
        Assert.Equal(9 * hidden[0] + 10 * hidden[1] + 11 * hidden[2] + 12, forward.Outputs[0, 0]);
    }

    [Fact]
    public void A_clone_shares_nothing()
    {
        Network network = Cases.Network(3, 2, [3], 1, "elu", "sigmoid");
        double[] parameters = network.Parameters.ToArray();
        Network clone = network.Clone();
        Assert.Equal(parameters, clone.Parameters.ToArray());
        Assert.Equal(network.OutputMaps.ToArray(), clone.OutputMaps.ToArray());
        Assert.Equal(network.Layers, clone.Layers);
        clone.Parameters.Clear();
        clone.OutputMaps[0] = OutputMap.None;
        Assert.Equal(parameters, network.Parameters.ToArray());
        Assert.NotEqual(OutputMap.None, network.OutputMaps[0]);
    }

    [Fact]
    public void Impossible_shapes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Network(0, [3], 1, Activation.Tanh));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Network(2, [3, 0], 1, Activation.Tanh));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Network(2, [3], 0, Activation.Tanh));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Network(2, []));
        Assert.Throws<OverflowException>(() => new Network(1, [50000, 50000], 1, Activation.Tanh));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ForwardPass(Cases.Network(1, 1, [], 1), 0));
    }

    private static (Network Network, TrainingRows Rows) Make(int seed)
    {
        RandomSource random = new((ulong)seed + 1000);
        int inputs = 1 + random.NextBelow(5), outputs = 1 + random.NextBelow(3);
        Network network = new(inputs,
        [
            .. Enumerable.Range(0, random.NextBelow(4)).Select(_ => (1 + random.NextBelow(9), Any(random))),
            (outputs, Any(random)),
        ]);
        for (int output = 0; output < outputs; output++)
            network.OutputMaps[output] = new(random.NextUniform(-1, 1), random.NextUniform(0.5, 2));
        Initialisation.Randomise(network, (ulong)seed);
        return (network, Cases.Rows(random, 1 + random.NextBelow(70), inputs, outputs));
    }

    private static Activation Any(RandomSource random) => Activation.All[random.NextBelow(Activation.All.Count)];
}
