namespace IllsEdge.Device.Doctor;

/// <summary>
/// The machine as checks see it: they only ask, open no port and change nothing. <see cref="LinuxMachine"/> is the real one.
/// </summary>
/// <remarks>What cannot be found out is null or empty; nothing throws for what the machine is.</remarks>
public interface IMachine
{
    /// <summary>The user and the system.</summary>
    MachineFacts Facts { get; }

    /// <summary>Looks at a file, a folder or a device.</summary>
    /// <param name="path">A full path; links are followed.</param>
    /// <returns>Null where there is none.</returns>
    FileFacts? Look(string path);

    /// <summary>The device that a link leads to, over all links; the path itself where it is none.</summary>
    /// <param name="path">A full path.</param>
    string Real(string path);

    /// <summary>Paths that begin so, in order: <c>/dev/ttyUSB</c> gives <c>/dev/ttyUSB0</c> and so on.</summary>
    /// <param name="start">A full path of which the end is missing.</param>
    IReadOnlyList<string> Find(string start);

    /// <summary>Text of a small file, without the white space and zeros at its end; null where it cannot be read.</summary>
    /// <param name="path">A full path.</param>
    string? Read(string path);

    /// <summary>The disk that a file is on, or would be.</summary>
    /// <param name="path">A full path.</param>
    DiskFacts? Disk(string path);

    /// <summary>Whether a shared library can be loaded.</summary>
    /// <param name="name">Such as <c>libgpiod.so.2</c>.</param>
    bool HasLibrary(string name);

    /// <summary>Asks a GPIO chip; null where it does not answer.</summary>
    /// <param name="device">Such as <c>/dev/gpiochip0</c>.</param>
    GpioChipFacts? Chip(string device);

    /// <summary>Asks for a line of a GPIO chip; null where there is no answer.</summary>
    /// <param name="device">Such as <c>/dev/gpiochip0</c>.</param>
    /// <param name="line">The line, from 0.</param>
    GpioLineFacts? Line(string device, int line);

    /// <summary>The program that has a file open, such as <c>minicom (812)</c>; null where nobody is seen to.</summary>
    /// <param name="path">A full path.</param>
    string? Holder(string path);
}

/// <summary>The user and the system.</summary>
/// <param name="Architecture">Such as <c>x64</c> or <c>arm64</c>.</param>
/// <param name="Glibc">Version of the C library; null where it is another.</param>
/// <param name="Kernels">Names of the instruction sets with which this processor computes.</param>
/// <param name="Kernel">The one in use.</param>
/// <param name="User">Name of the user.</param>
/// <param name="Groups">Groups that this process has.</param>
/// <param name="IsClockSynchronised">Whether the kernel's clock follows a time server; null where it does not say.</param>
/// <param name="WatchdogTime">The time after which a service manager takes this process for hung; null where none does.</param>
public sealed record MachineFacts(
    string Architecture,
    Version? Glibc,
    IReadOnlyList<string> Kernels,
    string Kernel,
    string User,
    IReadOnlyList<string> Groups,
    bool? IsClockSynchronised,
    TimeSpan? WatchdogTime);

/// <summary>A file, a folder or a device.</summary>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="CanRead">Whether this user may read it.</param>
/// <param name="CanWrite">Whether this user may write it, or make files in it.</param>
/// <param name="Group">Name of the group it belongs to; null where it has no name.</param>
/// <param name="GroupCanWrite">Whether members of the group may read and write it.</param>
public sealed record FileFacts(bool IsFolder, bool CanRead, bool CanWrite, string? Group = null, bool GroupCanWrite = false);

/// <summary>A disk.</summary>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="FileSystem">Such as <c>ext4</c>.</param>
/// <param name="IsReadOnly">Whether it is mounted so.</param>
/// <param name="FreeBytes">Room for this user; null where nobody knows.</param>
public sealed record DiskFacts(string MountPoint, string FileSystem, bool IsReadOnly, long? FreeBytes)
{
    /// <summary>What makes a read-only one writable.</summary>
    public string Remount =>
        $"sudo mount -o remount,rw {MountPoint}, and rw in /etc/fstab; if it was the kernel (dmesg), the card is failing: replace it";
}

/// <summary>A GPIO chip.</summary>
/// <param name="Label">Its label, such as <c>pinctrl-rp1</c>.</param>
/// <param name="Lines">Number of its lines.</param>
public sealed record GpioChipFacts(string Label, int Lines);

/// <summary>A line of a GPIO chip.</summary>
/// <param name="Name">Its name, such as <c>GPIO17</c>; may be empty.</param>
/// <param name="Consumer">Who uses it; null where it is free.</param>
public sealed record GpioLineFacts(string Name, string? Consumer);
