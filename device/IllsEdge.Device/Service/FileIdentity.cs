using System.Runtime.InteropServices;

namespace IllsEdge.Device.Service;

/// <summary>The device and inode of a file, which the runtime does not tell.</summary>
internal static partial class FileIdentity
{
    private const int EmptyPath = 0x1000;   // AT_EMPTY_PATH: the open file itself
    private const int NoFolder = -100;      // AT_FDCWD: paths begin at the working directory
    private const uint Inode = 0x100;       // STATX_INO

    /// <summary>The two numbers as stat(2) has them; null where the file is not open or this is not Linux.</summary>
    /// <param name="descriptor">Number of the open file.</param>
    public static (ulong Device, ulong Inode)? Of(int descriptor) => Of(descriptor, "", EmptyPath);

    /// <summary>The two numbers of the file at the end of all links; null where there is none or this is not Linux.</summary>
    /// <param name="path">One of the file's names.</param>
    public static (ulong Device, ulong Inode)? Of(string path) => Of(NoFolder, path, 0);

    private static (ulong Device, ulong Inode)? Of(int folder, string path, int flags)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            return StatX(folder, path, flags, Inode, out Facts facts) == 0
                ? (Number(facts.DeviceMajor, facts.DeviceMinor), facts.Inode)
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    // makedev(3): twelve bits of the major between eight and the rest of the minor.
    private static ulong Number(ulong major, ulong minor) =>
        (major & 0xfff) << 8 | (major & 0xfffff000) << 32 | minor & 0xff | (minor & 0xffffff00) << 12;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint wanted, out Facts facts);

    // statx(2) has the same layout on every processor, as stat(2) has not.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Facts
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
