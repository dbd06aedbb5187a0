using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Doctor.Checks;

/// <summary>
/// Whether the unit lets its instance at what its configuration names. The unit allows nothing but its own folder, and
/// drop-ins allow the rest; see device/deploy. Only for a configuration that an instance would run.
/// </summary>
public sealed class ConfinementCheck : ICheck
{
    private const string Area = "service";
    private const string Allow = "DeviceAllow=";
    private const string StateFolder = "/var/lib/illsedge";
    private const string Instances = "/etc/systemd/system/illsedge@";
    private const string Hardware = "/usr/share/illsedge/hardware";

    // ProtectHome and PrivateTmp.
    private static readonly string[] Hidden = ["/home/", "/root/", "/run/user/", "/tmp/", "/var/tmp/"];

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (needs?.Instance is not { } instance || !ServiceCheck.IsInstalled(machine))
            yield break;
        string folder = Folder(instance);
        string[] lines = DropInLines(machine, instance);
        MachineFinding[] lacks = [.. Devices(needs, instance, folder, lines), .. Files(needs, instance, folder, lines)];
        foreach (MachineFinding lack in lacks)
            yield return lack;
        if (lacks.Length == 0)
            yield return new MachineFinding(
                Area, FindingState.Ok, $"illsedge@{instance} may use what its configuration names");
    }

    /// <summary>Where the drop-ins of an instance are.</summary>
    internal static string Folder(string instance) => $"{Instances}{instance}.service.d";

    /// <summary>The lines of all drop-ins that hold for an instance.</summary>
    internal static string[] DropInLines(IMachine machine, string instance) =>
    [
        .. new[] { $"{Instances}.service.d", Folder(instance) }
            .SelectMany(place => machine.Find(place + "/")).Where(file => file.EndsWith(".conf", StringComparison.Ordinal))
            .SelectMany(file => (machine.Read(file) ?? "").Split('\n')).Select(line => line.Trim()),
    ];

    private static IEnumerable<MachineFinding> Devices(Needs needs, string instance, string folder, string[] lines)
    {
        // Numbers are those of Linux: 188 and 166 serial adapters, 89 I2C, 153 SPI.
        (string File, string[] Words, bool IsNeeded)[] dropIns =
        [
            ("serial.conf", [Allow + "char-188", Allow + "char-166", Allow + "char-tty"], needs.Ports.Count > 0),
            ("gpio.conf", [Allow + "char-gpiochip"], needs.Lines.Any(line => line.Driver != GpioDrivers.SysFs)),
            ("gpio-sysfs.conf", ["ProtectKernelTunables=no"], needs.Lines.Any(line => line.Driver == GpioDrivers.SysFs)),
            ("i2c.conf", [Allow + "char-89", Allow + "char-i2c"], needs.Buses.Any(IsNamed("/dev/i2c"))),
            ("spi.conf", [Allow + "char-153", Allow + "char-spi"], needs.Buses.Any(IsNamed("/dev/spi"))),
        ];
        // An own drop-in may allow a device by its file.
        return dropIns
            .Where(one => one.IsNeeded && !lines.Any(line => one.Words.Any(word => line.StartsWith(word, StringComparison.Ordinal))
                || (one.Words[0].StartsWith(Allow, StringComparison.Ordinal) && IsNamed(Allow + "/dev/")(line))))
            .Select(one => new MachineFinding(
                Area, FindingState.Missing, $"illsedge@{instance} lacks the drop-in {one.File}: the unit lets it at no such device",
                $"sudo mkdir -p {folder}; sudo ln -s {Hardware}/{one.File} {folder}/; sudo systemctl daemon-reload"));
    }

    private static Func<string, bool> IsNamed(string start) => text => text.StartsWith(start, StringComparison.Ordinal);

    private static IEnumerable<MachineFinding> Files(Needs needs, string instance, string folder, string[] lines)
    {
        string[] writable = [StateFolder, .. lines
            .Where(line => line.StartsWith("ReadWritePaths=", StringComparison.Ordinal))
            .SelectMany(line => line["ReadWritePaths=".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        foreach (string path in needs.Written.Where(path => !writable.Any(place => IsBelow(path, place))).Select(Path.GetDirectoryName).OfType<string>().Distinct())
            yield return new MachineFinding(
                Area, FindingState.Missing, $"{path}: illsedge@{instance} may write below {StateFolder} only",
                $"name a file below {StateFolder}, or put ReadWritePaths={path} under [Service] into {folder}/files.conf");
        foreach (string path in needs.Recordings.Where(path => Hidden.Any(place => path.StartsWith(place, StringComparison.Ordinal))))
            yield return new MachineFinding(
                Area, FindingState.Missing, $"{path}: illsedge@{instance} does not see it (ProtectHome, PrivateTmp)",
                $"move it below {StateFolder}");
    }

    private static bool IsBelow(string path, string place) =>
        path.StartsWith(place.TrimEnd('/') + "/", StringComparison.Ordinal);
}
