using IllsEdge.Campaign.Reporting;

namespace IllsEdge.Device.Tests.Campaign;

/// <summary>What a campaign that runs beside other tests can be held to.</summary>
internal static class ReportOfItself
{
    /// <summary>
    /// Violations but those of the heap, which is that of all tests that run at the same time; the campaign's own is watched
    /// where the campaign is a process by itself.
    /// </summary>
    public static IEnumerable<ViolationCount> OfItself(this CampaignReport report) =>
        report.Violations.Where(violation => violation.Invariant != Sabotages.Memory);
}
