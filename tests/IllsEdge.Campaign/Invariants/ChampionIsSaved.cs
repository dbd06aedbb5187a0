using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Store;

namespace IllsEdge.Campaign.Invariants;

/// <summary>
/// The model in use is the store's champion whenever there is room, also where it was adopted while the disk was full; and with
/// it the device goes on after a restart.
/// </summary>
internal sealed class ChampionIsSaved : Invariant
{
    private int? _expected;

    public override string Name => "the model in use is saved";

    public override void Hourly(PressPlant plant)
    {
        if (!plant.HasRoom || plant.IsStoreDamaged || plant.IsStoreSuspect)
            return;
        plant.Device!.Archive.Flush();
        int? saved = plant.Device.Store.ReadModel(ModelState.Champion)?.Version;
        if (saved != plant.Device.Loop.Seated?.Version)
            Break(plant.Now, $"model {plant.Device.Loop.Seated?.Version} is in use, and model {saved} in the store");
    }

    public override void Ending(PressPlant plant, PressDevice device, HowItEnds how) =>
        _expected = how == HowItEnds.InOrder && plant.HasRoom ? device.Loop.Seated?.Version : null;

    public override void Opened(PressPlant plant)
    {
        int? restored = plant.Device!.Loop.Seated?.Version;
        if (_expected is { } version && restored != version && !plant.IsStoreDamaged && !plant.IsStoreSuspect)
            Break(plant.Now, $"it ended with model {version} and goes on with model {restored}");
    }
}
