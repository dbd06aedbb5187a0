using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using IllsEdge.Device.Service;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Device.Doctor;

/// <summary>The machine that this process runs on. Files, rights and numbers as Linux has them; elsewhere little is known.</summary>
public sealed class LinuxMachine : IMachine
{
    private const int LongestText = 64 * 1024;

    private readonly Dictionary<string, string> _groups = [];

    /// <summary>Looks at the user and the system.</summary>
    public LinuxMachine()
    {
        foreach (string[] entry in (Read("/etc/group") ?? "").Split('\n').Select(line => line.Split(':')))
            if (entry.Length >= 3)
                _groups[entry[2]] = entry[0];
        Facts = new MachineFacts(
            RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
            LinuxCalls.Glibc(),
            [.. Kernel.All.Where(kernel => kernel.IsAccelerated).Select(kernel => kernel.Name)],
            Kernel.Selected.Name,
            Environment.UserName,
            // Of four numbers of its own group the second is in effect.
            [.. Status("Gid:").Skip(1).Take(1).Concat(Status("Groups:")).Distinct()
                .Select(number => _groups.GetValueOrDefault(number, number))],
            LinuxCalls.IsClockSynchronised(),
            ServiceWatchdog.TimeFor(Environment.GetEnvironmentVariable, Environment.ProcessId));
    }

    /// <inheritdoc/>
    public MachineFacts Facts { get; }

    /// <inheritdoc/>
    public FileFacts? Look(string path) => LinuxCalls.Owner(path) is var (group, mode)
        ? new FileFacts(
            Directory.Exists(path),
            LinuxCalls.MayRead(path),
            LinuxCalls.MayWrite(path),
            _groups.GetValueOrDefault(group.ToString(CultureInfo.InvariantCulture)),
            (mode & 0x30) == 0x30)   // 060: read and write for the group
        : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Find(string start)
    {
        try
        {
            string[] found = Directory.GetFileSystemEntries(Path.GetDirectoryName(start)!, Path.GetFileName(start) + "*");
            // 2 before 10.
            return [.. found.OrderBy(path => path.Length).ThenBy(path => path, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public string? Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
            byte[] text = new byte[LongestText];
            return Encoding.UTF8.GetString(text, 0, file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false))
                .TrimEnd('\0', '\n', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public DiskFacts? Disk(string path) => MountTable.DiskOf(path, Read("/proc/self/mounts") ?? "") is { } disk
        ? disk with { FreeBytes = Free(disk.MountPoint) }
        : null;

    /// <inheritdoc/>
    public bool HasLibrary(string name)
    {
        if (!NativeLibrary.TryLoad(name, out nint library))
            return false;
        NativeLibrary.Free(library);
        return true;
    }

    /// <inheritdoc/>
    public GpioChipFacts? Chip(string device) => GpioQuestions.Chip(device);

    /// <inheritdoc/>
    public GpioLineFacts? Line(string device, int line) => GpioQuestions.Line(device, line);

    /// <inheritdoc/>
    public string? Holder(string path)
    {
        string real = Real(path);
        foreach (string process in Directory.GetDirectories("/proc").Where(one => char.IsAsciiDigit(Path.GetFileName(one)[0])))
            try
            {
                if (Directory.GetFileSystemEntries(process + "/fd").Any(file => new FileInfo(file).LinkTarget == real))
                    return $"{Read(process + "/comm")} ({Path.GetFileName(process)})";
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's process, which keeps its files to itself, or one that has ended.
            }

        // What programs that share a port leave for each other: the number of the process.
        return Read("/run/lock/LCK.." + Path.GetFileName(real))?.Trim() is { Length: > 0 } owner && Directory.Exists("/proc/" + owner)
            ? $"{Read($"/proc/{owner}/comm")} ({owner})"
            : null;
    }

    /// <inheritdoc/>
    public string Real(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return path;
        }
    }

    private static long? Free(string mountPoint)
    {
        try
        {
            return new DriveInfo(mountPoint).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private string[] Status(string name) => (Read("/proc/self/status") ?? "").Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .SelectMany(line => line[name.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToArray();
}
