using Microsoft.Data.Sqlite;

namespace IllsEdge.EndToEnd.Tests.Support;

/// <summary>A look into a store, also while the program writes it.</summary>
internal static class StoreFile
{
    /// <summary>The answers of a query, one a row, as numbers.</summary>
    public static List<double> Numbers(string path, string sql) => Read(path, sql, reader => reader.GetDouble(0));

    /// <summary>The answers of a query, one a row, as texts.</summary>
    public static List<string> Texts(string path, string sql) => Read(path, sql, reader => reader.GetString(0));

    /// <summary>The first value of every sample, in their order.</summary>
    public static List<(long Id, double Value)> FirstValues(string path) => Read(
        path,
        "SELECT id, \"values\" FROM samples ORDER BY id",
        reader => (reader.GetInt64(0), BitConverter.ToDouble(reader.GetFieldValue<byte[]>(1), 0)));

    private static List<T> Read<T>(string path, string sql, Func<SqliteDataReader, T> take)
    {
        using SqliteConnection connection = new($"Data Source={path};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
            rows.Add(take(reader));
        return rows;
    }
}
