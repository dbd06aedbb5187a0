using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>The champion's file is spoiled; the device is restarted now or is not.</summary>
internal sealed class DamagedModel(RandomSource random) : Fault
{
    public override void Begin(PressPlant plant)
    {
        if (random.NextBelow(2) == 0)
            plant.Stop(HowItEnds.InOrder, TimeSpan.FromSeconds(30));
        plant.IsModelFileDamaged = true;
        Damage.Do(plant.Disk.Model, random);
    }
}
