namespace IllsEdge.Device.Doctor.Checks;

/// <summary>systemd, which starts a device with its machine and starts it anew when it hangs.</summary>
public sealed class ServiceCheck : ICheck
{
    private const string Area = "service";

    private static readonly string[] Units = ["/etc/systemd/system/illsedge@", "/usr/lib/systemd/system/illsedge@", "/lib/systemd/system/illsedge@"];

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (machine.Look("/run/systemd/system") is null)
        {
            yield return new MachineFinding(
                Area, FindingState.Note, "systemd does not run here: nothing starts a device with the machine, or anew when it hangs");
            yield break;
        }

        yield return IsInstalled(machine)
            ? new MachineFinding(Area, FindingState.Ok, "the unit illsedge@.service is installed")
            : new MachineFinding(
                Area, FindingState.Note, "the unit illsedge@.service is not installed: a device ends with its terminal",
                "install it as device/deploy/README.md says");
        if (machine.Facts.WatchdogTime is { } time)
            yield return new MachineFinding(
                Area, FindingState.Ok, FormattableString.Invariant($"this process is watched: hung for {time.TotalSeconds} s it is started anew"));
        if (machine.Find("/dev/watchdog").Count == 0)
            yield return new MachineFinding(
                Area, FindingState.Note, "no hardware watchdog (/dev/watchdog*): a machine that hangs as a whole stays so");
        else if (!IsArmed(machine))
            yield return new MachineFinding(
                Area, FindingState.Note, "the hardware watchdog is not in use: a machine that hangs as a whole stays so",
                "put RuntimeWatchdogSec=15 under [Manager] into /etc/systemd/system.conf.d/watchdog.conf, then restart");
        else
            yield return new MachineFinding(Area, FindingState.Ok, "the hardware watchdog restarts a machine that hangs");
    }

    /// <summary>Whether the unit is there.</summary>
    internal static bool IsInstalled(IMachine machine) => Units.Any(start => machine.Find(start).Count > 0);

    private static bool IsArmed(IMachine machine) => machine.Find("/etc/systemd/system.conf")
        .SelectMany(place => machine.Look(place) is { IsFolder: true } ? machine.Find(place + "/") : [place])
        .SelectMany(file => (machine.Read(file) ?? "").Split('\n'))
        .Any(line => line.StartsWith("RuntimeWatchdogSec=", StringComparison.Ordinal)
            && line["RuntimeWatchdogSec=".Length..].Trim() is not ("" or "0" or "off"));
}
