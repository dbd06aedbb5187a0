using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Support;

/// <summary>Models whose predictions are known: planes.</summary>
internal static class TestModels
{
    /// <summary>y = onA a + onB b + constant, trained on values from -10 to 10.</summary>
    public static Model Plane(double onA, double onB, double constant, string second = "b", string target = "y") =>
        Plane(constant, target, (onA, new Tap("a")), (onB, new Tap(second)));

    /// <summary>y = the sum of slopes times inputs + constant, trained on values from -10 to 10.</summary>
    public static Model Plane(double constant, string target, params ReadOnlySpan<(double Slope, Tap Tap)> terms)
    {
        Network network = new(terms.Length, [], 1, Activation.Linear);
        List<Variable> inputs = [];
        foreach ((double slope, Tap tap) in terms)
        {
            network.Parameters[inputs.Count] = slope;
            inputs.Add(Plain(tap.Name) with { Tap = tap });
        }

        network.Parameters[^1] = constant;
        return new Model(
            inputs,
            [Plain(target)],
            [new Member(network, Factor: null, Damping: 0)],
            new Provenance("by hand", 1, 0, "", "", new Dictionary<string, string>(), []));
    }

    public static double Predict(Model model, params ReadOnlySpan<double> inputs)
    {
        double[] prediction = new double[1];
        new Predictor(model).Predict(inputs, prediction);
        return prediction[0];
    }

    private static Variable Plain(string name) => new(name, Unit: null, new Scaling(0, 1), -10, 10);
}
