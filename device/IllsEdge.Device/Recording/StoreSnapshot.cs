using System.Runtime.InteropServices;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Recording;

/// <summary>Of a store what a loop reads when it begins: all models, the newest decisions, and the samples to learn from. The rest stays behind.</summary>
internal static class StoreSnapshot
{
    // More than the loop looks at to see whether its model has proved itself.
    private const int NewestLabels = 100;

    /// <summary>Takes a snapshot of an open store.</summary>
    /// <param name="store">The store, before anything is appended.</param>
    /// <param name="rows">Labelled samples that are taken at most, the newest.</param>
    /// <returns>A store's file.</returns>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static byte[] Take(DeviceStore store, int rows)
    {
        IReadOnlyList<LabelledSample> labelled = store.ReadLabelled(rows);
        long first = labelled.Count == 0 ? long.MaxValue : labelled[0].Sample.Id;
        using SqliteConnection source = StoreFile.ConnectToRead(store.Path);
        // In memory: a connection that closes passes over what a full disk did not take of it, and half a store would be recorded.
        using SqliteConnection copy = StoreFile.ConnectToWrite(":memory:", store.Names);
        Statement.Run(copy, "BEGIN IMMEDIATE");
        Copy(source, copy, "models", "version > ?1", 0);
        Copy(
            source, copy, "labels",
            $"sample_id >= ?1 OR id > (SELECT max(id) FROM labels) - {NewestLabels}", first);
        Copy(source, copy, "decisions", $"id > (SELECT max(id) FROM decisions) - {DeviceLoop.NewestDecisions} AND id > ?1", 0);
        const string Labelled = "(SELECT sample_id FROM labels WHERE sample_id >= ?1)";
        // The newest, because the next number follows from it.
        Copy(source, copy, "samples", $"id IN {Labelled} OR id = (SELECT max(id) FROM samples)", first);
        Copy(
            source, copy, "predictions",
            $"sample_id IN {Labelled} OR sample_id = (SELECT max(sample_id) FROM predictions)", first);
        Statement.Run(copy, "COMMIT");
        return FileOf(copy);
    }

    // The bytes that a file of this database would have.
    private static byte[] FileOf(SqliteConnection connection)
    {
        nint bytes = raw.sqlite3_serialize(connection.Handle!, "main", out long length, 0);
        if (bytes == 0)
            throw new SqliteException("There is no memory for a copy of the store.", raw.SQLITE_NOMEM);
        try
        {
            byte[] file = new byte[length];
            Marshal.Copy(bytes, file, 0, file.Length);
            return file;
        }
        finally
        {
            raw.sqlite3_free(bytes);
        }
    }

    private static void Copy(SqliteConnection source, SqliteConnection copy, string table, string which, long first)
    {
        using Statement read = new(source, $"SELECT * FROM {table} WHERE {which}");
        using Statement write = new(
            copy, $"INSERT INTO {table} VALUES ({string.Join(", ", Enumerable.Range(1, read.Columns).Select(place => $"?{place}"))})");
        read.Bind(1, first);
        while (read.Step())
        {
            for (int column = 0; column < read.Columns; column++)
                Bind(read, write, column);
            write.Step();
        }
    }

    private static void Bind(Statement read, Statement write, int column)
    {
        int place = column + 1;
        switch (read.TypeOf(column))
        {
            case raw.SQLITE_INTEGER:
                write.Bind(place, read.Long(column));
                break;
            case raw.SQLITE_FLOAT:
                write.Bind(place, read.Double(column));
                break;
            case raw.SQLITE_TEXT:
                write.Bind(place, read.Text(column));
                break;
            case raw.SQLITE_BLOB:
                write.Bind(place, read.Bytes(column));
                break;
            default:
                write.BindNull(place);
                break;
        }
    }
}
