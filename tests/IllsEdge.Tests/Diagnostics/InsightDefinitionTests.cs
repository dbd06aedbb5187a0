using IllsEdge.Diagnostics;
using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Diagnostics;

/// <summary>Every layer and several outputs against pseudo-inverses and regressions by elimination.</summary>
public class InsightDefinitionTests
{
    /// <summary>
    /// The damping of 1e-8 that stands for the pseudo-inverse changes S S' by 1e-16 of its trace, which inverting it magnifies
    /// by its condition, some 1e4 on the worst of the rows here; and normal equations square that of the layers' inputs.
    /// </summary>
    private const double Tolerance = 1e-8;

    public static TheoryData<int[], int, int> Shapes => new()
    {
        { [4], 1, 300 },
        { [5, 4], 1, 100 },
        { [5, 4], 2, 300 },
        { [6, 4, 5], 3, 257 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Asked_and_followed_are_their_definitions(int[] hidden, int outputs, int rowCount)
    {
        Network network = Cases.Network(5, 3, hidden, outputs);
        TrainingRows rows = Cases.Rows(new RandomSource(2), rowCount, 3, outputs);
        IReadOnlyList<NeuronInsight> insights = Insight.Of(network, rows);
        Assert.Equal(hidden.Sum(), insights.Count);
        int next = 0;
        for (int index = 0; index < hidden.Length; index++)
        {
            double[][] wishes = [.. Enumerable.Range(0, rowCount).Select(row => Wish(network, rows, row, index))];
            double[][] below = [.. Enumerable.Range(0, rowCount).Select(row => Below(network, Cases.Row(rows, row), index))];
            for (int neuron = 0; neuron < hidden[index]; neuron++)
            {
                NeuronInsight insight = insights[next++];
                double[] wish = [.. wishes.Select(row => row[neuron])];
                double asked = wish.Sum(value => value * value);
                Assert.Equal((index, neuron), (insight.Layer, insight.Neuron));
                Assert.Equal(Math.Sqrt(asked / rowCount), insight.Asked, Tolerance * insight.Asked);
                Assert.Equal(1 - Unreachable(below, wish) / asked, insight.Followed, Tolerance);
            }
        }
    }

    [Fact]
    public void A_network_without_residuals_asks_for_nothing()
    {
        Network network = Cases.Network(5, 2, [3], 1);
        TrainingRows rows = Cases.Rows(new RandomSource(2), 50, 2, 1);
        ForwardPass pass = new(network, 50);
        pass.Run(rows.Inputs);
        double[] inputs = [.. rows.Inputs.Column(0), .. rows.Inputs.Column(1)];
        Assert.All(
            Insight.Of(network, new TrainingRows(50, inputs, pass.Outputs.Column(0).ToArray())),
            insight => Assert.Equal((0.0, 0.0), (insight.Asked, insight.Followed)));
    }

    [Fact]
    public void Outputs_that_cannot_be_told_apart_do_no_harm()
    {
        Network network = Cases.Network(5, 2, [3], 2);
        network.Neuron(network.Layers[1], 0).CopyTo(network.Neuron(network.Layers[1], 1));
        Assert.All(
            Insight.Of(network, Cases.Rows(new RandomSource(2), 50, 2, 2)),
            insight => Assert.InRange(insight.Asked, 0.01, 100));
    }

    [Fact]
    public void A_layer_that_cannot_act_is_asked_for_nothing()
    {
        // All weights of the output are 0, so no total input changes it.
        Network network = Cases.Network(5, 2, [3], 1);
        network.Neuron(network.Layers[1], 0).Clear();
        Assert.All(
            Insight.Of(network, Cases.Rows(new RandomSource(2), 50, 2, 1)),
            insight => Assert.Equal((0.0, 0.0), (insight.Asked, insight.Followed)));
    }

    /// <summary>dZ = S' (S S')^-1 r of one row, S_oj the derivative of output o by the bias of neuron j.</summary>
    private static double[] Wish(Network network, TrainingRows rows, int row, int index)
    {
        Layer layer = network.Layers[index];
        double[] inputs = Cases.Row(rows, row), present = Cases.Evaluate(network, inputs);
        double[][] sensitivities =
        [
            .. Enumerable.Range(0, layer.Outputs).Select(
                neuron => Derivatives.Derivative(network, inputs, layer.NeuronOffset(neuron) + layer.Inputs)),
        ];
        int outputs = network.Outputs;
        double[,] system = new double[outputs, outputs + 1];
        for (int i = 0; i < outputs; i++)
        {
            for (int j = 0; j < outputs; j++)
                system[i, j] = sensitivities.Sum(neuron => neuron[i] * neuron[j]);
            system[i, outputs] = rows.Targets[row, i] - present[i];
        }

        double[] solution = Gauss.Solve(system);
        return [.. sensitivities.Select(neuron => neuron.Zip(solution, (sensitivity, value) => sensitivity * value).Sum())];
    }

    /// <summary>What comes into a layer, and 1.</summary>
    private static double[] Below(Network network, double[] row, int index)
    {
        double[] values = [.. row, 1];
        foreach (Layer layer in network.Layers.Take(index))
            values =
            [
                .. Enumerable.Range(0, layer.Outputs).Select(neuron => Math.Tanh(
                    network.Neuron(layer, neuron).ToArray().Zip(values, (weight, value) => weight * value).Sum())),
                1,
            ];
        return values;
    }

    /// <summary>min ||A w - wish||^2.</summary>
    private static double Unreachable(double[][] rows, double[] wish)
    {
        int columns = rows[0].Length;
        double[,] system = new double[columns, columns + 1];
        for (int row = 0; row < rows.Length; row++)
            for (int i = 0; i < columns; i++)
                for (int j = 0; j <= columns; j++)
                    system[i, j] += rows[row][i] * (j < columns ? rows[row][j] : wish[row]);
        double[] weights = Gauss.Solve(system);
        return rows.Select((row, index) => Math.Pow(wish[index] - row.Zip(weights, (x, w) => x * w).Sum(), 2)).Sum();
    }
}
