using IllsEdge.Campaign.Faults;

namespace IllsEdge.Campaign;

/// <summary>How long, how hard and from which seed.</summary>
internal sealed record CampaignOptions
{
    /// <summary>Plant days.</summary>
    public double Days { get; init; } = 30;

    /// <summary>Of everything that scatters: the same seed, the same campaign.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The loop's. A second: every fault lasts for many, and a month takes minutes; at 100 ms it takes the hour.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Faults that begin in a plant day, on average.</summary>
    public double FaultsPerDay { get; init; } = 30;

    /// <summary>Some kinds alone, to look into them; null for all.</summary>
    public IReadOnlyList<string>? OnlyKinds { get; init; }

    /// <summary>One thing that goes wrong for good, and nothing else; null for random faults.</summary>
    public Scenario? Scenario { get; init; }

    /// <summary>How the device is set up and treated, other than by default.</summary>
    public Variant Variant { get; init; }

    /// <summary>Ends at the first violation.</summary>
    public bool EndsAtViolation { get; init; }

    /// <summary>Where the disk is mounted, or made as a folder where mounting is not allowed.</summary>
    public string Folder { get; init; } = Path.Combine(Path.GetTempPath(), $"illsedge-campaign-{Environment.ProcessId}");

    /// <summary>Samples that the store keeps: half a day, so that pruning is under way all the time.</summary>
    public long MaxRows { get; init; } = 50_000;

    /// <summary>How long the store keeps a row; null for as long as there is room. Shorter than what so many rows last at a
    /// period of a second, so that rows go by age there, and by number where the period is shorter.</summary>
    public TimeSpan? MaxAge { get; init; } = TimeSpan.FromHours(10);

    /// <summary>No fault before, so that there is a first model to compare with.</summary>
    public TimeSpan Peace { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Whole duration.</summary>
    public TimeSpan Duration => TimeSpan.FromDays(Days);
}

/// <summary>What a plant may do otherwise.</summary>
[Flags]
internal enum Variant
{
    None = 0,

    /// <summary>It ends the device in order and starts it again once a day, as some do.</summary>
    DailyRestarts = 1,

    /// <summary>A new model has to win again in shadow.</summary>
    Shadow = 2,

    /// <summary>The output's jump at a swap is bounded.</summary>
    LargestJump = 4,
}
