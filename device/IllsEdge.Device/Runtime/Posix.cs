using System.Runtime.InteropServices;

namespace IllsEdge.Device.Runtime;

/// <summary>
/// What the runtime does not offer for threads: on Linux Thread.Priority is without effect, and sleeping has the resolution
/// of a millisecond. Elsewhere these do what the runtime can.
/// </summary>
internal static partial class Posix
{
    private const int Monotonic = 1;
    private const int AbsoluteTime = 1;
    private const int Lowest = 19;

    /// <summary>Gives the calling thread the lowest priority, so that it runs when no other wants to.</summary>
    public static void LowerPriority()
    {
        if (OperatingSystem.IsLinux())
            // Which: a process, which to the kernel is a thread; who: 0, the calling one.
            _ = SetPriority(0, 0, Lowest);
        else
            Thread.CurrentThread.Priority = ThreadPriority.Lowest;
    }

    /// <summary>Sleeps until a moment of the system's monotonic count; may wake early on a signal.</summary>
    /// <param name="timestamp">In the ticks of <see cref="System.Diagnostics.Stopwatch"/>, which on Linux counts nanoseconds
    /// of CLOCK_MONOTONIC.</param>
    public static void SleepUntil(long timestamp)
    {
        if (OperatingSystem.IsLinux())
        {
            Moment until = new() { Seconds = (nint)(timestamp / 1_000_000_000), Nanoseconds = (nint)(timestamp % 1_000_000_000) };
            _ = Sleep(Monotonic, AbsoluteTime, in until, 0);
            return;
        }

        TimeSpan left = System.Diagnostics.Stopwatch.GetElapsedTime(System.Diagnostics.Stopwatch.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
            Thread.Sleep(left);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int Sleep(int clock, int flags, in Moment until, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
