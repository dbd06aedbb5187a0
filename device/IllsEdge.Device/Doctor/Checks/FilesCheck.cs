namespace IllsEdge.Device.Doctor.Checks;

/// <summary>The store with its disk, the model, and files that are replayed.</summary>
public sealed class FilesCheck : ICheck
{
    private const string Store = "store";

    // Where the device says M; see "Status of a value".
    private const long LittleRoom = 64L << 20;

    // File systems that live in memory, or that forget what they were told to write.
    private static readonly string[] Forgetful = ["tmpfs", "ramfs", "overlay"];
    private static readonly string[] Remote = ["nfs", "nfs4", "cifs", "smb3"];

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        if (needs is null)
            return [];
        if (needs.IsStoreReadOnly)
            return
            [
                ReadOnlyStore(machine, needs.Store),
                .. needs.Model is { } model && machine.Look(model) is { IsFolder: true } or { CanRead: false }
                    ? [Model(machine, needs.Model)] : Array.Empty<MachineFinding>(),
                .. needs.Recordings.Select(file => Recording(machine, file)),
            ];
        return
        [
            .. Folder(machine, needs.Store),
            .. Disk(machine, needs.Store),
            .. Models(machine, needs),
            .. needs.Recordings.Select(file => Recording(machine, file)),
        ];
    }

    private static IEnumerable<MachineFinding> Folder(IMachine machine, string path)
    {
        string user = machine.Facts.User;
        string folder = Path.GetDirectoryName(path)!;
        if (machine.Look(folder) is not { IsFolder: true } facts)
            yield return new MachineFinding(
                Store, FindingState.Missing, $"no folder {folder}", $"sudo install -d -o {user} {folder}");
        else if (machine.Disk(path) is { IsReadOnly: true })
            // Whose the files are does not matter then, and the next check tells of the disk.
            yield break;
        else if (!facts.CanWrite)
            yield return new MachineFinding(
                Store, FindingState.Missing, $"{folder}: {user} may not write there", $"sudo chown {user} {folder}");
        else if (machine.Look(path) is { } file && !(file.CanRead && file.CanWrite))
            yield return new MachineFinding(
                Store, FindingState.Missing, $"{path}: {user} may not write it", $"sudo chown {user} {path}*");
        else
            yield return new MachineFinding(
                Store, FindingState.Ok, $"{path}: {(machine.Look(path) is null ? "is begun by the first run" : "there")}");
    }

    // Nothing is written, so that neither the folder's rights nor the disk's room count, and nothing is begun.
    private static MachineFinding ReadOnlyStore(IMachine machine, string path) => machine.Look(path) switch
    {
        null => new MachineFinding(
            Store, FindingState.Missing, $"no {path}, which is only read (store.readOnly) and so is not begun",
            "copy a store there, or take store.readOnly out"),
        { IsFolder: true } => new MachineFinding(
            Store, FindingState.Missing, $"{path} is a folder", "name a file in store.path"),
        { CanRead: false } => new MachineFinding(
            Store, FindingState.Missing, $"{path}: {machine.Facts.User} may not read it", $"sudo chmod a+r {path}"),
        _ => new MachineFinding(Store, FindingState.Ok, $"{path}: there, and only read"),
    };

    private static IEnumerable<MachineFinding> Disk(IMachine machine, string path)
    {
        if (machine.Disk(path) is not { } disk)
            yield break;
        string place = $"{disk.FileSystem} at {disk.MountPoint}";
        string room = disk.FreeBytes is { } free ? $", {free >> 20} MB free" : "";
        if (disk.IsReadOnly)
            yield return new MachineFinding(
                Store, FindingState.Missing, $"{place} is mounted read-only", disk.Remount);
        else if (disk.FreeBytes < LittleRoom)
            yield return new MachineFinding(
                Store, FindingState.Missing, $"{place}{room}: less than {LittleRoom >> 20} MB",
                "make room, or set store.path to a file on another disk");
        else if (Forgetful.Contains(disk.FileSystem))
            yield return new MachineFinding(
                Store, FindingState.Note, $"{place}{room}: is empty after a restart of the machine",
                "set store.path to a file on a disk, to keep what was learned");
        else if (Remote.Contains(disk.FileSystem))
            yield return new MachineFinding(
                Store, FindingState.Note, $"{place}{room}: another machine's disk, on which locks are not to be trusted",
                "set store.path to a file on a disk of this machine");
        else
            yield return new MachineFinding(Store, FindingState.Ok, $"{place}{room}");
    }

    private static IEnumerable<MachineFinding> Models(IMachine machine, Needs needs)
    {
        if (needs.Model is not { } path)
            yield break;
        // A folder that the store lacks has been told of.
        bool isTold = Path.GetDirectoryName(path) == Path.GetDirectoryName(needs.Store);
        if (!(isTold && machine.Look(Path.GetDirectoryName(path)!) is null))
            yield return Model(machine, path);
    }

    private static MachineFinding Model(IMachine machine, string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        return machine.Look(path) switch
        {
            { IsFolder: true } => new MachineFinding(
                "model", FindingState.Missing, $"{path} is a folder", "name a file in model.path"),
            { CanRead: false } => new MachineFinding(
                "model", FindingState.Missing, $"{path}: {machine.Facts.User} may not read it",
                $"sudo chown {machine.Facts.User} {path}"),
            _ when machine.Look(folder) is not { CanWrite: true } => new MachineFinding(
                "model", FindingState.Missing, $"{folder}: {machine.Facts.User} may not write there, where new models are put",
                machine.Disk(path) is { IsReadOnly: true } disk ? disk.Remount : $"sudo install -d -o {machine.Facts.User} {folder}"),
            null => new MachineFinding("model", FindingState.Ok, $"{path}: is trained when there are labels"),
            _ => new MachineFinding("model", FindingState.Ok, $"{path}: there"),
        };
    }

    private static MachineFinding Recording(IMachine machine, string path) => machine.Look(path) switch
    {
        null => new MachineFinding(
            "recording", FindingState.Missing, $"no {path}, which the configuration replays", "put it there, or name another file"),
        { IsFolder: false, CanRead: true } => new MachineFinding("recording", FindingState.Ok, $"{path}: there"),
        _ => new MachineFinding(
            "recording", FindingState.Missing, $"{path}: cannot be read by {machine.Facts.User}",
            $"sudo chmod a+r {path}"),
    };
}
