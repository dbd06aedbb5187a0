using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Tests.Support;

/// <summary>Exact derivatives by the chain rule, forwards, one parameter at a time: slow, plain, and apart from the library.</summary>
internal static class Derivatives
{
    /// <summary>The slope in closed form, of z alone.</summary>
    public static double Slope(string name, double z) => name switch
    {
        "tanh" => 1 / Math.Pow(Math.Cosh(z), 2),
        "sigmoid" => 1 / (2 + 2 * Math.Cosh(z)),
        "leaky-relu" => z > 0 ? 1 : 0.01,
        "elu" => z > 0 ? 1 : Math.Exp(z),
        "softsign" => 1 / Math.Pow(1 + Math.Abs(z), 2),
        "atan" => 1 / (1 + z * z),
        "identity" => 1,
        "relu" => z > 0 ? 1 : 0,
        _ => throw new ArgumentException(name),
    };

    /// <summary>[J r]: a row for every row and output, a column for every parameter, the residual last.</summary>
    public static double[,] Jacobian(Network network, TrainingRows rows)
    {
        int parameters = network.Parameters.Length, outputs = network.Outputs;
        double[,] jacobian = new double[rows.Count * outputs, parameters + 1];
        for (int row = 0; row < rows.Count; row++)
        {
            double[] inputs = Cases.Row(rows, row);
            double[] present = Cases.Evaluate(network, inputs);
            for (int output = 0; output < outputs; output++)
            {
                for (int parameter = 0; parameter < parameters; parameter++)
                    jacobian[row * outputs + output, parameter] = Derivative(network, inputs, parameter)[output];
                jacobian[row * outputs + output, parameters] = rows.Targets[row, output] - present[output];
            }
        }

        return jacobian;
    }

    /// <summary>Derivatives of the outputs of one row with respect to one parameter.</summary>
    public static double[] Derivative(Network network, double[] row, int parameter)
    {
        (double Value, double Change)[] values = [.. row.Select(value => (value, 0.0))];
        foreach (Layer layer in network.Layers)
        {
            (double Value, double Change)[] below = [.. values, (1, 0)];
            values = new (double, double)[layer.Outputs];
            for (int neuron = 0; neuron < layer.Outputs; neuron++)
            {
                double total = 0, change = 0;
                for (int input = 0; input < below.Length; input++)
                {
                    int index = layer.Offset + neuron * (layer.Inputs + 1) + input;
                    double weight = network.Parameters[index];
                    total += weight * below[input].Value;
                    change += weight * below[input].Change + (index == parameter ? below[input].Value : 0);
                }

                string name = layer.Activation.Name;
                values[neuron] = (Cases.Activate(name, total), Slope(name, total) * change);
            }
        }

        return [.. values.Select((value, output) => network.OutputMaps[output].Gain * value.Change)];
    }
}
