using IllsEdge.Networks;

namespace IllsEdge.Device.Simulation;

/// <summary>Draws that use exactly rounded operations only, so that they are the same on every machine.</summary>
internal static class RandomDraws
{
    /// <summary>A source of its own, so that one user's draws do not move another's.</summary>
    public static RandomSource Branch(this RandomSource random) => new(random.Next());
}
