using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Store;

/// <summary>
/// A prepared statement. Goes past the commands of Microsoft.Data.Sqlite, which box every parameter: binding and
/// stepping here allocate nothing, so a fast loop is not disturbed by the garbage of its own log.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>The first number that a statement gives; 0 where it gives none or null.</summary>
    public static long Number(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Step() ? statement.Long(0) : 0;
    }

    public void Bind(int place, long value) => Check(raw.sqlite3_bind_int64(_statement, place, value));

    // SQLite knows no NaN: it stores null.
    public void Bind(int place, double value) => Check(raw.sqlite3_bind_double(_statement, place, value));

    public void Bind(int place, string value) => Check(raw.sqlite3_bind_text(_statement, place, value));

    public void Bind(int place, ReadOnlySpan<byte> value) => Check(raw.sqlite3_bind_blob(_statement, place, value));

    public void BindNull(int place) => Check(raw.sqlite3_bind_null(_statement, place));

    /// <summary>Runs on to the next row; at the end the statement can be bound and run again.</summary>
    /// <exception cref="SqliteException">The file, the disk or another process stood in the way.</exception>
    public bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        try
        {
            Check(code);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }

        return false;
    }

    /// <summary>Ends a run before its last row.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public int Columns => raw.sqlite3_column_count(_statement);

    public bool IsNull(int column) => TypeOf(column) == raw.SQLITE_NULL;

    public int TypeOf(int column) => raw.sqlite3_column_type(_statement, column);

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public double Double(int column) => raw.sqlite3_column_double(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE)
            return;
        SqliteException.ThrowExceptionForRC(code, _database);
    }
}
