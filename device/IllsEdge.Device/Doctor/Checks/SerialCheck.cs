namespace IllsEdge.Device.Doctor.Checks;

/// <summary>Serial ports. None is opened: that would pull lines on which some boards begin anew.</summary>
public sealed class SerialCheck : ICheck
{
    private const string Area = "serial";

    private static readonly string[] Starts = ["/dev/ttyUSB", "/dev/ttyACM", "/dev/ttyAMA", "/dev/serial"];

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        string[] there = [.. Starts.SelectMany(machine.Find).Where(port => machine.Look(port) is { IsFolder: false })];
        foreach (string port in needs?.Ports ?? there)
            yield return machine.Look(port) is { } facts
                ? Port(machine, port, facts)
                : new MachineFinding(
                    Area, FindingState.Missing, $"no {port}, which the configuration names; a run waits for it",
                    there.Length > 0
                        ? $"plug it in, or name one that is there: {string.Join(", ", there)}"
                        : "plug it in; ls -l /dev/serial/by-id lists what is there");
        if (needs is null && there.Length == 0)
            yield return new MachineFinding(
                Area, FindingState.Note, "no port (ttyUSB*, ttyACM*, ttyAMA*, serial*)",
                "plug in an adapter, if a sensor or a controller speaks over a serial line");
    }

    private static MachineFinding Port(IMachine machine, string port, FileFacts facts)
    {
        if (Rights.Lack(machine, Area, port, facts, "dialout") is { } lack)
            return lack;
        string[] consoles = (machine.Read("/sys/class/tty/console/active") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (consoles.Contains(Path.GetFileName(machine.Real(port))))
            return new MachineFinding(
                Area, FindingState.Missing, $"{port}: the system's console writes to it",
                "on a Raspberry Pi: sudo raspi-config nonint do_serial_cons 1, then restart; elsewhere take console= out of the " +
                "kernel's command line");
        return machine.Holder(port) is { } holder
            ? Occupied.By(Area, port, holder, "another port")
            : new MachineFinding(Area, FindingState.Ok, $"{port}: free");
    }
}
