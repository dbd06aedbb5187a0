using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Simulation.Press;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>One label in ten is wrong by 5 to 20 times the noise of the measurement, up or down: nobody would doubt it.</summary>
internal sealed class OutlyingLabels(RandomSource random) : LabelFault(random)
{
    private static readonly double Noise = new PressScenario().LabelNoise;

    public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now)
    {
        if (Random.NextBelow(10) == 0)
            label = label with { Value = label.Value + Noise * Random.NextUniform(5, 20) * (Random.NextBelow(2) == 0 ? -1 : 1) };
        return true;
    }
}
