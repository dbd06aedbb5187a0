using IllsEdge.Campaign;
using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Runtime;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Campaign;

/// <summary>Everything that is broken on purpose.</summary>
internal static partial class Sabotages
{
    public const string Learning = "learning is not worse than the first model";
    public const string NoTrial = "a winner is put into use without a trial";

    private const string Trials = "in shadow nothing is adopted before its trial is over";
    private const string Jumps = "no swap moves the output farther than its bound";
    private const string Publishing = "it publishes again within ten periods after a fault";
    private const string Status = "every value carries a status, F without a number";
    private const string Absurd = "nothing absurd leaves the device";
    private const string Sound = "no sample with a missing input is learned from";
    private const string Safe = "outputs are safe after the end";
    private const string Good = "the status returns to G after the last fault";
    internal const string Memory = "managed memory is flat";
    private const string Thrown = "no unhandled exception";

    private static CampaignOptions Slow => new() { Period = TimeSpan.FromSeconds(2) };

    // Made anew each time, with what they keep.
    public static IReadOnlyList<Sabotage> All =>
    [
        .. OfTheStore,
        new(Thrown, "a step throws") { Once = campaign => campaign.Plant.Device!.Store.Dispose() },
        new(Thrown, "the store is somebody else's file")
        {
            Once = campaign => Down(campaign, plant =>
            {
                File.WriteAllText(plant.Disk.Store, "It was a dark and stormy night; the rain fell in torrents.");
                File.Delete(plant.Disk.Store + ".lock");
            }),
        },
        new(Thrown, "a sound store is taken for a damaged one")
        {
            // Nobody has told of the damage.
            Once = campaign => Down(campaign, plant => File.WriteAllBytes(plant.Disk.Store, new byte[8192])),
        },
        new(Status, "a value has no status") { Once = campaign => Say(campaign, 6, null, null, (ValueStatus)' ') },
        new(Status, "no number is good") { Once = campaign => Say(campaign, double.NaN, null, null, ValueStatus.Good) },
        new(Status, "a lower bound lies above the value") { Once = campaign => Say(campaign, 6, 6.1, 7, ValueStatus.Good) },
        new(Status, "a bound is no number") { Once = campaign => Say(campaign, 6, double.NaN, 7, ValueStatus.Good) },
        new(Status, "a failure has bounds") { Once = campaign => Say(campaign, double.NaN, 5, 7, ValueStatus.Failure) },
        new(Absurd, "labels are in another unit") { At = default, Labels = label => 100 * label },
        new(Sound, "a sample that missed an input is learned from")
        {
            Once = campaign =>
            {
                TimeSpan at = campaign.Plant.Device!.Loop.Elapsed;
                campaign.Sampled(new SampleReport(at, default(Published) with { Status = ValueStatus.Failure }, new double[6], new bool[6], new bool[6]));
                campaign.Labelled(new LabelReport(at + TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5), 6, null, new double[6]));
            },
        },
        new(Publishing, "nothing is published and nothing is wrong") { IsSilent = true },
        new(Safe, "a value leaves the device after its end")
        {
            Once = campaign => AfterTheEnd(campaign, device => device.Output.Publish(default)),
        },
        new(Safe, "the lamp goes out after the end")
        {
            Once = campaign => AfterTheEnd(campaign, _ => campaign.Plant.Pins.Set(PressDevice.Pin, false)),
        },
        new(Good, "no value is good any more")
        {
            Until = TimeSpan.FromHours(5),
            EveryStep = plant => plant.Device!.Output.Publish(plant.Device.Output.Last!.Value with { Status = ValueStatus.OutOfSpecification }),
        },
        new(Trials, NoTrial)
        {
            Promised = Slow with { Variant = Variant.Shadow },
            Kept = promised => promised with { Variant = Variant.None },
            Labels = Contrary,
        },
        new(Trials, "somebody puts a model into use during its trial")
        {
            Until = TimeSpan.FromHours(4),
            Promised = Slow with { Variant = Variant.Shadow },
            Labels = Contrary,
            EveryStep = plant => plant.Device!.Loop.RequestAdoption(),
        },
        new(Jumps, "a swap moves the output as far as it likes")
        {
            Promised = Slow with { Variant = Variant.LargestJump },
            Kept = promised => promised with { Variant = Variant.None },
            Labels = Contrary,
        },
        new(Learning, "all labels are too thick") { Until = TimeSpan.FromHours(4), Labels = label => label + 2 },
        new(Learning, "no label ever comes") { At = default, Until = TimeSpan.FromHours(4.1), Labels = _ => double.NaN },
        new(Memory, "a step keeps what it has made")
        {
            At = default,
            Until = TimeSpan.FromHours(17),
            Promised = new CampaignOptions { Period = TimeSpan.FromSeconds(10) },
            EveryStep = new Leak().Step,
        },
    ];

    // Thin plates are said to be thick.
    private static double Contrary(double label) => 12 - label;

    // A value that is said to have been published, of a sample without an input, which nobody else minds.
    private static void Say(FaultCampaign campaign, double value, double? low, double? high, ValueStatus status) =>
        campaign.Sampled(new SampleReport(
            campaign.Plant.Device!.Loop.Elapsed, new Published("thickness", value, low, high, status, campaign.Plant.Clock.GetUtcNow()),
            new double[6], new bool[6], new bool[6]));

    private static void Down(FaultCampaign campaign, Action<PressPlant> work)
    {
        campaign.Plant.Stop(HowItEnds.InOrder, TimeSpan.FromSeconds(30));
        work(campaign.Plant);
    }

    private static void AfterTheEnd(FaultCampaign campaign, Action<PressDevice> work)
    {
        Action<PressDevice, HowItEnds> ended = campaign.Plant.Ended!;
        campaign.Plant.Ended = (device, how) =>
        {
            work(device);
            ended(device, how);
        };
        campaign.Plant.Stop(HowItEnds.InOrder, TimeSpan.FromSeconds(30));
    }

    private sealed class Leak
    {
        private readonly List<byte[]> _kept = [];

        public void Step(PressPlant plant) => _kept.Add(new byte[16 << 10]);
    }
}
