using IllsEdge.Campaign.Plant;

namespace IllsEdge.Campaign.Faults;

/// <summary>Somebody asks for a retraining, as SIGUSR1 does.</summary>
internal sealed class RetrainingRequest : Fault
{
    public override bool DisturbsValues => false;

    public override void Begin(PressPlant plant) => plant.Device?.Loop.RequestRetraining();
}
