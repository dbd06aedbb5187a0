using IllsEdge.Networks;

namespace IllsEdge.Benchmarks;

/// <summary>Numbers with a normal distribution.</summary>
internal static class Gaussian
{
    /// <summary>A number of mean 0 and variance 1 (Box and Muller 1958).</summary>
    public static double NextGaussian(this RandomSource random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextUniform())) * Math.Cos(2 * Math.PI * random.NextUniform());
}
