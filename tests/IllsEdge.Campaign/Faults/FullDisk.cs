using IllsEdge.Campaign.Plant;

namespace IllsEdge.Campaign.Faults;

/// <summary>Somebody else's files have taken all room.</summary>
internal sealed class FullDisk : Fault
{
    public override bool DisturbsValues => false;

    public override void Begin(PressPlant plant) => plant.Disk.Fill();

    public override void End(PressPlant plant)
    {
        plant.Disk.MakeRoom();
        plant.RoomSince = plant.Now;
    }
}
