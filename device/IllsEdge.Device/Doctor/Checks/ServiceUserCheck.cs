namespace IllsEdge.Device.Doctor.Checks;

/// <summary>
/// Whether the service's user may use the devices that its configuration names, whoever asks: root may use everything, and
/// somebody's own groups say nothing of those that an instance has by its drop-ins. Only for a configuration that an instance
/// would run; that it has the drop-ins at all is for <see cref="ConfinementCheck"/> to say.
/// </summary>
public sealed class ServiceUserCheck : ICheck
{
    private const string Area = "service";
    private const string Groups = "SupplementaryGroups=";

    /// <summary>The unit's user.</summary>
    internal const string User = "illsedge";

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (needs?.Instance is not { } instance || !ServiceCheck.IsInstalled(machine))
            yield break;
        string[] groups = [User, .. ConfinementCheck.DropInLines(machine, instance)
            .Where(line => line.StartsWith(Groups, StringComparison.Ordinal))
            .SelectMany(line => line[Groups.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        foreach ((string device, string usual) in Devices(needs))
            if (machine.Look(device) is { } facts && groups.Contains(usual) && !MayUse(machine, facts, groups))
                yield return Lack(machine, instance, device, facts, usual);
    }

    // Without its usual group the drop-in is missing, and that is told.
    private static IEnumerable<(string Device, string UsualGroup)> Devices(Needs needs) =>
    [
        .. needs.Lines.Where(line => line.Driver != Wire.GpioDrivers.SysFs)
            .Select(line => FormattableString.Invariant($"/dev/gpiochip{line.Chip}")).Distinct().Select(chip => (chip, "gpio")),
        .. needs.Ports.Select(port => (port, "dialout")),
        .. needs.Buses.Select(bus => (bus, bus.StartsWith("/dev/i2c", StringComparison.Ordinal) ? "i2c" : "spi")),
    ];

    // What somebody may use who is neither root nor of its group, anybody may.
    private static bool MayUse(IMachine machine, FileFacts facts, string[] groups) =>
        (facts is { GroupCanWrite: true, Group: { } group } && groups.Contains(group))
        || (facts is { CanRead: true, CanWrite: true } && machine.Facts.User != "root"
            && !machine.Facts.Groups.Contains(facts.Group ?? ""));

    private static MachineFinding Lack(IMachine machine, string instance, string device, FileFacts facts, string usual) =>
        facts is { GroupCanWrite: true, Group: { } group } && group != "root"
            ? new MachineFinding(
                Area, FindingState.Missing, $"{device}: belongs to the group {group}, in which illsedge@{instance} is not",
                $"put {Groups}{group} under [Service] into {ConfinementCheck.Folder(instance)}/groups.conf; sudo systemctl daemon-reload")
            : new MachineFinding(
                Area, FindingState.Missing, $"{device}: only root may use it, and illsedge@{instance} runs as {User}",
                $"give it to the group {usual}: {Rights.Rule(machine, device, usual)}");
}
