using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Tests.Support;

/// <summary>A store that takes no model, as one whose disk is full: a trigger of another program refuses it.</summary>
internal sealed class StoreRefusal : IDisposable
{
    private readonly string _path;

    /// <summary>Begins to refuse.</summary>
    /// <param name="path">The store.</param>
    public StoreRefusal(string path)
    {
        _path = path;
        Execute("CREATE TRIGGER refuse BEFORE INSERT ON models BEGIN SELECT RAISE(ABORT, 'refused'); END");
    }

    public void Dispose() => Execute("DROP TRIGGER refuse");

    private void Execute(string text)
    {
        using SqliteConnection connection = new($"Data Source={_path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
