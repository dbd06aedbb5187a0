using IllsEdge.Campaign.Plant;
using IllsEdge.Data;
using IllsEdge.Device.Store;
using IllsEdge.ModelFiles;

namespace IllsEdge.Campaign.Invariants;

/// <summary>There is one champion at most, and it can be read, in the store and as a file.</summary>
internal sealed class OneReadableChampion : Invariant
{
    public override string Name => "at most one champion, and it can be read";

    public override void Hourly(PressPlant plant) => Look(plant);

    public override void Opened(PressPlant plant) => Look(plant);

    private void Look(PressPlant plant)
    {
        IReadOnlyList<StoredModel> models = plant.Device!.Store.ReadModels();
        StoredModel[] champions = [.. models.Where(model => model.State == ModelState.Champion)];
        if (champions.Length > 1)
            Break(plant.Now, $"models {string.Join(", ", champions.Select(model => model.Version))} are champions");
        // Where a damaged store has no sound model, the device goes without one until there is the next.
        if (champions.Length > 0 && plant.Device.Loop.Champion is not null && !plant.IsStoreDamaged)
            Read(plant, $"model {champions[0].Version} of the store", () => champions[0].Bytes);
        // A file that was spoiled stays so until the next start, or the next swap and room to write it.
        if (!plant.HasRoom || plant.IsModelFileDamaged)
            return;
        plant.Device.Archive.Flush();
        if (File.Exists(plant.Disk.Model))
            Read(plant, plant.Disk.Model, () => File.ReadAllBytes(plant.Disk.Model));
    }

    private void Read(PressPlant plant, string name, Func<byte[]> read)
    {
        try
        {
            ModelFile.FromBytes(read(), name);
        }
        catch (Exception exception) when (exception is DataFileException or IOException)
        {
            Break(plant.Now, exception.Message);
        }
    }
}
