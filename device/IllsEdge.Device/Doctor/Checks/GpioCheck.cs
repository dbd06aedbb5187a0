using IllsEdge.Device.Configuration;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Doctor.Checks;

/// <summary>Chips, their library, the right to them, and whether pins are free.</summary>
public sealed class GpioCheck : ICheck
{
    private const string Area = "gpio";
    private const string ChipStart = "/dev/gpiochip";
    private const string SysFs = "/sys/class/gpio";

    private static readonly (string Driver, string Library, string Package)[] Libraries =
    [
        (GpioDrivers.LibGpiod, "libgpiod.so.2", "libgpiod2"), (GpioDrivers.LibGpiodV2, "libgpiod.so.3", "libgpiod3"),
    ];

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return needs is null ? Whatever(machine) : Needed(machine, needs.Lines);
    }

    private static IEnumerable<MachineFinding> Whatever(IMachine machine)
    {
        IReadOnlyList<string> chips = machine.Find(ChipStart);
        if (chips.Count == 0)
        {
            yield return new MachineFinding(
                Area, FindingState.Note, $"no chip ({ChipStart}*): this machine has no pins; only inputs and outputs of kind gpio need them");
            yield break;
        }

        foreach (MachineFinding finding in chips.SelectMany(chip => Chip(machine, chip)))
            yield return finding;
        bool hasAny = false;
        foreach ((string driver, string library, _) in Libraries.Where(one => machine.HasLibrary(one.Library)))
        {
            hasAny = true;
            yield return new MachineFinding(Area, FindingState.Ok, $"{library}: use \"driver\": \"{driver}\"");
        }

        if (!hasAny)
            yield return new MachineFinding(
                Area, FindingState.Missing, $"neither {Libraries[0].Library} nor {Libraries[1].Library}",
                $"sudo apt install {Libraries[0].Package} (Debian 12 and before) or {Libraries[1].Package} (Debian 13)");
    }

    private static IEnumerable<MachineFinding> Needed(IMachine machine, IReadOnlyList<GpioLine> lines)
    {
        foreach (IGrouping<string, GpioLine> driver in lines.GroupBy(line => line.Driver))
        {
            if (driver.Key == GpioDrivers.SysFs)
            {
                yield return OldInterface(machine);
                continue;
            }

            yield return Library(machine, driver.Key);
            foreach (IGrouping<int, GpioLine> chip in driver.GroupBy(line => line.Chip))
                foreach (MachineFinding finding in Pins(machine, FormattableString.Invariant($"{ChipStart}{chip.Key}"), chip))
                    yield return finding;
        }
    }

    private static MachineFinding OldInterface(IMachine machine) =>
        machine.Look($"{SysFs}/export") is not { } export
            ? new MachineFinding(
                Area, FindingState.Missing, $"no {SysFs}: this kernel has no GPIO there", "use \"driver\": \"libgpiod\"")
            : Rights.Lack(machine, Area, $"{SysFs}/export", export with { CanRead = true }, "gpio")
                ?? new MachineFinding(Area, FindingState.Ok, $"{SysFs} can be used");

    private static MachineFinding Library(IMachine machine, string driver)
    {
        (_, string library, string package) = Libraries.Single(one => one.Driver == driver);
        if (machine.HasLibrary(library))
            return new MachineFinding(Area, FindingState.Ok, $"{library} for the driver {driver}");
        (string other, string otherLibrary, _) = Libraries.Single(one => one.Driver != driver);
        return new MachineFinding(
            Area, FindingState.Missing, $"no {library}, which the driver {driver} needs",
            machine.HasLibrary(otherLibrary)
                ? $"use \"driver\": \"{other}\", whose {otherLibrary} is there"
                : $"sudo apt install {package}");
    }

    private static IEnumerable<MachineFinding> Pins(IMachine machine, string device, IEnumerable<GpioLine> lines)
    {
        if (machine.Look(device) is null)
        {
            IReadOnlyList<string> others = machine.Find(ChipStart);
            yield return new MachineFinding(
                Area, FindingState.Missing, $"no chip {device}, which the configuration names",
                others.Count == 0
                    ? "plug it in or load its driver, run it on a board with GPIO, or use \"driver\": \"simulated\""
                    : $"set \"chip\" to the number of one that is there: {string.Join(", ", others)}");
            yield break;
        }

        foreach (MachineFinding finding in Chip(machine, device))
            yield return finding;
        int? count = machine.Chip(device)?.Lines;
        foreach (int pin in lines.Select(line => line.Pin).Distinct())
            yield return pin >= count
                ? new MachineFinding(
                    Area, FindingState.Missing, $"pin {pin}: {device} has {count} lines, 0 to {count - 1}",
                    "name another pin, or the right chip")
                : Pin(machine, device, pin);
    }

    private static MachineFinding Pin(IMachine machine, string device, int pin) => machine.Line(device, pin) switch
    {
        null => new MachineFinding(Area, FindingState.Note, $"pin {pin}: {device} does not say whether it is free"),
        { Consumer: { } consumer } => Occupied.By(
            Area, $"pin {pin}", consumer.Length > 0 ? consumer : "the kernel", "another pin; gpioinfo lists them all"),
        var line => new MachineFinding(Area, FindingState.Ok, $"pin {pin}{(line.Name.Length > 0 ? $" ({line.Name})" : "")}: free"),
    };

    private static IEnumerable<MachineFinding> Chip(IMachine machine, string device)
    {
        if (machine.Look(device) is not { } facts)
            yield break;
        yield return Rights.Lack(machine, Area, device, facts, "gpio") ?? (machine.Chip(device) is { } chip
            ? new MachineFinding(Area, FindingState.Ok, $"{device}: {chip.Label}, {chip.Lines} lines")
            : new MachineFinding(Area, FindingState.Note, $"{device}: does not answer as a GPIO chip"));
    }
}
