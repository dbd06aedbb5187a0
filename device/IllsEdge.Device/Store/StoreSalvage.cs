using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Store;

/// <summary>
/// Reads what can be read out of a damaged file into a new one, table by table in the order of their numbers. Where a
/// page cannot be read it looks for the next number that can, and comes up to the damage again from behind.
/// </summary>
internal sealed class StoreSalvage : IDisposable
{
    private const int BatchRows = 5000;
    private const long LargestJump = 1L << 40;

    // A file that is damaged in more places has nothing worth the time.
    private const int MostPlaces = 100_000;
    private const string UnboundedPredictions = "sample_id, value, status, model_version";

    private static readonly (string Table, string Key, string Columns)[] Tables =
    [
        ("models", "version", "version, time, state, reference, bytes"),
        ("labels", "id", "id, value, time, arrival, sample_id, superseded"),
        ("decisions", "id", "id, time, kind, text, figures"),
        ("samples", "id", "id, time, monotonic, \"values\""),
        ("predictions", "sample_id", $"{UnboundedPredictions}, low, high"),
    ];

    private readonly SqliteConnection _damaged;
    private readonly SqliteConnection _target;
    private readonly SampleBlob _blob;
    private Statement _insert = null!;
    private bool _isSamples;
    private bool _lacksTables;
    private long _rows;

    private StoreSalvage(string damaged, SqliteConnection target, SampleBlob blob)
    {
        _target = target;
        _blob = blob;
        _damaged = StoreFile.Connect(damaged, SqliteOpenMode.ReadOnly);
        // Without it SQLite refuses a file that is shorter than its header says, whole as the rest may be.
        Statement.Run(_damaged, "PRAGMA writable_schema = ON");
    }

    /// <summary>Copies what can be read.</summary>
    /// <param name="damaged">The damaged file; it is not changed.</param>
    /// <param name="target">A new store.</param>
    /// <param name="blob">How samples are written.</param>
    /// <param name="head">The first page of a new store, for one that has lost its own.</param>
    /// <returns>What was copied, for the log.</returns>
    /// <exception cref="SqliteException">The new store cannot be written.</exception>
    public static string Run(string damaged, SqliteConnection target, SampleBlob blob, ReadOnlySpan<byte> head)
    {
        long[] rows = new long[Tables.Length];
        string? trouble = null;
        // SQLite deletes the log of a file that ends within its first page, so such a one is not even opened.
        bool isHeadless = StoreHead.Look(damaged).Kind != HeadKind.Database
            || !CopyTables(damaged, target, blob, rows, ref trouble)
            || StoreHead.CountsTooFew(damaged);
        if (isHeadless)
            try
            {
                using MendedCopy mended = new(damaged, head);
                CopyTables(mended.Path, target, blob, rows, ref trouble);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                trouble = $"its first page could not be mended: {exception.Message} Make room, and give the kept file its name back "
                    + "for another try";
            }

        string found = string.Join(", ", rows.Zip(Tables, (count, table) => $"{count} {table.Table}"));
        return trouble is null ? found : $"{found} ({trouble})";
    }

    /// <summary>Copies what can be read and was not copied yet.</summary>
    /// <returns>False where tables are missing.</returns>
    private static bool CopyTables(string damaged, SqliteConnection target, SampleBlob blob, long[] rows, ref string? trouble)
    {
        try
        {
            using var salvage = new StoreSalvage(damaged, target, blob);
            for (int table = 0; table < rows.Length; table++)
                rows[table] += salvage.CopyTable(Tables[table]);
            return !salvage._lacksTables;
        }
        catch (SqliteException exception) when (StoreTrouble.IsDamage(exception) || StoreTrouble.IsGone(exception))
        {
            trouble = exception.Message;
            return false;
        }
    }

    public void Dispose() => _damaged.Dispose();

    private long CopyTable((string Table, string Key, string Columns) table)
    {
        _rows = 0;
        _isSamples = table.Table == "samples";
        string columns = table.Table == "predictions" && !HasBounds() ? UnboundedPredictions : table.Columns;
        string places = string.Join(", ", Enumerable.Range(1, columns.Count(letter => letter == ',') + 1).Select(place => $"?{place}"));
        using var insert = new Statement(_target, $"INSERT OR IGNORE INTO {table.Table} ({columns}) VALUES ({places})");
        _insert = insert;
        Statement.Run(_target, "BEGIN");
        try
        {
            string select = $"SELECT {columns} FROM {table.Table} NOT INDEXED WHERE {table.Key}";
            using var upward = new Statement(_damaged, $"{select} > ?1 ORDER BY {table.Key}");
            using var downward = new Statement(
                _damaged, $"{select} > ?1 AND {table.Key} < ?2 ORDER BY {table.Key} DESC");
            CopyAround(upward, downward);
        }
        catch (SqliteException exception) when (StoreTrouble.IsDamage(exception) || StoreTrouble.IsGone(exception))
        {
            // The table's definition is gone, and with it the place of its first page; or it has another name.
            _lacksTables = true;
        }

        Statement.Run(_target, "COMMIT");
        return _rows;
    }

    /// <summary>Whether the damaged store's predictions have bounds; where the table is gone it does not matter.</summary>
    private bool HasBounds()
    {
        try
        {
            Statement.Number(_damaged, "SELECT low, high FROM predictions LIMIT 0");
            return true;
        }
        catch (SqliteException exception) when (StoreTrouble.IsDamage(exception) || StoreTrouble.IsGone(exception))
        {
            return false;
        }
    }

    private void CopyAround(Statement upward, Statement downward)
    {
        long after = 0;
        for (int place = 0; place < MostPlaces; place++)
        {
            upward.Bind(1, after);
            if (Copy(upward, ref after, isUpward: true))
                return;
            long resume = FindBehind(upward, after);
            long before = resume;
            downward.Bind(1, after);
            downward.Bind(2, before);
            Copy(downward, ref before, isUpward: false);
            if (resume == long.MaxValue)
                return;
            after = resume - 1;
        }
    }

    /// <summary>The first number behind the damage that can be read; the largest there is where nothing can.</summary>
    private static long FindBehind(Statement upward, long after)
    {
        for (long jump = 1; jump < LargestJump; jump *= 2)
        {
            upward.Bind(1, after + jump);
            try
            {
                bool isThere = upward.Step();
                long found = isThere ? upward.Long(0) : long.MaxValue;
                upward.Reset();
                // A smaller one than was asked for is of a page that leads back.
                if (found > after + jump)
                    return found;
            }
            catch (SqliteException exception) when (StoreTrouble.IsDamage(exception))
            {
                // Still within the damage.
            }
        }

        return long.MaxValue;
    }

    /// <summary>Copies until the end, or until a page cannot be read.</summary>
    /// <returns>False where a page could not be read, or led back to where it had been.</returns>
    private bool Copy(Statement source, ref long last, bool isUpward)
    {
        try
        {
            while (source.Step())
            {
                long key = source.Long(0);
                if (isUpward ? key <= last : key >= last)
                {
                    source.Reset();
                    return false;
                }

                last = key;
                CopyRow(source);
            }

            return true;
        }
        catch (SqliteException exception) when (StoreTrouble.IsDamage(exception))
        {
            return false;
        }
    }

    private void CopyRow(Statement source)
    {
        if (_isSamples && !_blob.IsSound(source.Long(0), source.Long(1), source.Long(2), source.Bytes(3)))
            return;
        for (int column = 0; column < source.Columns; column++)
            switch (source.TypeOf(column))
            {
                case raw.SQLITE_INTEGER: _insert.Bind(column + 1, source.Long(column)); break;
                case raw.SQLITE_FLOAT: _insert.Bind(column + 1, source.Double(column)); break;
                case raw.SQLITE_TEXT: _insert.Bind(column + 1, source.Text(column)); break;
                case raw.SQLITE_BLOB: _insert.Bind(column + 1, source.Bytes(column)); break;
                default: _insert.BindNull(column + 1); break;
            }

        try
        {
            _insert.Step();
            _rows += raw.sqlite3_changes(_target.Handle);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            return; // What is not of the column's kind was not written by a loop.
        }

        if (_rows % BatchRows == 0)
        {
            Statement.Run(_target, "COMMIT");
            Statement.Run(_target, "BEGIN");
        }
    }
}
