using IllsEdge.Campaign;
using IllsEdge.Campaign.Faults;
using IllsEdge.Campaign.Reporting;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Campaign;

/// <summary>What the device makes of labels that do not come or are wrong; the months are run by hand.</summary>
public sealed class ScenarioTests(ITestOutputHelper output)
{
    // A label in ten that is wrong costs some of what learning gains; over a day it was 1.2 and 1.6 times the error.
    private const double Dearer = 2;

    private static readonly Lazy<CampaignReport> Clean = new(() => Report("clean", days: 1));

    [Fact]
    public void Without_labels_nothing_is_adopted_and_the_device_asks_for_them()
    {
        CampaignReport report = Run("no-labels", days: 0.4);
        Assert.True(report.Adopted > 0);
        // The last label was on its way when they ended.
        TimeSpan end = Scenario.Named("no-labels")!.From + TimeSpan.FromMinutes(5);
        Assert.True(report.Status.LastRetraining < end, $"a retraining began at {report.Status.LastRetraining}");
        Assert.True(report.Status.LastAdoption < end, $"a model was adopted at {report.Status.LastAdoption}");
        // Starvation is told after two hours; no value is good from then on.
        Assert.InRange(report.Status.LastGood!.Value, TimeSpan.FromHours(3.5), TimeSpan.FromHours(4.1));
        Assert.True(report.Status.Shares['M'] > 0.05);
        Assert.True(report.ShareWithValue > 0.95);
    }

    [Theory]
    [InlineData("gross-labels")]
    [InlineData("outlying-labels")]
    public void Where_a_label_in_ten_is_wrong_learning_pays_all_the_same(string scenario)
    {
        CampaignReport clean = Clean.Value, wrong = Run(scenario, days: 1);
        Assert.True(
            wrong.WithLearning.Typical < Dearer * clean.WithLearning.Typical,
            $"{wrong.WithLearning.Typical} mm, and {clean.WithLearning.Typical} with clean labels");
        Assert.True(
            wrong.WithLearning.Typical < wrong.WithFirstModel.Typical,
            $"{wrong.WithLearning.Typical} mm, and {wrong.WithFirstModel.Typical} of the first model");
    }

    [Fact]
    public void A_scenario_is_found_by_its_name_and_nothing_else_goes_wrong_in_it()
    {
        Assert.All(Scenario.All, scenario => Assert.Same(scenario, Scenario.Named(scenario.Name)));
        Assert.Null(Scenario.Named("all-is-well"));
        CampaignReport report = Run("gross-labels", days: 0.05);
        Assert.Equal([KeyValuePair.Create("gross-labels", 1)], report.Faults);
    }

    private CampaignReport Run(string scenario, double days)
    {
        CampaignReport report = Report(scenario, days);
        output.WriteLine(report.ToText());
        Assert.Empty(report.OfItself());
        return report;
    }

    private static CampaignReport Report(string scenario, double days)
    {
        using TemporaryFolder folder = new();
        CampaignOptions options = new() { Days = days, Scenario = Scenario.Named(scenario), Folder = folder.File("disk") };
        using FaultCampaign campaign = new(options);
        campaign.Run();
        return CampaignReport.Of(campaign, options);
    }
}
