using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>The device's wall clock is wrong by seconds to years, ahead or behind, and is then put right.</summary>
internal sealed class ClockJump(RandomSource random) : Fault
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    private readonly TimeSpan _by = TimeSpan.FromSeconds(Math.Pow(Longest.TotalSeconds, random.NextUniform(0.05, 1)))
        * (random.NextBelow(2) == 0 ? -1 : 1);

    public override bool DisturbsValues => false;

    public override void Begin(PressPlant plant)
    {
        plant.Clock.SetWrong(_by);
        plant.ClockWrongSince ??= plant.Now;
    }

    public override void End(PressPlant plant)
    {
        plant.Clock.SetWrong(default);
        plant.ClockWrongSince = null;
    }
}
