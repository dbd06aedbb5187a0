namespace IllsEdge.Device.Doctor.Checks;

/// <summary>Whether the time is right, and survives a power cut.</summary>
public sealed class ClockCheck : ICheck
{
    private const string Area = "clock";

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        bool? isSynchronised = machine.Look("/run/systemd/timesync/synchronized") is not null
            ? true
            : machine.Facts.IsClockSynchronised;
        yield return isSynchronised switch
        {
            true => new MachineFinding(Area, FindingState.Ok, "follows a time server"),
            false => new MachineFinding(
                Area, FindingState.Note, "follows no time server: samples and labels with a time may not meet",
                "sudo timedatectl set-ntp true (if there is none: sudo apt install systemd-timesyncd)"),
            null => new MachineFinding(Area, FindingState.Note, "the system does not say whether it follows a time server"),
        };
        yield return machine.Find("/dev/rtc").Count > 0
            ? new MachineFinding(Area, FindingState.Ok, "keeps its time without power (there is a clock chip)")
            : new MachineFinding(
                Area, FindingState.Note, "stands still without power: after a start the time is wrong until a time server is reached",
                "where there is no network, fit a clock chip, such as a DS3231 (on a Raspberry Pi 5: a battery)");
    }
}
