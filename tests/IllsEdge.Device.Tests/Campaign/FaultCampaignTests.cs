using IllsEdge.Campaign;
using IllsEdge.Campaign.Faults;
using IllsEdge.Campaign.Invariants;
using IllsEdge.Campaign.Reporting;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Campaign;

/// <summary>Short campaigns of fixed seeds; the long ones are run by hand.</summary>
public sealed class FaultCampaignTests(ITestOutputHelper output)
{
    [Fact]
    public void Half_a_day_in_which_everything_goes_wrong_breaks_no_invariant()
    {
        using TemporaryFolder folder = new();
        CampaignOptions options = new() { Days = 0.5, Seed = 7, FaultsPerDay = 200, Folder = folder.File("disk") };
        using FaultCampaign campaign = new(options);
        campaign.Run();
        CampaignReport report = CampaignReport.Of(campaign, options);
        output.WriteLine(report.ToText());
        Assert.Empty(report.OfItself());
        Assert.InRange(report.Faults.Values.Sum(), 50, 150);
        Assert.True(report.Starts > 3);
        Assert.InRange(report.ShareWithValue, 0.3, 1);
    }

    [Fact]
    public void Daily_restarts_winners_in_shadow_and_bounded_jumps_break_no_invariant()
    {
        using TemporaryFolder folder = new();
        CampaignOptions options = new()
        {
            Days = 0.3,
            Seed = 7,
            FaultsPerDay = 50,
            Variant = Variant.DailyRestarts | Variant.Shadow | Variant.LargestJump,
            Folder = folder.File("disk"),
        };
        using FaultCampaign campaign = new(options);
        campaign.Run();
        CampaignReport report = CampaignReport.Of(campaign, options);
        output.WriteLine(report.ToText());
        Assert.Empty(report.OfItself());
        Assert.True(report.Starts > 1);
        Assert.Single(campaign.Invariants.OfType<TrialsEndFirst>());
        Assert.Single(campaign.Invariants.OfType<SwapsAreBumpless>());
    }

    [Fact]
    public void The_same_seed_gives_the_same_campaign()
    {
        // A text each, for the place at which two differ is then told.
        Assert.Equal(Brief(), Brief());
    }

    [Fact]
    public void An_invariant_that_does_not_hold_is_reported_with_its_moment()
    {
        using TemporaryFolder folder = new();
        CampaignOptions options = new() { Days = 0.05, EndsAtViolation = true, Folder = folder.File("disk") };
        using FaultCampaign campaign = new(options);
        campaign.Invariants.OfType<NoUnhandledException>().Single().Break(TimeSpan.FromMinutes(5), "boom");
        campaign.Run();
        CampaignReport report = CampaignReport.Of(campaign, options);
        ViolationCount violation = Assert.Single(report.OfItself());
        Assert.Equal((1, TimeSpan.FromMinutes(5), "boom"), (violation.Count, violation.FirstAt, violation.Figures));
        Assert.Contains("first at 00:05:00 (seed 1): boom", report.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_fault_is_named_once()
    {
        string[] names = [.. FaultCatalogue.All.Select(kind => kind.Name)];
        Assert.Equal(names.Distinct(), names);
    }

    private static string Brief()
    {
        using TemporaryFolder folder = new();
        CampaignOptions options = new()
        {
            Days = 0.12,
            Peace = TimeSpan.FromMinutes(10),
            FaultsPerDay = 300,
            Seed = 3,
            Folder = folder.File("disk"),
        };
        using FaultCampaign campaign = new(options);
        campaign.Run();
        CampaignReport report = CampaignReport.Of(campaign, options);
        return $"{campaign.Steps} steps\n{string.Join('\n', report.Judged)}\n{report.WithLearning}\n{report.ShareWithValue:R}";
    }
}
