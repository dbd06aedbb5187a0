using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Support;

/// <summary>Models whose predictions are known: planes.</summary>
internal static class TestModels
{
    /// <summary>y = onA a + onB b + constant, trained on values from -10 to 10.</summary>
    public static Model Plane(double onA, double onB, double constant, string second = "b", string target = "y")
    {
        Network network = new(2, [], 1, Activation.Linear);
        ((ReadOnlySpan<double>)[onA, onB, constant]).CopyTo(network.Parameters);
        return new Model(
            [Plain("a"), Plain(second)],
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
