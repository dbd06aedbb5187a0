using IllsEdge.Networks;
using IllsEdge.Networks.Activations;

namespace IllsEdge.Prediction;

/// <summary>
/// What is needed to tell rows unlike those that were trained on: the leverage of [x 1], which is the leverage of a linear
/// model of the same inputs. A network's own does not grow any more where its neurons are saturated.
/// </summary>
/// <param name="Factor">Packed factor of [X 1] of the training rows in standardised units, row by row from the diagonal on.</param>
/// <param name="Limit">The leverage above which a row is out of specification.</param>
public sealed record Novelty(double[] Factor, double Limit)
{
    /// <summary>
    /// Share of rows like those trained on that a limit calls novel: false alarms, of which a device with 10 values a second
    /// gives one every 100 seconds.
    /// </summary>
    public const double Share = 0.001;

    /// <summary>
    /// Standard deviation, in units of an input's own, below which no combination of inputs is taken to vary: inputs that
    /// repeat each other but for the rounding of a sensor must not raise an alarm by that rounding.
    /// </summary>
    internal const double LeastDeviation = 0.01;

    /// <summary>The linear model whose leverage it is.</summary>
    internal static Network Plane(int inputs) => new(inputs, [], 1, Activation.Linear);

    /// <summary>
    /// The leverage that <see cref="Share"/> of exchangeable ones exceed. The largest of n is exceeded by 1 in n + 1, and where
    /// that is more often the limit lies beyond it: the tail of h / (1 - h) of Gaussian rows, an F distribution's, falls with
    /// the power (n - d) / 2, taken as 2, which it is for 4 rows more than inputs and less than it is for more.
    /// </summary>
    internal static double LimitOf(IEnumerable<double> leverages)
    {
        double[] sorted = [.. leverages.Order()];
        int rank = (int)Math.Ceiling((sorted.Length + 1) * (1 - Share));
        return rank <= sorted.Length ? sorted[rank - 1] : sorted[^1] * Math.Sqrt(1 / (Share * (sorted.Length + 1)));
    }
}
