namespace IllsEdge.Device.Doctor;

/// <summary>A pin or a port that somebody uses.</summary>
internal static class Occupied
{
    // What the kernel calls the program, as the user of a pin and as a process.
    private const string Program = "illsedge";

    /// <summary>Says so. Where it is this program it may well be the device that is examined, and nothing is missing.</summary>
    /// <param name="area">Part of the machine.</param>
    /// <param name="place">The pin or the port.</param>
    /// <param name="user">Who uses it.</param>
    /// <param name="otherwise">What to name instead.</param>
    public static MachineFinding By(string area, string place, string user, string otherwise) =>
        user.StartsWith(Program, StringComparison.Ordinal)
            ? new MachineFinding(
                area, FindingState.Note, $"{place}: in use by {user}",
                $"that is as it should be if this device runs; if it is another, name {otherwise}")
            : new MachineFinding(
                area, FindingState.Missing, $"{place}: in use by {user}", $"end what uses it, or name {otherwise}");
}
