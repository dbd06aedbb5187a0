using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation;

/// <summary>Draws that use exactly rounded operations only, so that they are the same on every machine.</summary>
internal static class RandomDraws
{
    /// <summary>Mean 0 and standard deviation 1: the sum of twelve uniform numbers less 6, normal enough for
    /// noise.</summary>
    public static double NextNormal(this RandomSource random)
    {
        double sum = -6;
        for (int draw = 0; draw < 12; draw++)
            sum += random.NextUniform();
        return sum;
    }

    /// <summary>A source of its own, so that one user's draws do not move another's.</summary>
    public static RandomSource Branch(this RandomSource random) => new(random.Next());
}
