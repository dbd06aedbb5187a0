using IllsEdge.Comparison;
using IllsEdge.Diagnostics;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Comparisons;

/// <summary>What next?</summary>
internal static class NextSection
{
    /// <summary>Rows a parameter below which more rows are the first thing to wish for.</summary>
    private const int FewRows = 3;

    /// <summary>Share of the error, without and with added gross errors, that a robust loss has to save to be recommended.</summary>
    private const double RobustGain = 0.97;

    public static string Answer(ComparisonResult result, ReportOrigin origin) => Steps(result, origin)[0];

    public static void Add(HtmlPage page, ComparisonResult result, ReportOrigin origin)
    {
        string model = Path.ChangeExtension(origin.Data, ".ills"), target = result.Request.Target;
        IEnumerable<string> columns = origin.Selection.Where(word => word != "--time-ordered");
        page.Section("next", "What next?", "In this order:")
            .List(Steps(result, origin))
            .Preformatted(string.Join('\n', new string[][]
            {
                result.IsLinearBetter
                    ? ["illsedge", "train", origin.Data, "--target", target, .. columns, "-o", model, "--hidden", "none"]
                    : ["illsedge", "tune", origin.Data, "--target", target, .. origin.Selection, "-o", model, "--time-limit", "60s"],
                ["illsedge", "inspect", model, origin.Data],
                ["illsedge", "predict", model, "new.csv", "--interval", "0.9", "-o", "predicted.csv"],
            }.Select(ReportOrigin.CommandLine)));
    }

    private static List<string> Steps(ComparisonResult result, ReportOrigin origin)
    {
        List<string> steps = [];
        if (!result.IsComplete)
            steps.Add("Let the comparison run to its end: it was interrupted.");
        if (result.HasFewRows)
            steps.Add($"Collect more rows before anything else: {result.Rows} tell next to nothing.");
        if (result.Findings.Count > 0)
            steps.Add($"See to the data first: {result.Findings[0]}.");
        if (result.Subject.Refusal is null && result.Request.Hidden.Count > 0 && result.AgainstLinear is { IsClearlyLower: false })
            steps.Add(result.IsLinearBetter
                ? "Train a linear model (--hidden none), which is better here."
                : "Try a linear model (train --hidden none) first: the network is not clearly better.");
        if (result.Rows < FewRows * (result.Whole?.Model.Members[0].Network.Parameters.Length ?? 0))
            steps.Add($"Collect more rows: there are {result.Rows} for " +
                $"{result.Whole!.Model.Members[0].Network.Parameters.Length} parameters.");
        steps.AddRange((result.Inspection?.Findings ?? [])
            .Where(finding => finding is { Severity: Severity.Warning, Kind: not FindingKind.OddRows, Remedy.Length: > 0 })
            .Select(finding => finding.Remedy));
        if (RowSection.FarOffRows(result) is { Length: > 0 } far)
            steps.Add($"Look up line {far[0].Line}{(far.Length > 1 ? " and the others that are far off" : "")}: a slip or a " +
                "failed sensor is to be corrected or left out.");
        if (result.Outliers is { } outliers
            && new[] { 0, ^1 }.All(level => outliers.Methods[1].Rmse[level] < RobustGain * outliers.Methods[0].Rmse[level]))
            steps.Add("Train with --robust auto: rows far off bend the model as it is.");
        steps.Add("Let tune search width, activation and ridge for a minute, then take the model beside the machine: " +
            $"{Path.ChangeExtension(origin.Name, ".ills")} is all it needs.");
        steps.Add($"Watch the error there. It should stay near {NumberText.Of(result.Subject.Rmse ?? double.NaN)}; where it " +
            "rises, the process has changed, and the device loop (illsedge run) trains again.");
        return steps;
    }
}
