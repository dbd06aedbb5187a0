using IllsEdge.Campaign.Plant;

namespace IllsEdge.Campaign.Faults;

/// <summary>Somebody asks for the previous model, as SIGUSR2 does.</summary>
internal sealed class RollBackRequest : Fault
{
    public override bool DisturbsValues => false;

    public override void Begin(PressPlant plant) => plant.Device?.Loop.RequestRollBack();
}
