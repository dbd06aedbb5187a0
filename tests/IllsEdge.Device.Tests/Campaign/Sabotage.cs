using IllsEdge.Campaign;
using IllsEdge.Campaign.Faults;
using IllsEdge.Campaign.Invariants;
using IllsEdge.Campaign.Plant;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Tests.Campaign;

/// <summary>Something that is broken on purpose in a campaign in which all else is well.</summary>
/// <param name="Breaks">Name of the invariant that has to notice it.</param>
/// <param name="What">What is done, for people.</param>
internal sealed record Sabotage(string Breaks, string What)
{
    /// <summary>Part of what is told then, where an invariant looks in several ways.</summary>
    public string Says { get; init; } = "";

    /// <summary>When, plant time. There have been two models by then, and the first look of the hour is to come.</summary>
    public TimeSpan At { get; init; } = TimeSpan.FromMinutes(50);

    /// <summary>How long the campaign lasts where nobody notices.</summary>
    public TimeSpan Until { get; init; } = TimeSpan.FromMinutes(65);

    /// <summary>What the device is held to.</summary>
    public CampaignOptions Promised { get; init; } = new() { Period = TimeSpan.FromSeconds(2) };

    /// <summary>What is kept of it.</summary>
    public Func<CampaignOptions, CampaignOptions> Kept { get; init; } = promised => promised;

    /// <summary>What is done once, before a step of the device.</summary>
    public Action<FaultCampaign> Once { get; init; } = _ => { };

    /// <summary>What is done from then on after every step, before anybody looks.</summary>
    public Action<PressPlant> EveryStep { get; init; } = _ => { };

    /// <summary>What becomes of the labels from then on, mm; null: of none of them anything.</summary>
    public Func<double, double>? Labels { get; init; }

    /// <summary>Whether no sensor says anything from then on.</summary>
    public bool IsSilent { get; init; }

    /// <summary>The invariants that noticed something, the campaign being ended then.</summary>
    public IReadOnlyList<Violation> Noticed()
    {
        using TemporaryFolder folder = new();
        FaultCampaign campaign = null!;
        CampaignOptions promised = Promised with
        {
            Days = Until.TotalDays,
            EndsAtViolation = true,
            Folder = folder.File("disk"),
            // The schedule calls at the right time.
            Scenario = new Scenario("sabotage", At, _ => new Act(this, () => campaign)),
        };
        campaign = new FaultCampaign(Kept(promised), [new Hand(this), .. InvariantCatalogue.Make(promised)]);
        using (campaign)
            campaign.Run();
        return [.. campaign.Invariants.Select(invariant => invariant.First).OfType<Violation>()];
    }

    /// <summary>Changes the store's file behind the device's back.</summary>
    public static void Change(FaultCampaign campaign, string text)
    {
        using SqliteConnection connection = new(
            new SqliteConnectionStringBuilder { DataSource = campaign.Plant.Disk.Store, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        Assert.True(command.ExecuteNonQuery() > 0, $"nothing is changed by {text}");
    }

    // Is no fault any more where all was done at once: nothing is to excuse the device.
    private sealed class Act(Sabotage sabotage, Func<FaultCampaign> campaign) : Fault
    {
        private readonly bool _isWire = sabotage.Labels is not null || sabotage.IsSilent;

        public override bool DisturbsValues => false;

        public override void Begin(PressPlant plant)
        {
            Until = _isWire ? Until : plant.Now;
            sabotage.Once(campaign());
        }

        public override bool Pass(ref Reading reading) => !sabotage.IsSilent;

        public override bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now)
        {
            double value = sabotage.Labels?.Invoke(label.Value) ?? label.Value;
            label = label with { Value = value };
            return double.IsFinite(value);
        }
    }

    // Looks on as an invariant does, before the others.
    private sealed class Hand(Sabotage sabotage) : Invariant
    {
        public override string Name => "sabotage";

        public override void Stepped(PressPlant plant)
        {
            if (plant.Now >= sabotage.At)
                sabotage.EveryStep(plant);
        }
    }
}
