using System.Globalization;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

/// <summary>
/// Which quantities a store holds, by their names, as its table <c>meta</c> keeps them: numbers alone would be taken for
/// those of any other quantity.
/// </summary>
/// <param name="Inputs">Names of the inputs, in the order of a sample's values.</param>
/// <param name="Target">Name of the quantity that labels are of; null where it is not known, and then any will do.</param>
internal sealed record StoreNames(string[] Inputs, string? Target)
{
    /// <summary>Whether the inputs of two stores are the same, in the same order.</summary>
    public bool HasInputsOf(StoreNames other) => Inputs.SequenceEqual(other.Inputs);

    /// <summary>Whether both targets are known, and not the same.</summary>
    public bool ContradictsTargetOf(StoreNames other) => Target is not null && other.Target is not null && Target != other.Target;

    /// <summary>For a line of the log.</summary>
    public override string ToString() =>
        $"the inputs {string.Join(", ", Inputs)}{(Target is null ? "" : $" and the target {Target}")}";

    /// <summary>Reads them. Of a store from before targets were kept, the champion says what it was of.</summary>
    /// <exception cref="SqliteException">They cannot be read.</exception>
    public static StoreNames Read(SqliteConnection connection)
    {
        using var statement = new Statement(
            connection, "SELECT value FROM meta WHERE key LIKE 'input.%' ORDER BY CAST(substr(key, 7) AS INTEGER)");
        var inputs = new List<string>();
        while (statement.Step())
            inputs.Add(statement.Text(0));
        return new StoreNames([.. inputs], ReadTarget(connection) ?? TargetOfChampion(connection));
    }

    /// <summary>Reads those of a store that is damaged, or begins with damage.</summary>
    /// <returns>Null where they cannot be read.</returns>
    public static StoreNames? TryRead(string path)
    {
        // SQLite deletes the log of a file that ends within its first page, so such a one is not even opened.
        if (StoreHead.Look(path).Kind != HeadKind.Database)
            return null;
        try
        {
            using SqliteConnection connection = StoreFile.Connect(path, SqliteOpenMode.ReadOnly);
            return Read(connection);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <summary>Writes them into a new store, within the transaction that lays it out.</summary>
    public void Write(SqliteConnection connection)
    {
        for (int input = 0; input < Inputs.Length; input++)
            Insert(connection, string.Create(CultureInfo.InvariantCulture, $"input.{input}"), Inputs[input]);
        if (Target is not null)
            Insert(connection, "target", Target);
    }

    /// <summary>Gives the target to a store from before it was kept; one without room for it gets it another time.</summary>
    public void Complete(SqliteConnection connection)
    {
        if (Target is null || ReadTarget(connection) is not null)
            return;
        try
        {
            Insert(connection, "target", Target);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR)
        {
            // What a batch meets on such a disk is told by the batch.
        }
    }

    private static void Insert(SqliteConnection connection, string key, string value)
    {
        using var statement = new Statement(connection, "INSERT INTO meta VALUES (?1, ?2)");
        statement.Bind(1, key);
        statement.Bind(2, value);
        statement.Step();
    }

    private static string? ReadTarget(SqliteConnection connection)
    {
        using var statement = new Statement(connection, "SELECT value FROM meta WHERE key = 'target'");
        return statement.Step() ? statement.Text(0) : null;
    }

    private static string? TargetOfChampion(SqliteConnection connection)
    {
        using var statement = new Statement(connection, "SELECT bytes FROM models WHERE state = 'C'");
        try
        {
            return statement.Step() && ModelFile.FromBytes(statement.Bytes(0), "the champion").Targets is [var target] ? target.Name : null;
        }
        catch (DataFileException)
        {
            // Damaged; it is told of when it is to be used.
            return null;
        }
    }
}
