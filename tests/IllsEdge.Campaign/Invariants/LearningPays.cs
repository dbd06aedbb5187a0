namespace IllsEdge.Campaign.Invariants;

/// <summary>Over the campaign, what was published is not worse than the first model would have been.</summary>
internal sealed class LearningPays : Invariant
{
    // A month with everything wrong that can go wrong may cost learning its gain, but hardly more.
    private const double Factor = 1.05;

    // Below, chance decides.
    private const int FewestPlates = 1000;

    public override string Name => "learning is not worse than the first model";

    public override void Finished(FaultCampaign campaign)
    {
        if (campaign.Judge.Learning is { Count: >= FewestPlates, Typical: { } learning }
            && campaign.Judge.Frozen.Typical is { } frozen && learning > Factor * frozen)
            Break(campaign.Plant.Now, FormattableString.Invariant($"{learning:F4} mm with learning, {frozen:F4} without"));
    }
}
