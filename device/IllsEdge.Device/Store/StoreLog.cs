using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Store;

/// <summary>
/// SQLite's write-ahead log: moves it into the file when it has become long, and counts what reaches the disk. SQLite
/// would move it by itself, but tells nobody how much that was.
/// </summary>
internal sealed class StoreLog
{
    private const int StatusCacheWrite = 9;
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 24;

    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly int _longest;
    private readonly HashSet<uint> _pages = [];
    private int _length;
    private int _moved;

    /// <summary>Takes the log of a connection into its care.</summary>
    /// <param name="connection">A connection that writes.</param>
    /// <param name="longest">Pages after which the log is moved.</param>
    public StoreLog(SqliteConnection connection, int longest)
    {
        (_connection, _path, _longest) = (connection, connection.DataSource + "-wal", longest);
        Statement.Run(connection, "PRAGMA wal_autocheckpoint = 0");
        // An older process may have left a log.
        _length = 1;
        Move();
        Written();
    }

    /// <summary>To be called after a commit.</summary>
    /// <returns>Bytes that were written.</returns>
    public long Committed()
    {
        int pages = Written();
        _length += pages;
        // Frames lie across the disk's pages, so a commit begins and ends with a part of one.
        long bytes = pages == 0 ? 0 : (long)pages * (StoreFile.PageLength + FrameHeaderLength) + StoreFile.PageLength;
        // On a disk that is filling up the file has to take its place while there is one.
        return _length >= _longest || StoreTrouble.FreeBytes(_path) < StoreTrouble.SomeRoom ? bytes + Move() : bytes;
    }

    /// <summary>Moves the log into the file, as far as readers and the disk allow.</summary>
    /// <returns>Bytes that were written: every page once, however often it stands in the log.</returns>
    public long Move()
    {
        if (_length == 0)
            return 0;
        // An error comes again at a commit, and then it is told.
        if (raw.sqlite3_wal_checkpoint_v2(
                _connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out int length, out int moved) != raw.SQLITE_OK)
            return 0;
        int pages = Distinct(_moved, moved);
        // A log that was moved as a whole begins anew.
        (_length, _moved) = moved == length ? (0, 0) : (length, moved);
        return (long)pages * StoreFile.PageLength;
    }

    private int Written()
    {
        raw.sqlite3_db_status(_connection.Handle, StatusCacheWrite, out int pages, out _, resetFlg: 1);
        return pages;
    }

    private int Distinct(int from, int to)
    {
        _pages.Clear();
        Span<byte> number = stackalloc byte[sizeof(uint)];
        try
        {
            using FileStream log = new(
                _path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            for (int frame = from; frame < to; frame++)
            {
                log.Position = HeaderLength + (long)frame * (FrameHeaderLength + StoreFile.PageLength);
                log.ReadExactly(number);
                _pages.Add(BinaryPrimitives.ReadUInt32BigEndian(number));
            }

            return _pages.Count;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Math.Max(0, to - from);
        }
    }
}
