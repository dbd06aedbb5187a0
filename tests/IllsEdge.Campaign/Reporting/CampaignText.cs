using System.Globalization;
using System.Text;

namespace IllsEdge.Campaign.Reporting;

/// <summary>The report for people.</summary>
internal static class CampaignText
{
    public static string Of(CampaignReport report)
    {
        StringBuilder text = new();
        Line($"{report.Days:0.##} plant days, seed {report.Seed}, period {report.PeriodSeconds:0.###} s: {report.Steps} steps in {report.Seconds:F0} s, {report.StepsPerSecond:F0} a second");
        Line($"{report.Starts} starts, {report.RefusedStarts} refused; {report.ShareWithValue:P1} of the samples with a value; {report.LoggedErrors} errors and {report.LoggedWarnings} warnings told");
        Line($"faults: {string.Join(", ", report.Faults.Select(fault => $"{fault.Key} {fault.Value}"))}{(report.CanFillDisk ? "" : " (the disk cannot be made full here: it needs root)")}");
        Line($"status: {string.Join(", ", report.Status.Shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.Key} {share.Value:P1}")))}; the last G at {report.Status.LastGood}; {report.Status.Retrained} retrainings began, the last at {report.Status.LastRetraining}; the last adoption at {report.Status.LastAdoption}");
        Line($"retraining: {report.Adopted} adopted, {report.Kept} kept, {report.RolledBack} rolled back");
        foreach (SwapCounts swaps in report.Swaps)
            Line($"  {swaps.Kind}: {swaps.Right} of {swaps.Count} right in hindsight; mean error of the next hour {swaps.MeanLeft:F4} mm without, {swaps.MeanCame:F4} mm with");
        Line($"error against the truth, {report.WithLearning.Plates} plates: with learning {report.WithLearning.Typical:F4} mm typical and {report.WithLearning.Rmse:F4} rms, {report.WithLearning.Worst:F2} at worst; first model {report.WithFirstModel.Typical:F4}, {report.WithFirstModel.Rmse:F4} and {report.WithFirstModel.Worst:F2}");
        Line($"memory, KiB: {string.Join(" ", report.Memory.Select(look => look.Bytes / 1024))}");
        Line($"store {report.StoreBytes / 1024} KiB");
        Line($"{report.Violations.Count} invariants violated");
        foreach (ViolationCount violation in report.Violations)
            Line($"  {violation.Invariant}: {violation.Count} times, first at {violation.FirstAt} (seed {report.Seed}): {violation.Figures}");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
