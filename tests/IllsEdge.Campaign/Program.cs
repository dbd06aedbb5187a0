using System.Globalization;
using IllsEdge.Campaign;
using IllsEdge.Campaign.Reporting;

CampaignOptions options;
bool isJson = args.Contains("--json");
try
{
    options = CampaignArguments.Read(args);
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

using FaultCampaign campaign = new(options);
campaign.Run(running => Console.Error.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"day {running.Plant.Now.TotalDays:F0}: {running.Steps} steps, {running.Steps / running.Took.TotalSeconds:F0} a second, {running.Invariants.Sum(rule => rule.Violations)} violations")));
if (options.EndsAtViolation)
    foreach (string line in campaign.Told)
        Console.Error.WriteLine(line);
CampaignReport report = CampaignReport.Of(campaign, options);
Console.Out.WriteLine(isJson ? report.ToJson() : report.ToText());
return report.Violations.Count == 0 ? 0 : 1;
