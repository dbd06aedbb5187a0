using System.Globalization;
using IllsEdge.Data;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

/// <summary>The database file: how it is opened and what is laid out in it.</summary>
internal static class StoreFile
{
    /// <summary>"ILLS" in the header says whose file it is.</summary>
    public const int Application = 0x494C4C53;

    /// <summary>Bytes of a page, SQLite's default.</summary>
    public const int PageLength = 4096;

    /// <summary>2 since predictions have bounds.</summary>
    public const int Layout = 2;

    // No later program has come so far: such a number is damage.
    private const int FarthestLayout = 255;

    // STRICT and the checks keep what comes out of a damaged file as clean as what the loop writes.
    private static readonly string Schema = string.Create(CultureInfo.InvariantCulture, $"""
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE samples (
            id INTEGER PRIMARY KEY CHECK (id > 0), time INTEGER NOT NULL, monotonic INTEGER NOT NULL,
            "values" BLOB NOT NULL) STRICT;
        CREATE INDEX samples_by_time ON samples (time);
        CREATE TABLE labels (
            id INTEGER PRIMARY KEY CHECK (id > 0), value REAL NOT NULL, time INTEGER NOT NULL,
            arrival INTEGER NOT NULL, sample_id INTEGER,
            superseded INTEGER NOT NULL CHECK (superseded IN (0, 1))) STRICT;
        CREATE INDEX labels_by_sample ON labels (sample_id) WHERE sample_id IS NOT NULL;
        CREATE TABLE predictions (
            sample_id INTEGER PRIMARY KEY CHECK (sample_id > 0), value REAL,
            status TEXT NOT NULL CHECK (status IN ('G', 'C', 'S', 'M', 'F')),
            model_version INTEGER NOT NULL, low REAL, high REAL) STRICT;
        CREATE TABLE models (
            version INTEGER PRIMARY KEY CHECK (version > 0), time INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('C', 'P', 'T', 'R')), reference REAL, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE decisions (
            id INTEGER PRIMARY KEY CHECK (id > 0), time INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
            figures TEXT NOT NULL) STRICT;
        PRAGMA application_id = {Application};
        PRAGMA user_version = {Layout}
        """);

    /// <summary>
    /// Opens a connection of its own, not of the pool: a pooled one would keep the file open after Dispose.
    /// </summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            // Long enough for somebody who looks into the file with a tool of his own.
            Statement.Run(connection, "PRAGMA busy_timeout = 2000");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens for writing and lays out a new file. FULL: a commit returns when it is on the disk; with NORMAL it would
    /// be there only after the next checkpoint, which on a slow line is hours away.
    /// </summary>
    public static SqliteConnection ConnectToWrite(string path, StoreNames names)
    {
        SqliteConnection connection = Connect(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Statement.Run(connection, "PRAGMA journal_mode = WAL");
            Statement.Run(connection, "PRAGMA synchronous = FULL");
            Statement.Run(connection, "PRAGMA journal_size_limit = 8000000");
            if (Statement.Number(connection, "SELECT count(*) FROM sqlite_master") == 0)
                LayOut(connection, names);
            else if (Statement.Number(connection, "PRAGMA user_version") == 1)
                Widen(connection);
            names.Complete(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens for reading, whatever can be written. On a disk that is read-only SQLite cannot make the index of the log;
    /// without locks, which nobody can take there, it keeps the index in memory and reads the log all the same.
    /// </summary>
    /// <exception cref="SqliteException">It cannot be read in any way.</exception>
    public static SqliteConnection ConnectToRead(string path)
    {
        SqliteException? first = null;
        foreach ((string source, SqliteOpenMode mode, string prepare) in (ReadOnlySpan<(string, SqliteOpenMode, string)>)
        [
            (path, SqliteOpenMode.ReadWrite, "PRAGMA query_only = ON"),
            (path, SqliteOpenMode.ReadOnly, "PRAGMA query_only = ON"),
            ($"file:{Uri.EscapeDataString(path)}?vfs=unix-none", SqliteOpenMode.ReadOnly, "PRAGMA locking_mode = EXCLUSIVE"),
            // The last, as it passes over a log; without one it is the only way.
            ($"file:{Uri.EscapeDataString(path)}?immutable=1", SqliteOpenMode.ReadOnly, "PRAGMA query_only = ON"),
        ])
        {
            SqliteConnection? connection = null;
            try
            {
                connection = Connect(source, mode);
                Statement.Run(connection, prepare);
                Statement.Number(connection, "SELECT count(*) FROM sqlite_master");
                return connection;
            }
            catch (SqliteException exception)
            {
                connection?.Dispose();
                first ??= exception;
            }
        }

        throw first!;
    }

    /// <summary>Lays out a new file.</summary>
    /// <returns>Its first page, which says what every table is called and where it begins.</returns>
    public static byte[] Begin(string path, StoreNames names)
    {
        ConnectToWrite(path, names).Dispose();
        byte[] head = new byte[PageLength];
        using FileStream file = File.OpenRead(path);
        file.ReadExactly(head);
        return head;
    }

    /// <summary>What an existing file is, without changing it.</summary>
    /// <exception cref="DataFileException">It may not be written, or it is somebody else's.</exception>
    public static StoreFinding Examine(string path)
    {
        StoreHead head = StoreHead.Look(path);
        if (head.Kind == HeadKind.None)
            return new StoreFinding(StoreFitness.New);
        try
        {
            using (File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
            {
                // SQLite would open a file without the right to write for reading, and say so only at the first batch.
            }

            if (head.Kind == HeadKind.Damaged)
                return new StoreFinding(StoreFitness.Damaged, head.Detail);

            // For reading: a connection for writing moves the log into the file when it closes, into a damaged one too.
            using SqliteConnection connection = Connect(path, SqliteOpenMode.ReadOnly);
            string check = Check(connection);
            if (check != "ok")
                return new StoreFinding(StoreFitness.Damaged, check);
            if (Statement.Number(connection, "SELECT count(*) FROM sqlite_master") == 0)
                return new StoreFinding(StoreFitness.New);
            bool isMarked = Statement.Number(connection, "PRAGMA application_id") == Application;
            string? misnamed = Misnamed(connection);
            if (!isMarked)
                // Nobody else has these tables.
                return misnamed is null
                    ? new StoreFinding(StoreFitness.Damaged, "its header does not say that it is a store")
                    : throw StoreTrouble.Foreign(path);
            long layout = Statement.Number(connection, "PRAGMA user_version");
            if (layout is < 1 or > FarthestLayout)
                return new StoreFinding(StoreFitness.Damaged, $"its header gives its layout as {layout}");
            if (layout > Layout)
                throw StoreTrouble.OtherLayout(path, layout, Layout);
            if (misnamed is not null)
                return new StoreFinding(StoreFitness.Damaged, misnamed);
            return new StoreFinding(StoreFitness.Sound) { Held = StoreNames.Read(connection) };
        }
        catch (SqliteException exception) when (StoreTrouble.IsDamage(exception) || StoreTrouble.IsGone(exception))
        {
            return new StoreFinding(StoreFitness.Damaged, exception.Message);
        }
        catch (SqliteException exception)
        {
            throw StoreTrouble.CannotOpen(path, exception);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw StoreTrouble.NoPermission(path, exception.Message, exception);
        }
    }

    private static string Check(SqliteConnection connection)
    {
        using var statement = new Statement(connection, "PRAGMA quick_check(1)");
        return statement.Step() ? statement.Text(0).ReplaceLineEndings(" ") : "ok";
    }

    // A bit that was flipped in a name passes the check: the file is whole, and what is asked of it is not there.
    private static string? Misnamed(SqliteConnection connection)
    {
        try
        {
            foreach (string parts in (ReadOnlySpan<string>)
            [
                "key, value FROM meta", "id, time, monotonic, \"values\" FROM samples INDEXED BY samples_by_time WHERE time > 0",
                "sample_id, value, status, model_version FROM predictions",
                "id, value, time, arrival, sample_id, superseded FROM labels",
                "version, time, state, reference, bytes FROM models", "id, time, kind, text, figures FROM decisions",
            ])
                Statement.Number(connection, $"SELECT {parts} LIMIT 0");
            return null;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SQLitePCL.raw.SQLITE_ERROR)
        {
            return exception.Message;
        }
    }

    // A store of the first layout; columns at the end are null in the rows that are there.
    private static void Widen(SqliteConnection connection)
    {
        Statement.Run(connection, "BEGIN IMMEDIATE");
        Statement.Run(connection, "ALTER TABLE predictions ADD COLUMN low REAL");
        Statement.Run(connection, "ALTER TABLE predictions ADD COLUMN high REAL");
        Statement.Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Layout}"));
        Statement.Run(connection, "COMMIT");
    }

    private static void LayOut(SqliteConnection connection, StoreNames names)
    {
        Statement.Run(connection, "BEGIN IMMEDIATE");
        foreach (string part in Schema.Split(';', StringSplitOptions.RemoveEmptyEntries))
            Statement.Run(connection, part);
        names.Write(connection);
        Statement.Run(connection, "COMMIT");
    }
}

/// <summary>Whether a file can be gone on with.</summary>
internal enum StoreFitness
{
    New,
    Sound,
    Damaged,
}

/// <summary>What a file is.</summary>
/// <param name="Fitness">Whether it can be gone on with.</param>
/// <param name="Detail">The damage.</param>
internal sealed record StoreFinding(StoreFitness Fitness, string Detail = "")
{
    /// <summary>The quantities of a sound store.</summary>
    public StoreNames? Held { get; init; }
}
