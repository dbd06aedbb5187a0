using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>The system is busy: a step comes periods late, now and then a minute.</summary>
internal sealed class SlowSteps(RandomSource random) : Fault
{
    private readonly RandomSource _random = new(random.Next());

    public override void Step(PressPlant plant) => plant.Clock.Advance(
        plant.Options.Period * (_random.NextBelow(20) == 0 ? 60 : 5) * _random.NextUniform());
}
