using IllsEdge.Device.Store;

namespace IllsEdge.Device.Runtime;

/// <summary>The surroundings as they are: a store, and the disk that it is on.</summary>
/// <param name="store">The store.</param>
public sealed class Surroundings(DeviceStore store) : ISurroundings
{
    // Room for half a million samples of eight inputs.
    private const long LittleRoom = 64L << 20;

    private readonly DriveInfo? _disk = DiskOf(store.Path);

    /// <inheritdoc/>
    public StoreState StoreState => store.State;

    /// <inheritdoc/>
    public bool IsRoomLittle
    {
        get
        {
            try
            {
                return _disk?.AvailableFreeSpace < LittleRoom;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The store tells of a disk that has gone.
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public void BeginStep()
    {
    }

    /// <inheritdoc/>
    public OperatorRequests Obey(OperatorRequests asked) => asked;

    /// <inheritdoc/>
    public StoredSample? FindSample(long time, long tolerance) => store.FindSample(time, tolerance);

    private static DriveInfo? DiskOf(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!);
        }
        catch (ArgumentException)
        {
            // A share of another machine is no drive to Windows.
            return null;
        }
    }
}
