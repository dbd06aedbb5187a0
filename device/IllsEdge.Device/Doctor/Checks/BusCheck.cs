namespace IllsEdge.Device.Doctor.Checks;

/// <summary>I2C and SPI.</summary>
public sealed class BusCheck : ICheck
{
    private static readonly (string Area, string Start, string Switch)[] Buses =
        [("i2c", "/dev/i2c-", "do_i2c"), ("spi", "/dev/spidev", "do_spi")];

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        foreach ((string area, string start, string switchName) in Buses)
        {
            IReadOnlyList<string> there = machine.Find(start);
            IEnumerable<string> wanted = needs?.Buses.Where(bus => bus.StartsWith(start, StringComparison.Ordinal)) ?? there;
            foreach (string bus in wanted)
                yield return machine.Look(bus) is not { } facts
                    ? new MachineFinding(
                        area, FindingState.Missing, $"no {bus}, which the configuration names",
                        there.Count > 0
                            ? $"name one that is there: {string.Join(", ", there)}"
                            : $"on a Raspberry Pi: sudo raspi-config nonint {switchName} 0; elsewhere enable the bus in the device tree")
                    : Rights.Lack(machine, area, bus, facts, area) ?? new MachineFinding(area, FindingState.Ok, bus);
            if (needs is null && there.Count == 0)
                yield return new MachineFinding(
                    area, FindingState.Note, $"no bus ({start}*)",
                    machine.Find("/dev/gpiochip").Count > 0
                        ? $"if a sensor is on it, on a Raspberry Pi: sudo raspi-config nonint {switchName} 0" : null);
        }
    }
}
