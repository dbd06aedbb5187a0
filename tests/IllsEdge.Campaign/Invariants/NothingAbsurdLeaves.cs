using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Campaign.Invariants;

/// <summary>Whatever readings and labels say, no value of another order of magnitude than a plate leaves the device.</summary>
internal sealed class NothingAbsurdLeaves : Invariant
{
    // Plates are of 4 to 8 mm; a sensor that spikes within its range takes any model some millimetres off.
    private const double Farthest = 50;

    public override string Name => "nothing absurd leaves the device";

    public override void Sampled(PressPlant plant, in SampleReport sample)
    {
        if (Math.Abs(sample.Published.Value) > Farthest)
            Break(plant.Now, $"{sample.Published} of {string.Join(", ", sample.Values.ToArray())}");
    }
}
