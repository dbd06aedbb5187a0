using IllsEdge.Device.Simulation;

namespace IllsEdge.Campaign.Plant;

/// <summary>The device's clock beside the true time, which it may be far from.</summary>
internal static class CampaignClock
{
    /// <summary>The true time at the start.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>The true time.</summary>
    public static DateTimeOffset TrueTime(this AcceleratedClock clock) => Start + clock.Elapsed;

    /// <summary>Sets the wall clock wrong by so much.</summary>
    public static void SetWrong(this AcceleratedClock clock, TimeSpan by) => clock.SetUtc(clock.TrueTime() + by);
}
