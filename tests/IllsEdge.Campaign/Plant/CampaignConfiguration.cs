using IllsEdge.Device.Configuration;
using IllsEdge.Device.Simulation;
using IllsEdge.Training;

namespace IllsEdge.Campaign.Plant;

/// <summary>What the device in the campaign is told.</summary>
internal static class CampaignConfiguration
{
    /// <summary>As in the press's example.</summary>
    public static readonly TimeSpan TrainingBudget = TimeSpan.FromMinutes(1);

    /// <summary>With <see cref="Variant.LargestJump"/>, mm: a swap of 0.5 mm is spread over ten samples.</summary>
    public const double LargestJump = 0.05;

    // The slowest sensors send once in half a second, and one reading may be lost.
    private static readonly TimeSpan ShortestMaxAge = TimeSpan.FromSeconds(1.5);

    // What lies outside cannot come from a working sensor. Wider for the pressure than the press's example, whose 170 bar the
    // regulator passes now and then.
    private static readonly (double Low, double High)[] Ranges =
        [(120, 180), (-20, 150), (40, 220), (0, 20), (0, 60), (290, 300)];

    public static DeviceConfiguration Make(CampaignOptions options, StoreDisk disk) => new()
    {
        Name = "campaign",
        Period = options.Period,
        Store = new StoreConfiguration
        {
            Path = disk.Store,
            MaxRows = options.MaxRows,
        },
        Inputs =
        [
            .. PressSource.ChannelNames.Take(PressSource.Thickness).Select((name, input) => new InputConfiguration
            {
                Name = name,
                Source = new SerialSourceConfiguration { Port = "campaign", Channel = name },
                Range = new InputRange { Low = Ranges[input].Low, High = Ranges[input].High },
                MaxAge = options.Period * 3 > ShortestMaxAge ? options.Period * 3 : ShortestMaxAge,
                StuckAfter = TimeSpan.FromMinutes(2),
            }),
        ],
        Target = new TargetConfiguration
        {
            Name = "thickness",
            Source = new SerialSourceConfiguration { Port = "campaign", Channel = "thickness" },
            Match = new LabelMatch { Tolerance = LabelMatch.DefaultTolerance(options.Period) },
            Starvation = TimeSpan.FromHours(2),
        },
        Model = new ModelConfiguration { Path = disk.Model, Hidden = [8], Robust = RobustLoss.Auto },
        Retrain = new RetrainConfiguration
        {
            Triggers = new RetrainTriggers { Labels = 60, ErrorRise = 1.5 },
            // Two days of labels: a month of them would be most of the campaign's time, and teach the older batches.
            Budgets = new RetrainBudgets { Time = TrainingBudget, Rows = 600 },
            Adopt = options.Variant.HasFlag(Variant.Shadow) ? Adoption.Shadowed : Adoption.Judged,
            LargestJump = options.Variant.HasFlag(Variant.LargestJump) ? LargestJump : null,
        },
        Outputs = [],
    };
}
