using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Tests.Support;

/// <summary>Random networks and rows, the same for a seed on every machine.</summary>
internal static class Cases
{
    /// <summary>Rows with uniform inputs in [-1.7, 1.7] (variance 1) and targets of a smooth function of them.</summary>
    public static TrainingRows Rows(RandomSource random, int count, int inputs, int outputs)
    {
        double[] given = new double[count * inputs];
        foreach (ref double value in given.AsSpan())
            value = random.NextUniform(-1.7, 1.7);
        double[] targets = new double[count * outputs];
        for (int output = 0; output < outputs; output++)
            for (int row = 0; row < count; row++)
                targets[output * count + row] =
                    Math.Sin(given[row] + output) + 0.5 * given[(inputs - 1) * count + row] + random.NextUniform(-0.2, 0.2);
        return new TrainingRows(count, given, targets);
    }

    /// <summary>A network with random weights; <paramref name="hidden"/> may be empty.</summary>
    public static Network Network(
        ulong seed, int inputs, int[] hidden, int outputs, string activation = "tanh", string outputActivation = "identity")
    {
        Network network = new(
            inputs, hidden, outputs, Activation.Named(activation)!, Activation.Named(outputActivation)!);
        for (int output = 0; output < outputs; output++)
            network.OutputMaps[output] = OutputMap.For(Activation.Named(outputActivation)!, -2, 2);
        Initialisation.Randomise(network, seed);
        return network;
    }

    /// <summary>Outputs of one row by loops over the definition, apart from the library's own passes.</summary>
    public static double[] Evaluate(Network network, IReadOnlyList<double> row)
    {
        double[] values = [.. row];
        foreach (Layer layer in network.Layers)
        {
            double[] next = new double[layer.Outputs];
            for (int neuron = 0; neuron < next.Length; neuron++)
            {
                ReadOnlySpan<double> weights = network.Neuron(layer, neuron);
                double total = weights[^1];
                for (int input = 0; input < values.Length; input++)
                    total += weights[input] * values[input];
                next[neuron] = Activate(layer.Activation.Name, total);
            }

            values = next;
        }

        for (int output = 0; output < values.Length; output++)
            values[output] = network.OutputMaps[output].Offset + network.OutputMaps[output].Gain * values[output];
        return values;
    }

    /// <summary>The activation in closed form.</summary>
    public static double Activate(string name, double z) => name switch
    {
        "tanh" => Math.Tanh(z),
        "sigmoid" => 1 / (1 + Math.Exp(-z)),
        "leaky-relu" => z > 0 ? z : 0.01 * z,
        "elu" => z > 0 ? z : Math.Exp(z) - 1,
        "softsign" => z / (1 + Math.Abs(z)),
        "atan" => Math.Atan(z),
        "identity" => z,
        "relu" => Math.Max(z, 0),
        _ => throw new ArgumentException(name),
    };

    /// <summary>The loss as the interface defines it, by the definition.</summary>
    public static double Loss(Network network, TrainingRows rows, double ridge)
    {
        double sum = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            double[] outputs = Evaluate(network, Row(rows, row));
            for (int output = 0; output < outputs.Length; output++)
                sum += Math.Pow(rows.Targets[row, output] - outputs[output], 2);
        }

        foreach (Layer layer in network.Layers)
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
                foreach (double weight in network.Neuron(layer, neuron)[..^1])
                    sum += ridge * weight * weight;
        return sum / rows.Count;
    }

    /// <summary>Inputs of one row.</summary>
    public static double[] Row(TrainingRows rows, int row)
    {
        double[] values = new double[rows.Inputs.Columns];
        for (int input = 0; input < values.Length; input++)
            values[input] = rows.Inputs[row, input];
        return values;
    }
}
