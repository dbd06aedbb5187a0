using IllsEdge.Device.Doctor;

namespace IllsEdge.Cli.Terminal;

/// <summary>What `doctor --json` prints.</summary>
internal sealed record DoctorOutput(string? Configuration, int Missing, IReadOnlyList<DoctorFinding> Findings);

/// <summary>One finding; its state is ok, note or missing.</summary>
internal sealed record DoctorFinding(string Area, string State, string What, string? Remedy)
{
    public static DoctorFinding Of(MachineFinding finding) =>
        new(finding.Area, finding.State.ToString().ToLowerInvariant(), finding.What, finding.Remedy);
}
