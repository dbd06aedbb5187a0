using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Campaign.Invariants;

/// <summary>A label of a sample that missed an input teaches nothing.</summary>
internal sealed class OnlySoundSamplesTeach : Invariant
{
    // Two hours of seconds: older samples are looked up in the store, by the wall clock, and cannot be told by their age.
    private readonly Taken[] _taken = new Taken[8192];
    private int _next;

    private record struct Taken(TimeSpan At, bool IsSound, double First);

    public override string Name => "no sample with a missing input is learned from";

    public override void Sampled(PressPlant plant, in SampleReport sample)
    {
        _taken[_next] = new Taken(sample.Elapsed, !sample.Present.Contains(false), sample.Values[0]);
        _next = (_next + 1) % _taken.Length;
    }

    public override void Labelled(PressPlant plant, in LabelReport label)
    {
        if (label.Values.IsEmpty)
            return;
        TimeSpan at = label.Elapsed - label.Age;
        double first = label.Values[0];
        foreach (Taken taken in _taken)
            if (taken.At == at && !taken.IsSound && taken.First == first)
                Break(plant.Now, $"the sample of {at} missed an input, and its label {label.Measured} is learned from");
    }

    public override void Opened(PressPlant plant) => Array.Clear(_taken);
}
