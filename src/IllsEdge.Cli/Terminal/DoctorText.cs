using IllsEdge.Device.Doctor;

namespace IllsEdge.Cli.Terminal;

/// <summary>Findings for people: a mark and an area before each, and below what is missing how to get it.</summary>
internal static class DoctorText
{
    private const string Missing = "MISSING";

    public static IEnumerable<string> Lines(IReadOnlyList<MachineFinding> findings, string? device)
    {
        int areaWidth = findings.Max(finding => finding.Area.Length);
        string margin = new(' ', Missing.Length + 2 + areaWidth + 2);
        string lastArea = "";
        foreach (MachineFinding finding in findings)
        {
            string area = finding.Area == lastArea ? "" : finding.Area;
            lastArea = finding.Area;
            string first = $"{Mark(finding.State).PadRight(Missing.Length)}  {area.PadRight(areaWidth)}  ";
            foreach (string line in Format.Wrap(finding.What, first, margin))
                yield return line;
            if (finding.Remedy is { } remedy)
                // A command is copied, so its line is not broken.
                yield return $"{margin}-> {remedy}";
        }

        yield return "";
        int missing = findings.Count(finding => finding.State == FindingState.Missing);
        string subject = device is null ? "this machine" : device;
        yield return missing == 0
            ? device is null ? "Nothing is missing on this machine." : $"All that {subject} needs is there."
            : $"{Format.Count(missing, "thing")} {(missing == 1 ? "is" : "are")} missing for {subject}; what to do stands below each.";
    }

    private static string Mark(FindingState state) => state switch
    {
        FindingState.Ok => "ok",
        FindingState.Note => "note",
        _ => Missing,
    };
}
