using System.Globalization;
using System.Runtime.CompilerServices;
using IllsEdge.Campaign;
using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Tests.Campaign;

// What is done to the store's file and to the models.
internal static partial class Sabotages
{
    private const string Rows = "every committed row stays, unchanged";
    private const string Numbers = "ids ascend";
    private const string Champion = "at most one champion, and it can be read";
    private const string Saved = "the model in use is saved";
    private const string Bounds = "the store keeps its bounds";
    private const string Decisions = "all decisions are in the store";

    private const string Bare = "samples WHERE NOT EXISTS (SELECT 1 FROM labels WHERE sample_id = samples.id)";
    private const string Labelled = "samples WHERE EXISTS (SELECT 1 FROM labels WHERE sample_id = samples.id)";

    private static CampaignOptions Small => Slow with { MaxRows = 1000 };

    private static IEnumerable<Sabotage> OfTheStore =>
    [
        Store(Rows, "a sample is gone", $"DELETE FROM samples WHERE id = (SELECT max(id) - 100 FROM samples)"),
        // The number of rows stays what is counted: one that had to go takes its place.
        Store(Rows, "a sample is gone before its turn", $"UPDATE samples SET id = 1 WHERE id = (SELECT max(id) - 100 FROM {Bare})") with
        {
            At = TimeSpan.FromMinutes(110), Until = TimeSpan.FromMinutes(125), Promised = Small, Says = "without a label too, is kept",
        },
        Store(Rows, "the oldest sample is gone before its time", $"UPDATE samples SET id = 1000000 WHERE id = (SELECT min(id) FROM {Bare})") with
        {
            Says = "before their time",
        },
        // All that are older have labels too: the others had to go first.
        Store(Rows, "a sample is gone from its label", $"UPDATE samples SET id = 1000000 WHERE id = (SELECT min(id) FROM {Labelled} AND id > (SELECT max(id) - 1690 FROM samples))") with
        {
            At = TimeSpan.FromMinutes(110), Until = TimeSpan.FromMinutes(125), Promised = Small, Says = "is gone with its label",
        },
        Store(Rows, "a label is gone", "DELETE FROM labels WHERE id = (SELECT max(id) - 3 FROM labels)"),
        Store(Rows, "a label is another one", "UPDATE labels SET value = value + 1e-9 WHERE id = (SELECT max(id) - 3 FROM labels)"),
        Store(Rows, "a label is another sample's", "UPDATE labels SET sample_id = sample_id + 1 WHERE id = (SELECT max(id) - 3 FROM labels)"),
        Store(Rows, "a label is valid no more", "UPDATE labels SET superseded = 1 WHERE id = (SELECT max(id) - 3 FROM labels)"),
        new(Rows, "a label is gone at a start, and its sample is kept")
        {
            Once = campaign => Down(campaign, _ => Sabotage.Change(campaign, "DELETE FROM labels WHERE id = (SELECT max(id) - 3 FROM labels)")),
        },
        Store(Rows, "a prediction is gone", "DELETE FROM predictions WHERE sample_id = (SELECT max(sample_id) - 100 FROM predictions)"),
        Store(Rows, "a prediction is another one", "UPDATE predictions SET value = value + 1e-9 WHERE sample_id = (SELECT max(sample_id) - 100 FROM predictions)"),
        Store(Rows, "a prediction has another status", "UPDATE predictions SET status = 'F' WHERE sample_id = (SELECT max(sample_id) - 100 FROM predictions)"),
        new(Rows, "a sample is another one, with a sound checksum") { Once = Forge },
        Store(Rows, "a sample cannot be read", "UPDATE samples SET monotonic = monotonic + 1 WHERE id = (SELECT max(id) - 100 FROM samples)"),
        new(Numbers, "a number is given twice") { Once = campaign => LastSample(campaign.Plant.Device!.Store)-- },
        Store(Champion, "two models are champions", "UPDATE models SET state = 'C' WHERE state = 'P'"),
        Store(Champion, "the champion cannot be read", "UPDATE models SET bytes = substr(bytes, 2) WHERE state = 'C'"),
        new(Champion, "the champion's file cannot be read") { Once = campaign => File.WriteAllText(campaign.Plant.Disk.Model, "{}") },
        Store(Saved, "the champion is not saved", "UPDATE models SET state = 'R' WHERE state = 'C'"),
        new(Saved, "the champion is lost at the end")
        {
            Once = campaign => Down(campaign, plant =>
            {
                Sabotage.Change(campaign, "UPDATE models SET state = 'R' WHERE state = 'C'");
                File.Delete(plant.Disk.Model);
            }),
        },
        new(Bounds, "more samples are kept than promised")
        {
            Promised = Slow with { MaxRows = 100 }, Kept = promised => promised with { MaxRows = 50_000 },
        },
        new(Bounds, "files grow") { Once = campaign => File.WriteAllBytes(Path.Combine(campaign.Plant.Disk.Folder, "log"), new byte[64 << 20]) },
        Deciding("a decision is not stored", "DELETE FROM decisions WHERE id = (SELECT max(id) FROM decisions)"),
        Deciding("a decision is another one", "UPDATE decisions SET text = 'because' WHERE id = (SELECT min(id) FROM decisions)"),
    ];

    private static Sabotage Store(string breaks, string what, string change) =>
        new(breaks, what) { Once = campaign => Sabotage.Change(campaign, change) };

    private static Sabotage Deciding(string what, string change) =>
        new(Decisions, what) { Once = campaign => Down(campaign, _ => Sabotage.Change(campaign, change)) };

    private static void Forge(FaultCampaign campaign)
    {
        DeviceStore store = campaign.Plant.Device!.Store;
        StoredSample newest = store.ReadNewestSamples(1)[0];
        newest.Values[0] += 1e-6;
        SampleBlob blob = new(store.InputNames);
        byte[] bytes = new byte[blob.Length];
        blob.Write(new Sample(newest.Time, newest.Monotonic, newest.Values, newest.Present), newest.Id, bytes);
        Sabotage.Change(campaign, string.Create(
            CultureInfo.InvariantCulture, $"UPDATE samples SET \"values\" = x'{Convert.ToHexString(bytes)}' WHERE id = {newest.Id}"));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_lastSample")]
    private static extern ref long LastSample(DeviceStore store);
}
