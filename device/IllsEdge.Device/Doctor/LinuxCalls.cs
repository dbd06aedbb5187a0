using System.Runtime.InteropServices;

namespace IllsEdge.Device.Doctor;

/// <summary>What Linux knows and the runtime does not tell. Null, or the runtime's best, where this is not Linux.</summary>
internal static partial class LinuxCalls
{
    private const int CurrentFolder = -100;         // AT_FDCWD
    private const uint ModeAndOwner = 0x2 | 0x10;   // STATX_MODE | STATX_GID
    private const int ReadRight = 4;
    private const int WriteRight = 2;
    private const int Unsynchronised = 0x40;        // STA_UNSYNC

    /// <summary>Version of the GNU C library; null where there is another, such as musl.</summary>
    public static Version? Glibc()
    {
        try
        {
            return Version.TryParse(Marshal.PtrToStringUTF8(GlibcVersion()), out Version? version) ? version : null;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether this user may read a file.</summary>
    public static bool MayRead(string path) => OperatingSystem.IsLinux() ? Access(path, ReadRight) == 0 : File.Exists(path);

    /// <summary>Whether this user may write a file, or make files in a folder.</summary>
    public static bool MayWrite(string path) => OperatingSystem.IsLinux() ? Access(path, WriteRight) == 0 : File.Exists(path);

    /// <summary>Number of a file's group, and its mode; null where there is no such file.</summary>
    public static (uint Group, int Mode)? Owner(string path)
    {
        if (!OperatingSystem.IsLinux())
            return Path.Exists(path) ? (0, 0) : null;
        return StatX(CurrentFolder, path, 0, ModeAndOwner, out FileStatus status) == 0 ? (status.Group, status.Mode) : null;
    }

    /// <summary>Whether the kernel's clock is kept right by a time server; null where the kernel may not be asked.</summary>
    public static bool? IsClockSynchronised()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        ClockStatus status = default;
        return AdjustClock(ref status) < 0 ? null : (status.Status & Unsynchronised) == 0;
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GlibcVersion();

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int rights);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint wanted, out FileStatus status);

    [LibraryImport("libc", EntryPoint = "adjtimex")]
    private static partial int AdjustClock(ref ClockStatus status);

    // statx(2), the same on every processor.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileStatus
    {
        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;
    }

    // struct timex of 64-bit systems, adjtimex(2): with modes 0 it is only read. 208 bytes are used.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct ClockStatus
    {
        [FieldOffset(0)]
        public uint Modes;

        [FieldOffset(40)]
        public int Status;
    }
}
