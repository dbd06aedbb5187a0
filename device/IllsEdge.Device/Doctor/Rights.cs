namespace IllsEdge.Device.Doctor;

/// <summary>Whether the user may use a device, and how to get the right.</summary>
internal static class Rights
{
    /// <summary>Looks at the rights on a device.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="area">What the device belongs to.</param>
    /// <param name="device">Its file, which is there.</param>
    /// <param name="facts">What the file is.</param>
    /// <param name="usualGroup">The group that such devices belong to, where their owner has not been set up.</param>
    /// <returns>Null where the user may read and write it.</returns>
    public static MachineFinding? Lack(IMachine machine, string area, string device, FileFacts facts, string usualGroup)
    {
        if (facts is { CanRead: true, CanWrite: true })
            return null;
        string user = machine.Facts.User;
        string what = $"{device}: {user} has no right to use it";
        if (facts is not { GroupCanWrite: true, Group: { } group } || group == "root")
            return new MachineFinding(
                area, FindingState.Missing, what,
                $"give it to a group: {Rule(machine, device, usualGroup)}, then: sudo usermod -aG {usualGroup} {user}, and log in again");
        if (user == Checks.ServiceUserCheck.User)
            return new MachineFinding(
                area, FindingState.Missing, what,
                $"the service has the group {group} by its drop-in; to look as it does: sudo runuser -u {user} -g {user} -G {group} -- " +
                "illsedge doctor ... (one -G a group)");
        return new MachineFinding(
            area, FindingState.Missing, what,
            IsEnrolled(machine, group, user)
                ? $"{user} is in the group {group} since after this login: log in again (a service: restart it)"
                : $"sudo usermod -aG {group} {user}, then log in again (a service: SupplementaryGroups={group})");
    }

    // Enrolled, but not yet a member in this session.
    private static bool IsEnrolled(IMachine machine, string group, string user) =>
        !machine.Facts.Groups.Contains(group)
        && (machine.Read("/etc/group") ?? "").Split('\n').Select(line => line.Split(':')).Any(
            entry => entry.Length == 4 && entry[0] == group && entry[3].Split(',').Contains(user));

    /// <summary>The commands that give a device to a group, for good.</summary>
    public static string Rule(IMachine machine, string device, string group)
    {
        bool isKnown = (machine.Read("/etc/group") ?? "").Split('\n').Any(
            line => line.StartsWith(group + ":", StringComparison.Ordinal));
        // The kernel knows a device by its own name, and not by that of a link such as /dev/serial0.
        string real = machine.Real(device);
        string family = Path.GetFileName(real).TrimEnd("0123456789.-".ToCharArray());
        // A terminal of a program, such as /dev/pts/3, is none of the kernel's devices, and lasts as long as the program.
        if (family.Length == 0)
            return $"sudo chgrp {group} {real}; sudo chmod g+rw {real}";
        return $"{(isKnown ? "" : $"sudo groupadd --system {group}; ")}echo 'KERNEL==\"{family}*\", GROUP=\"{group}\", MODE=\"0660\"' | " +
            $"sudo tee /etc/udev/rules.d/60-illsedge-{group}.rules; sudo udevadm trigger";
    }
}
