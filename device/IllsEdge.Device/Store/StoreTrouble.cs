using IllsEdge.Data;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Store;

/// <summary>What the world does to a store, sorted, and the words for it.</summary>
internal static class StoreTrouble
{
    /// <summary>SQLite needs a few pages and 32 KiB for the index of its log; below this an error of the disk is want of
    /// room.</summary>
    public const long LittleRoom = 256 * 1024;

    /// <summary>Room for some batches, with which a store may grow.</summary>
    public const long SomeRoom = 4 * LittleRoom;

    /// <summary>Whether the bytes of the file are wrong, as against the way to them.</summary>
    public static bool IsDamage(SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_FORMAT
        || exception.SqliteExtendedErrorCode is raw.SQLITE_IOERR_SHORT_READ or raw.SQLITE_IOERR_READ;

    /// <summary>Whether what was asked for is not in the file: a table whose definition was destroyed, or the whole file's
    /// format.</summary>
    public static bool IsGone(SqliteException exception) => exception.SqliteErrorCode == raw.SQLITE_ERROR;

    /// <summary>The state that an error while writing leads to.</summary>
    public static StoreState StateOf(SqliteException exception, string path, FileStream? hold)
    {
        if (exception.SqliteErrorCode == raw.SQLITE_FULL
            || (exception.SqliteErrorCode == raw.SQLITE_IOERR && IsLittleRoom(path)))
            return StoreState.Full;
        return exception.SqliteErrorCode == raw.SQLITE_READONLY || hold is null || StoreHold.IsReadOnly(hold)
            ? StoreState.ReadOnly
            : StoreState.Failed;
    }

    /// <summary>Whether the disk of a file is full, or as good as full.</summary>
    public static bool IsLittleRoom(string path) => FreeBytes(path) < LittleRoom;

    /// <summary>Bytes that are free on the disk of a file.</summary>
    public static long FreeBytes(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return long.MaxValue;
        }
    }

    /// <summary>Whether what kept a store from being opened may pass by itself, as a full disk, another process that is still
    /// at its end, or a disk that does not answer; as against names, rights and files that are wrong.</summary>
    public static bool IsPassing(DataFileException exception) => exception.InnerException switch
    {
        SqliteException cause => cause.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL
            or raw.SQLITE_IOERR || IsLittleRoom(exception.File),
        IOException => true,
        _ => false,
    };

    public static DataFileException CannotOpen(string path, SqliteException exception) =>
        exception.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => InUse(path, exception),
            raw.SQLITE_FULL => NoRoom(path, exception),
            raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN when IsLittleRoom(path) => NoRoom(path, exception),
            raw.SQLITE_PERM or raw.SQLITE_READONLY or raw.SQLITE_AUTH or raw.SQLITE_CANTOPEN =>
                NoPermission(path, exception.Message, exception),
            raw.SQLITE_IOERR => new DataFileException(
                $"the disk does not do what the store asks of it ({Code(exception)}). Look for errors of the disk (dmesg), or set "
                + "store.path to a file on another one.",
                path,
                cause: exception),
            _ => new DataFileException(
                $"the store cannot be opened ({Code(exception)}). Try again; if it stays so, move the file away to begin anew, "
                + "and keep it: what is in it may be read yet.",
                path,
                cause: exception),
        };

    // The message alone is the same for many reasons.
    private static string Code(SqliteException exception) => $"{exception.Message.TrimEnd('.')}, code {exception.SqliteExtendedErrorCode}";

    public static DataFileException NoPermission(string path, string detail, Exception? cause) => new(
        $"the store cannot be written ({detail}). Give \"{Environment.UserName}\" the right to read and write the file "
        + $"and its directory \"{Path.GetDirectoryName(path)}\", or set store.path to another file.",
        path,
        cause: cause);

    public static DataFileException ReadOnlyDisk(string path, Exception cause) => new(
        $"there is no store, and none can be begun, for the disk is read-only ({cause.Message}). Mount it for writing (mount -o "
        + "remount,rw, and in /etc/fstab); where the kernel made it read-only (dmesg), the card is failing: replace it. Or set "
        + "store.path to a file on another disk.",
        path,
        cause: cause);

    public static DataFileException CannotRead(string path, SqliteException exception) => new(
        $"the store cannot be read ({exception.Message}), and can only be read: {(IsDamage(exception) ? "mount its disk for writing, so that it can be mended" : "check the file")}, "
        + "or set store.path to another file.",
        path,
        cause: exception);

    public static DataFileException NothingToRead(string path) => new(
        "there is no such store to read. Set store.readOnly to false, so that one is begun, or store.path to a store.", path);

    public static DataFileException NoDirectory(string path) => new(
        $"the directory \"{Path.GetDirectoryName(path)}\" does not exist. "
        + "Create it, or set store.path to another file.",
        path);

    public static DataFileException InUse(string path, Exception cause) => new(
        "the store is in use by another process. End it, or set store.path to another file: "
        + "two loops cannot share one.",
        path,
        cause: cause);

    public static DataFileException Foreign(string path, string kind = "") => new(
        $"this is no store but a file of yours or another program's{(kind.Length > 0 ? $" ({kind})" : "")}. It was left alone; set store.path to another file.", path);

    public static DataFileException OtherLayout(string path, long layout, int expected) => new(
        $"the store has layout {layout} and this program writes layout {expected}. Use the program that wrote it, "
        + "or move it away and start anew.",
        path);

    /// <summary>What to say of a store of other quantities; null where they are the same.</summary>
    public static DataFileException? OtherNames(string path, StoreNames? held, StoreNames names)
    {
        if (held is null)
            return null;
        return held.HasInputsOf(names)
            ? held.ContradictsTargetOf(names) ? OtherTarget(path, held, names) : null
            : new DataFileException(
                $"the store holds the inputs {string.Join(", ", held.Inputs)}, but the configuration has "
                + $"{string.Join(", ", names.Inputs)}. Restore the configuration, or move the store away or set store.path to "
                + "another file to start anew.",
                path);
    }

    public static DataFileException OtherTarget(string path, StoreNames held, StoreNames names) => new(
        $"the store holds labels and models of {held.Target}, but the configuration's target is {names.Target}. Restore "
        + "target.name, or move the store away or set store.path to another file to start anew.",
        path);

    private static DataFileException NoRoom(string path, Exception cause) => new(
        $"the disk is full ({FreeBytes(path)} bytes free). Make room, or set store.path to a file on another disk.",
        path,
        cause: cause);
}
