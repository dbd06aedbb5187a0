using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>A plant in which one thing goes wrong for good and nothing else does.</summary>
/// <param name="Name">For people, and for <c>--scenario</c>.</param>
/// <param name="From">When it begins, plant time.</param>
/// <param name="Make">What goes wrong; null for nothing, which the others are compared with.</param>
internal sealed record Scenario(string Name, TimeSpan From, Func<RandomSource, Fault>? Make)
{
    /// <summary>Longer than any campaign.</summary>
    public static readonly TimeSpan Forever = TimeSpan.FromDays(100_000);

    // After a first model has been made and has settled.
    private static readonly TimeSpan Settled = TimeSpan.FromHours(2);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("clean", default, null),
        new("no-labels", Settled, _ => new MissingLabels()),
        new("gross-labels", default, random => new GrossLabels(random)),
        new("outlying-labels", default, random => new OutlyingLabels(random)),
    ];

    /// <summary>Whether there is something to learn from, so that learning can pay.</summary>
    public bool HasLabels => Name != "no-labels";

    /// <summary>One by its name.</summary>
    public static Scenario? Named(string? name) => All.FirstOrDefault(scenario => scenario.Name == name);

    /// <summary>As the schedule takes it.</summary>
    public IEnumerable<FaultKind> Kinds => Make is null ? [] : [new FaultKind(Name, 1, Forever, Make)];
}
