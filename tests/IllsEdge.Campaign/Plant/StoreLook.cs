using Microsoft.Data.Sqlite;

namespace IllsEdge.Campaign.Plant;

/// <summary>Looks into the store's file past the device.</summary>
internal static class StoreLook
{
    /// <summary>Numbers of all samples in the file, and of all that have a label there, whether or not the sample is left.</summary>
    /// <exception cref="SqliteException">The file is damaged.</exception>
    public static (HashSet<long> Samples, HashSet<long> Labelled) Numbers(StoreDisk disk)
    {
        using SqliteConnection connection = Open(disk);
        return (Read("SELECT id FROM samples"), Read("SELECT sample_id FROM labels WHERE sample_id IS NOT NULL"));

        HashSet<long> Read(string text)
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = text;
            using SqliteDataReader rows = command.ExecuteReader();
            HashSet<long> numbers = [];
            while (rows.Read())
                numbers.Add(rows.GetInt64(0));
            return numbers;
        }
    }

    /// <summary>
    /// Whether SQLite's whole check finds nothing: pages, indexes against tables, and values. A device's start makes the quick
    /// one, which leaves out the indexes.
    /// </summary>
    public static bool IsWhole(StoreDisk disk)
    {
        try
        {
            using SqliteConnection connection = Open(disk);
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            return command.ExecuteScalar() is "ok";
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static SqliteConnection Open(StoreDisk disk)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = disk.Store,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        connection.Open();
        return connection;
    }
}
