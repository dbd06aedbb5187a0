using System.Runtime.InteropServices;

namespace IllsEdge.Cli.Terminal;

/// <summary>
/// Whether anybody reads standard output any more. The runtime's stream takes a closed pipe for a success, so that a filter would
/// go on answering rows that nobody asks for.
/// </summary>
internal static partial class StandardOutput
{
    private const int Descriptor = 1;
    private const short Gone = 0x8 | 0x10;   // POLLERR: the reader has closed the pipe; POLLHUP: of a terminal or a socket

    /// <summary>Whether the reader has gone. Never waits; false where it cannot be known, and for a file.</summary>
    public static bool HasNoReader()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return false;
        PollEntry entry = new() { File = Descriptor };
        return Poll(ref entry, 1, 0) > 0 && (entry.Happened & Gone) != 0;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(ref PollEntry entries, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int File;
        public short Wanted;
        public short Happened;
    }
}
