using IllsEdge.Diagnostics;
using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Diagnostics;

public class InsightTests
{
    [Fact]
    public void What_is_asked_of_a_neuron_is_the_smallest_change_that_removes_the_residual()
    {
        Network network = Cases.Network(5, 3, [4], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(2), 300, 3, 1);
        double[] squares = new double[4];
        double[] weights = network.Neuron(network.Layers[1], 0).ToArray();
        for (int row = 0; row < rows.Count; row++)
        {
            // One output: dZ = S r / (S S') with S_j = v_j (1 - h_j^2).
            double[] inputs = Cases.Row(rows, row);
            double residual = rows.Targets[row, 0] - Cases.Evaluate(network, inputs)[0];
            double[] sensitivities = new double[4];
            for (int neuron = 0; neuron < 4; neuron++)
            {
                ReadOnlySpan<double> incoming = network.Neuron(network.Layers[0], neuron);
                double total = incoming[3];
                for (int input = 0; input < 3; input++)
                    total += incoming[input] * inputs[input];
                sensitivities[neuron] = weights[neuron] * (1 - Math.Pow(Math.Tanh(total), 2));
            }

            double length = sensitivities.Sum(value => value * value);
            for (int neuron = 0; neuron < 4; neuron++)
                squares[neuron] += Math.Pow(sensitivities[neuron] * residual / length, 2);
        }

        IReadOnlyList<NeuronInsight> insights = Insight.Of(network, rows);
        Assert.Equal(4, insights.Count);
        for (int neuron = 0; neuron < 4; neuron++)
            Assert.Equal(Math.Sqrt(squares[neuron] / rows.Count), insights[neuron].Asked, 1e-9);
    }

    [Fact]
    public void A_wish_that_is_linear_in_the_inputs_can_be_followed_to_the_end()
    {
        // A linear network asks its only neuron for the residual over its weight; a target linear in the inputs makes
        // that linear too.
        Network network = new(2, [1], 1, IllsEdge.Networks.Activations.Activation.Linear);
        Initialisation.Randomise(network, 4);
        RandomSource random = new(8);
        double[] inputs = [.. Enumerable.Range(0, 80).Select(_ => random.NextUniform(-1, 1))];
        double[] linear = [.. Enumerable.Range(0, 40).Select(row => 3 * inputs[row] - inputs[40 + row] + 0.5)];
        NeuronInsight insight = Assert.Single(Insight.Of(network, new TrainingRows(40, inputs, linear)));
        Assert.Equal(1, insight.Followed, 1e-9);
        Assert.Equal(0, insight.Saturated);
    }

    [Fact]
    public void Several_outputs_and_layers_give_shares_between_none_and_all()
    {
        Network network = Cases.Network(5, 3, [6, 4], 2);
        IReadOnlyList<NeuronInsight> insights = Insight.Of(network, Cases.Rows(new RandomSource(2), 300, 3, 2));
        Assert.Equal([(0, 6), (1, 4)], insights.GroupBy(insight => insight.Layer).Select(layer => (layer.Key, layer.Count())));
        Assert.All(insights, insight =>
        {
            Assert.InRange(insight.Followed, 0, 1);
            Assert.InRange(insight.Saturated, 0, 1);
            Assert.True(insight.Asked > 0);
        });
    }

    [Fact]
    public void A_neuron_far_from_its_middle_is_saturated()
    {
        Network network = Cases.Network(5, 1, [1], 1);
        network.Neuron(network.Layers[0], 0)[0] = 20;
        network.Neuron(network.Layers[0], 0)[1] = 0;
        double[] inputs = [-1, -0.5, 0, 0.5];
        NeuronInsight insight = Assert.Single(Insight.Of(network, new TrainingRows(4, inputs, [1, 2, 3, 4])));
        Assert.Equal(0.75, insight.Saturated);
    }
}
