namespace IllsEdge.Campaign.Invariants;

/// <summary>
/// Over the campaign, what was published is not worse than the first model would have been: neither as a rule, nor with the
/// worst plates counted in full.
/// </summary>
internal sealed class LearningPays : Invariant
{
    // A month with everything wrong that can go wrong may cost learning its gain, but hardly more.
    private const double Factor = 1.05;

    // Below, chance decides.
    private const int FewestPlates = 1000;

    // Labels come from the first minute on, and there is no fault in the first two hours.
    private static readonly TimeSpan FirstModel = TimeSpan.FromHours(4);

    public override string Name => "learning is not worse than the first model";

    public override void Finished(FaultCampaign campaign)
    {
        if (campaign.Plant.Now > FirstModel && campaign.Judge.Frozen.Count == 0)
            Break(campaign.Plant.Now, "there has never been a model");
        if (campaign.Judge is not { Learning: { Count: >= FewestPlates } learning, Frozen: { } frozen })
            return;
        Compare("typical", learning.Typical, frozen.Typical);
        Compare("rms", learning.Rmse, frozen.Rmse);

        void Compare(string error, double? with, double? without)
        {
            if (with > Factor * without)
                Break(campaign.Plant.Now, FormattableString.Invariant($"{error} {with:F4} mm with learning, {without:F4} without"));
        }
    }
}
