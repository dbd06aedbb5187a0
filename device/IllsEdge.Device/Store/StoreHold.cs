namespace IllsEdge.Device.Store;

/// <summary>
/// The file beside a store that says it is in use, and keeps a little room on the disk: a store that was closed in
/// order cannot be opened again on a full disk without room for the index of its log.
/// </summary>
internal static class StoreHold
{
    /// <summary>Bytes of it: 32 KiB for the index of the log, and some pages for the log.</summary>
    public const int Room = 128 * 1024;

    // EWOULDBLOCK and ERROR_SHARING_VIOLATION.
    private const int LockedOnUnix = 11;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    // EROFS, and ERROR_WRITE_PROTECT.
    private const int ReadOnlyOnUnix = 30;
    private const int ReadOnlyOnWindows = unchecked((int)0x80070013);

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
            throw exception.HResult is LockedOnUnix or LockedOnWindows ? StoreTrouble.InUse(path, exception)
                : IsReadOnly(exception) ? StoreTrouble.ReadOnlyDisk(path, exception)
                : StoreTrouble.NoPermission(path, exception.Message, exception);
        }
    }

    /// <summary>Whether the disk of a store can only be read. It is tried, for a disk that has failed may still say that
    /// it can be written.</summary>
    public static bool IsReadOnly(FileStream hold)
    {
        try
        {
            hold.Position = 0;
            hold.WriteByte(0);
            hold.Flush(flushToDisk: true);
            return false;
        }
        catch (IOException exception)
        {
            return IsReadOnly(exception);
        }
    }

    /// <summary>Whether a disk that can only be read is the reason.</summary>
    public static bool IsReadOnly(Exception exception) =>
        exception is IOException { HResult: ReadOnlyOnUnix or ReadOnlyOnWindows };

    /// <summary>Takes up the room, where it is not taken yet and there is any.</summary>
    public static void KeepRoom(FileStream hold)
    {
        try
        {
            if (hold.Length >= Room)
                return;
            hold.Position = 0;
            hold.Write(new byte[Room]);
        }
        catch (IOException)
        {
            GiveUpRoom(hold);
        }
    }

    /// <summary>Gives the room back to the disk.</summary>
    /// <returns>False where there was none, or the disk does not take it.</returns>
    public static bool GiveUpRoom(FileStream hold)
    {
        try
        {
            if (hold.Length == 0)
                return false;
            hold.SetLength(0);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
