namespace IllsEdge.Device.Store;

/// <summary>
/// The file beside a store that says it is in use, and keeps a little room on the disk: a store that was closed in
/// order cannot be opened again on a full disk without room for the index of its log.
/// </summary>
internal static class StoreHold
{
    // 32 KiB for the index of the log, and some pages for the log.
    private const int Room = 128 * 1024;

    // EWOULDBLOCK and ERROR_SHARING_VIOLATION.
    private const int LockedOnUnix = 11;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    /// <summary>Takes a store for this process. The system takes it from one that is killed.</summary>
    public static FileStream Take(string path)
    {
        try
        {
            return new FileStream(
                path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw StoreTrouble.NoPermission(path, exception.Message, exception);
        }
        catch (IOException exception)
        {
            throw exception.HResult is LockedOnUnix or LockedOnWindows
                ? StoreTrouble.InUse(path, exception)
                : StoreTrouble.NoPermission(path, exception.Message, exception);
        }
    }

    /// <summary>Takes up the room, where it is not taken yet and there is any.</summary>
    public static void KeepRoom(FileStream hold)
    {
        if (hold.Length >= Room)
            return;
        try
        {
            hold.Position = 0;
            hold.Write(new byte[Room]);
        }
        catch (IOException)
        {
            GiveUpRoom(hold);
        }
    }

    /// <summary>Gives the room back to the disk.</summary>
    /// <returns>False where there was none.</returns>
    public static bool GiveUpRoom(FileStream hold)
    {
        if (hold.Length == 0)
            return false;
        hold.SetLength(0);
        return true;
    }
}
