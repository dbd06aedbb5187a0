using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Tests.Support;

/// <summary>Models whose every weight is known, in units of their inputs: all scalings are 1.</summary>
internal static class HandMadeModels
{
    /// <summary>A model of one network; inputs are in -10 to 10.</summary>
    public static Model Of(Network network, string[] inputs, params string[] targets) => new(
        [.. inputs.Select(Variable)],
        [.. targets.Select(Variable)],
        [new Member(network, Factor: null, Damping: 0)],
        new Provenance("none", 1, 0, "", "", new Dictionary<string, string>(), []));

    /// <summary>A linear model; weights, then the bias.</summary>
    public static Network Linear(params double[] weights)
    {
        Network network = new(weights.Length - 1, [], 1, Activation.Linear);
        weights.CopyTo(network.Parameters);
        return network;
    }

    /// <summary>Columns of uniform values in -1 to 1.</summary>
    public static double[][] Uniform(int columns, int rows, ulong seed = 3)
    {
        RandomSource random = new(seed);
        return
        [
            .. Enumerable.Range(0, columns).Select(_ =>
                Enumerable.Range(0, rows).Select(_ => random.NextUniform(-1, 1)).ToArray()),
        ];
    }

    /// <summary>0 to count - 1.</summary>
    public static int[] Rows(int count) => [.. Enumerable.Range(0, count)];

    private static Variable Variable(string name) => new(name, null, new Scaling(0, 1), -10, 10);
}
