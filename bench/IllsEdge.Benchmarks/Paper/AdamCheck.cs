using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Benchmarks.Paper;

/// <summary>Adam's gradient against central differences of the loss: an opponent that errs would be no opponent.</summary>
internal static class AdamCheck
{
    /// <summary>Differences of step 1e-5 err by about 1e-10 by their curvature, and by 1e-11 by rounding.</summary>
    private const double Width = 1e-5, Tolerance = 1e-7;

    /// <summary>Checks one network with two hidden layers and two outputs.</summary>
    /// <exception cref="InvalidOperationException">A component differs.</exception>
    public static void Run()
    {
        RandomSource random = new(1);
        TrainingRows rows = new(
            20,
            [.. Enumerable.Range(0, 60).Select(_ => random.NextGaussian())],
            [.. Enumerable.Range(0, 40).Select(_ => random.NextGaussian())]);
        Network network = new(3, [5, 4], 2, Activation.Tanh);
        Initialisation.Randomise(network, seed: 1);
        Objective objective = new(network, ridge: 0);
        double[] gradient = new Adam(network, new()).Gradient(rows.Inputs, rows.Targets).ToArray();
        for (int i = 0; i < gradient.Length; i++)
        {
            double weight = network.Parameters[i];
            double Loss(double at)
            {
                network.Parameters[i] = at;
                return objective.Of(rows) / rows.Count;
            }

            double slope = (Loss(weight + Width) - Loss(weight - Width)) / (2 * Width);
            network.Parameters[i] = weight;
            if (!(Math.Abs(gradient[i] - slope) < Tolerance))
                throw new InvalidOperationException($"Adam's gradient has {gradient[i]} for parameter {i}, differences {slope}.");
        }
    }
}
