namespace IllsEdge.Device.Doctor.Checks;

/// <summary>The file in which somebody asks for something: it is read and deleted, so the right to its folder counts.</summary>
public sealed class CommandFileCheck : ICheck
{
    private const string Area = "commands";

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (needs?.Commands is { } path)
            yield return File(machine, path);
    }

    private static MachineFinding File(IMachine machine, string path)
    {
        string user = machine.Facts.User;
        string folder = Path.GetDirectoryName(path)!;
        return machine.Look(folder) switch
        {
            not { IsFolder: true } => new MachineFinding(
                Area, FindingState.Missing, $"no folder {folder}, in which a command would be put",
                $"sudo install -d -o {user} {folder}"),
            { CanWrite: false } => new MachineFinding(
                Area, FindingState.Missing, $"{folder}: {user} may not delete there, as it does with a command that it has read",
                $"{(machine.Disk(path) is { IsReadOnly: true } disk ? disk.Remount : $"sudo chown {user} {folder}")}, or set "
                + "retrain.triggers.commands to a file beside the store"),
            _ => machine.Look(path) switch
            {
                { IsFolder: true } => new MachineFinding(
                    Area, FindingState.Missing, $"{path} is a folder", "name a file in retrain.triggers.commands"),
                { CanRead: false } => new MachineFinding(
                    Area, FindingState.Missing, $"{path}: there, and {user} may not read it",
                    $"sudo rm {path}, and write it so that {user} may: chmod a+r, or as a member of its group"),
                _ => new MachineFinding(Area, FindingState.Ok, $"{path}: is looked for every second"),
            },
        };
    }
}
