using IllsEdge.Diagnostics;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Diagnostics;

public class MemberInspectionTests
{
    [Fact]
    public void The_contribution_of_one_hidden_layer_is_deviation_times_outgoing_weight()
    {
        Network network = Cases.Network(5, 3, [4], 2);
        TrainingRows rows = Cases.Rows(new RandomSource(2), 600, 3, 2);
        Assert.All(Insight.Of(network, rows), neuron =>
        {
            double squares = Enumerable.Range(0, 2).Sum(output => Math.Pow(network.Neuron(network.Layers[1], output)[neuron.Neuron], 2));
            Assert.Equal(neuron.ValueDeviation * Math.Sqrt(squares / 2), neuron.Contribution, 1e-12);
        });
    }

    [Fact]
    public void In_a_deeper_network_it_is_the_change_when_the_neuron_says_its_mean()
    {
        Network network = Cases.Network(5, 2, [3, 2], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(2), 300, 2, 1);
        NeuronInsight neuron = Insight.Of(network, rows)[1];
        double squares = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            double[] first = Values(network, 0, Cases.Row(rows, row));
            double asIs = Values(network, 2, Values(network, 1, first))[0];
            first[1] = neuron.MeanValue;
            squares += Math.Pow(asIs - Values(network, 2, Values(network, 1, first))[0], 2);
        }

        Assert.Equal(Math.Sqrt(squares / rows.Count), neuron.Contribution, 1e-12);
    }

    [Fact]
    public void Neurons_that_say_the_same_are_paired_and_those_of_no_use_are_dead()
    {
        // 1.3 is 1.1 with the other sign, 1.2 says the same for every row, 1.4 is not heard.
        Network network = Cases.Network(5, 2, [4], 1);
        Span<double> first = network.Neuron(network.Layers[0], 0);
        for (int weight = 0; weight < 3; weight++)
            network.Neuron(network.Layers[0], 2)[weight] = -first[weight];
        network.Neuron(network.Layers[0], 1)[..2].Clear();
        network.Neuron(network.Layers[1], 0)[3] = 0;
        MemberInspection seen = MemberInspection.Of(network, Cases.Rows(new RandomSource(2), 300, 2, 1));
        NeuronPair pair = Assert.Single(seen.Overlaps);
        Assert.Equal((0, 0, 2), (pair.Layer, pair.First, pair.Second));
        Assert.Equal(-1, pair.Correlation, 1e-9);
        Assert.Equal([1, 3], seen.Dead.Select(neuron => neuron.Neuron));

        // The constant neuron gives its two weights away, and its outgoing one repeats the output's bias; the unheard one loses its
        // three; of the pair two times three directions count once but for the outgoing weights, which are one as well.
        Assert.True(seen.Rank!.Value.Value < 17, $"{seen.Rank}");
        Assert.Equal(17, seen.Rank.Value.Columns);
    }

    [Fact]
    public void A_rectifier_that_is_never_on_is_dead()
    {
        Network network = Cases.Network(5, 2, [2], 1, "relu");
        network.Neuron(network.Layers[0], 0)[2] = -100;
        MemberInspection seen = MemberInspection.Of(network, Cases.Rows(new RandomSource(2), 100, 2, 1));
        Assert.Equal(0, Assert.Single(seen.Dead).Neuron);
    }

    [Fact]
    public void What_is_within_reach_is_an_adjusted_share_of_the_residuals()
    {
        // All weights 0 against a line with noise: the share is that of the regression, adjusted for its two weights.
        RandomSource random = new(4);
        double[] x = [.. Enumerable.Range(0, 100).Select(_ => random.NextUniform(-1, 1))];
        double[] y = [.. x.Select(value => 2 * value + random.NextUniform(-1, 1))];
        MemberInspection seen = MemberInspection.Of(HandMadeModels.Linear(0, 0), new TrainingRows(100, x, y));
        double slope = Covariance(x, y) / Covariance(x, x);
        double left = 100 * (Covariance(y, y) - slope * Covariance(x, y));
        Assert.Equal(1 - left / 98 / (y.Sum(value => value * value) / 100), seen.Reachable!.Value, 1e-9);
        Assert.Equal(Math.Sqrt(y.Average(value => value * value)), seen.Error, 1e-12);
        Assert.Empty(seen.Neurons);
    }

    [Fact]
    public void Beyond_the_largest_factor_there_is_no_rank()
    {
        MemberInspection seen = MemberInspection.Of(Cases.Network(5, 2, [200], 1), Cases.Rows(new RandomSource(2), 50, 2, 1));
        Assert.Equal((null, null), (seen.Rank, seen.Reachable));
    }

    private static double Covariance(double[] first, double[] second) =>
        first.Zip(second, (one, other) => (one - first.Average()) * (other - second.Average())).Average();

    private static double[] Values(Network network, int index, double[] below)
    {
        Layer layer = network.Layers[index];
        return
        [
            .. Enumerable.Range(0, layer.Outputs).Select(neuron =>
            {
                double total = network.Neuron(layer, neuron).ToArray().Zip([.. below, 1.0], (weight, value) => weight * value).Sum();
                return layer.Activation == Activation.Tanh ? Math.Tanh(total) : total;
            }),
        ];
    }
}
