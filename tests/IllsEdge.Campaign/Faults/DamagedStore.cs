using IllsEdge.Campaign.Plant;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>The store is spoiled between two runs; the second half of the time it was killed, so that there is a log too.</summary>
internal sealed class DamagedStore(RandomSource random) : Fault
{
    public override void Begin(PressPlant plant)
    {
        plant.Stop(random.NextBelow(2) == 0 ? HowItEnds.InOrder : HowItEnds.Killed, TimeSpan.FromSeconds(30));
        (plant.IsStoreDamaged, plant.IsStoreSuspect) = (true, true);
        Damage.Do(random.NextBelow(3) == 0 ? plant.Disk.Store + "-wal" : plant.Disk.Store, random);
    }
}
