using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

/// <summary>
/// The first row of a table that is young by its stamp. Where the clock was right it divides the old from the young; rows
/// behind it with older stamps are of a clock that was behind.
/// </summary>
internal sealed class FirstYoungRow : IDisposable
{
    private readonly Statement _next;
    private long _from;

    /// <summary>Prepares the search.</summary>
    /// <param name="connection">The store.</param>
    /// <param name="table">The table, whose numbers ascend as its rows were stored.</param>
    /// <param name="stamp">The column of the stamps.</param>
    public FirstYoungRow(SqliteConnection connection, string table, string stamp) => _next = new Statement(
        connection, $"SELECT id FROM {table} NOT INDEXED WHERE id >= ?1 AND id < ?2 AND {stamp} >= ?3 AND {stamp} <= ?4 ORDER BY id LIMIT 1");

    /// <summary>Finds it. Time only makes rows older, so the search goes on from where it ended.</summary>
    /// <param name="before">The number before which is searched.</param>
    /// <param name="oldest">Rows stamped before are old; milliseconds since 1970.</param>
    /// <param name="now">Rows stamped after this are of a clock that was ahead, and are neither.</param>
    /// <returns>Its number; <paramref name="before"/> where there is none.</returns>
    public long Find(long before, long oldest, long now)
    {
        _next.Bind(1, _from);
        _next.Bind(2, before);
        _next.Bind(3, oldest);
        _next.Bind(4, now);
        _from = _next.Step() ? _next.Long(0) : before;
        _next.Reset();
        return _from;
    }

    /// <summary>Begins the next search at the first row: the clock was set.</summary>
    public void Forget() => _from = 0;

    public void Dispose() => _next.Dispose();
}
