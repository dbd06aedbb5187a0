namespace IllsEdge.Campaign.Invariants;

/// <summary>All invariants, made anew for a campaign; a new one is a line here.</summary>
internal static class InvariantCatalogue
{
    public static IReadOnlyList<Invariant> Make(CampaignOptions options) =>
    [
        new NoUnhandledException(),
        new CommittedRowsStay(options),
        new NumbersAscend(),
        new ValuesCarryStatus(),
        new NothingAbsurdLeaves(),
        new OnlySoundSamplesTeach(),
        new OneReadableChampion(),
        new ChampionIsSaved(),
        new StoreKeepsBounds(options),
        new MemoryIsFlat(options),
        new PublishesAgain(options),
        new OutputsEndSafe(),
        new DecisionsAreStored(),
        new GoodAgain(),
        .. options.Variant.HasFlag(Variant.Shadow) ? (Invariant[])[new TrialsEndFirst()] : [],
        .. options.Variant.HasFlag(Variant.LargestJump) ? (Invariant[])[new SwapsAreBumpless()] : [],
        .. options.Scenario is { HasLabels: false } ? [] : (Invariant[])[new LearningPays()],
    ];
}
