using System.Diagnostics;

namespace IllsEdge.Campaign.Plant;

/// <summary>The device's disk: a small one in memory that can be made full, where root is at hand; otherwise a folder.</summary>
internal sealed class StoreDisk : IDisposable
{
    private const int Megabytes = 256;

    /// <summary>Makes the disk, empty.</summary>
    /// <param name="folder">Must not exist.</param>
    public StoreDisk(string folder)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        CanBeFull = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", Folder);
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Whether it can be made full.</summary>
    public bool CanBeFull { get; }

    /// <summary>Whether it is full at present.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The store.</summary>
    public string Store => Path.Combine(Folder, "press.db");

    /// <summary>The champion's file.</summary>
    public string Model => Path.Combine(Folder, "champion.ills");

    /// <summary>Bytes of all files.</summary>
    public long Bytes => new DirectoryInfo(Folder).EnumerateFiles().Sum(file => file.Length);

    /// <summary>Whether there is a store that the device took for damaged and put aside.</summary>
    public bool HasDamagedStore => Directory.EnumerateFiles(Folder, "press.db.damaged*").Any();

    /// <summary>Makes it as small as what is on it.</summary>
    public void Fill()
    {
        DriveInfo drive = new(Folder);
        IsFull = Remount($"{(drive.TotalSize - drive.TotalFreeSpace) / 1024}k");
    }

    /// <summary>Makes it large again.</summary>
    public void MakeRoom() => IsFull = IsFull && !Remount($"{Megabytes}m");

    /// <summary>All files as they are now, as a power cut would leave them; call while nobody writes.</summary>
    public Dictionary<string, byte[]> Photograph() => Directory.GetFiles(Folder)
        // SQLite makes the index of its log anew, and the lock holds only room.
        .Where(path => !path.EndsWith("-shm", StringComparison.Ordinal))
        .ToDictionary(
            path => path,
            path => path.EndsWith(".lock", StringComparison.Ordinal) ? new byte[new FileInfo(path).Length] : File.ReadAllBytes(path));

    /// <summary>Puts the files back as they were.</summary>
    public void Restore(Dictionary<string, byte[]> photograph)
    {
        foreach (string path in Directory.GetFiles(Folder))
            File.Delete(path);
        foreach ((string path, byte[] bytes) in photograph)
            File.WriteAllBytes(path, bytes);
    }

    /// <summary>Deletes what was kept of damaged files, as somebody would who has looked at them.</summary>
    public void TidyUp()
    {
        foreach (string path in Directory.GetFiles(Folder, "*.damaged*"))
            File.Delete(path);
    }

    public void Dispose()
    {
        if (CanBeFull)
            Run("umount", Folder);
        Directory.Delete(Folder, recursive: true);
    }

    private bool Remount(string size) => CanBeFull && Run("mount", "-o", $"remount,size={size}", Folder);

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(program, arguments);
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
