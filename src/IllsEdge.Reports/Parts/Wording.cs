using IllsEdge.Diagnostics;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Parts;

/// <summary>How pages say things.</summary>
internal static class Wording
{
    /// <summary>A share as people read it.</summary>
    public static string Percent(double share) => $"{NumberText.Of(Math.Round(100 * share, 1))} %";

    /// <summary>A number that may be missing.</summary>
    public static string Number(double? value, int digits = 3) => NumberText.Of(value ?? double.NaN, digits);

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IReadOnlyList<string> names) => names.Count < 2
        ? string.Concat(names)
        : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";

    /// <summary>Adds a finding with what to do about it.</summary>
    public static void Finding(this Content content, Finding finding) => content.Note(
        finding.Severity switch
        {
            Severity.Good => NoteKind.Good,
            Severity.Warning => NoteKind.Warning,
            _ => NoteKind.Plain,
        },
        $"{finding.What} {finding.Remedy}".TrimEnd());
}
