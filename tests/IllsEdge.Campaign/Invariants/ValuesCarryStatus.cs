using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;
using IllsEdge.Prediction;

namespace IllsEdge.Campaign.Invariants;

/// <summary>Every value carries a status of NAMUR NE 107, and what is no number is F.</summary>
internal sealed class ValuesCarryStatus : Invariant
{
    public override string Name => "every value carries a status, F without a number";

    public override void Sampled(PressPlant plant, in SampleReport sample)
    {
        Published value = sample.Published;
        bool isKnown = value.Status is ValueStatus.Good or ValueStatus.Check or ValueStatus.OutOfSpecification
            or ValueStatus.Maintenance or ValueStatus.Failure;
        bool isFailure = value.Status == ValueStatus.Failure;
        bool isOrdered = isFailure ? value is { Low: null, High: null }
            : (value.Low is null || value.Low <= value.Value) && (value.High is null || value.High >= value.Value);
        if (!isKnown || (!double.IsFinite(value.Value) && !isFailure) || !isOrdered)
            Break(plant.Now, $"{value}");
    }
}
