using Microsoft.Data.Sqlite;

namespace IllsEdge.Campaign.Plant;

/// <summary>
/// What a power cut or kill -9 leaves of a running device: the files as they are. What waits in the device's memory is in none
/// of them.
/// </summary>
internal static class PowerCut
{
    /// <summary>Takes the files at a moment at which nobody writes, for a copy takes longer than a cut.</summary>
    public static Dictionary<string, byte[]> Photograph(StoreDisk disk)
    {
        using SqliteConnection guard = new(new SqliteConnectionStringBuilder
        {
            DataSource = disk.Store,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            guard.Open();
            Run(guard, "BEGIN IMMEDIATE");
        }
        catch (SqliteException)
        {
            // On a full disk or in a damaged file nobody else can write either.
        }

        return disk.Photograph();
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
