using System.Collections.Concurrent;
using System.Diagnostics;
using IllsEdge.Device.Store;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Store;

/// <summary>A folder of its own, a clock, a log, and what the tests do again and again.</summary>
internal sealed class StoreBench : IDisposable, IDeviceLog
{
    public static readonly string[] Inputs = ["pressure", "temperature", "speed"];
    private readonly string? _mount;

    // In memory where there is such a disk: thousands of synchronised commits would else be most of the tests' time.
    public StoreBench(string? mountedSize = null, bool isOnDisk = false)
    {
        if (mountedSize is not null)
            SkipUnlessRoot();
        string memory = Path.Combine("/dev/shm", $"illsedge-store-{Guid.NewGuid():N}");
        Folder = isOnDisk || !Directory.Exists("/dev/shm")
            ? Directory.CreateTempSubdirectory("illsedge-store-").FullName
            : Directory.CreateDirectory(memory).FullName;
        if (mountedSize is null)
            return;
        Mount("-t", "tmpfs", "-o", $"size={mountedSize}", "tmpfs", Folder);
        _mount = Folder;
    }

    public string Folder { get; }

    public string File => Path.Combine(Folder, "device.db");

    public ManualClock Clock { get; } = new();

    public ConcurrentQueue<(LogLevel Level, string Text)> Told { get; } = new();

    public static StoreOptions Synchronous { get; } = new() { IsSynchronous = true };

    public DeviceStore Open(StoreOptions? options = null, string[]? inputs = null) =>
        DeviceStore.Open(File, inputs ?? Inputs, options ?? Synchronous, Clock, this);

    /// <summary>Appends samples whose values follow from their numbers, 100 ms of the clock apart.</summary>
    public long Append(DeviceStore store, int count, int labelEvery = 0)
    {
        long id = 0;
        for (int row = 0; row < count; row++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(100));
            long next = store.LastSampleId + 1;
            store.Append(new Sample(Clock.Milliseconds, next * 100, [next, next / 8.0, -next]), out id);
            store.AppendPrediction(id, id * 2.0, ValueStatus.Good, 1);
            if (labelEvery > 0 && id % labelEvery == 0)
                store.AppendLabel(id * 3.0, Clock.Milliseconds, Clock.Milliseconds, id, out _);
        }

        return id;
    }

    public void Tell(LogLevel level, string source, string text) => Told.Enqueue((level, text));

    public string[] Beside(string pattern) => Directory.GetFiles(Folder, pattern);

    /// <summary>Mounts, or skips the test where that is not allowed.</summary>
    public static void Mount(params string[] arguments)
    {
        SkipUnlessRoot();
        using Process mount = Process.Start("mount", arguments);
        mount.WaitForExit();
        Assert.SkipUnless(mount.ExitCode == 0, "This system does not allow a small disk to be mounted.");
    }

    private static void SkipUnlessRoot() => Assert.SkipUnless(
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A small disk can only be mounted as root.");

    public void Dispose()
    {
        if (_mount is not null)
        {
            using Process unmount = Process.Start("umount", [_mount]);
            unmount.WaitForExit();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
