namespace IllsEdge.Device.Tests.Support;

/// <summary>A folder that goes with its test; in memory where there is such a disk: stores synchronise.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        string memory = System.IO.Path.Combine("/dev/shm", $"illsedge-loop-{Guid.NewGuid():N}");
        Path = Directory.Exists("/dev/shm")
            ? Directory.CreateDirectory(memory).FullName
            : Directory.CreateTempSubdirectory("illsedge-loop-").FullName;
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
