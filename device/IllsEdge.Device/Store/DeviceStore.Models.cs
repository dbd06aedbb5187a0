using IllsEdge.Data;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

public sealed partial class DeviceStore
{
    private const string DethroneChampion = """
        UPDATE models SET state = 'T' WHERE state = 'P' AND version <> ?1;
        UPDATE models SET state = 'P' WHERE state = 'C' AND version <> ?1
        """;

    private int _lastModelVersion;

    /// <summary>The store's clock: UTC, milliseconds since 1970.</summary>
    public long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The largest version of a model ever saved that the file knows; 0 where there is none.</summary>
    public int LastModelVersion => Volatile.Read(ref _lastModelVersion);

    /// <summary>
    /// Saves a model; as <see cref="ModelState.Champion"/> it takes the champion's place, which becomes the previous
    /// model, in the same transaction. Waits until it is on the disk, so not for the loop's thread.
    /// </summary>
    /// <param name="version">At least 1; a model of the same version is replaced.</param>
    /// <param name="bytes">The model file.</param>
    /// <param name="state">Champion, or rejected.</param>
    /// <param name="reference">Its error on the rows that judged it; null where it was not judged.</param>
    /// <param name="time">When it became what it is: UTC, milliseconds since 1970; null for now.</param>
    /// <returns>False where it could not be written: nothing has changed, and <see cref="Trouble"/> says why.</returns>
    public bool SaveModel(
        int version, ReadOnlySpan<byte> bytes, ModelState state, double? reference = null, long? time = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        if (state is not (ModelState.Champion or ModelState.Rejected))
            throw new ArgumentException(
                $"A model cannot be saved as {state}: it gets there by a swap. Save it as Champion or Rejected.",
                nameof(state));

        StoredModel model = new(version, time ?? Now, state, reference, bytes.ToArray());
        if (!Change(writer => Save(writer, model)))
            return false;
        _lastModelVersion = Math.Max(_lastModelVersion, version);
        if (state == ModelState.Champion)
            KeepCopy();
        return true;
    }

    /// <summary>
    /// Makes a saved model the champion and the champion the previous model, in one transaction. Waits until it is on
    /// the disk, so not for the loop's thread.
    /// </summary>
    /// <returns>False where there is no such model, it is the champion already, or it could not be written.</returns>
    public bool SwapChampion(int version) =>
        Swap("SELECT version FROM models WHERE version = ?1 AND state <> 'C'", version);

    /// <summary>
    /// Puts the previous model back as champion; the champion becomes the previous model. Waits until it is on the
    /// disk, so not for the loop's thread.
    /// </summary>
    /// <returns>False where there is no previous model, or it could not be written.</returns>
    public bool RollBack() => Swap("SELECT version FROM models WHERE state = 'P' AND ?1 = 0", 0);

    /// <summary>The champion or the previous model.</summary>
    /// <returns>Null where there is none, or it cannot be read.</returns>
    public StoredModel? ReadModel(ModelState state) =>
        ReadModels(
            "WHERE state = ?1 ORDER BY version DESC LIMIT 1",
            statement => statement.Bind(1, ((char)state).ToString())).FirstOrDefault();

    /// <summary>A model by its version.</summary>
    /// <returns>Null where there is none, or it cannot be read.</returns>
    public StoredModel? ReadModel(int version) =>
        ReadModels("WHERE version = ?1", statement => statement.Bind(1, version)).FirstOrDefault();

    /// <summary>All models that are kept, the newest last.</summary>
    public IReadOnlyList<StoredModel> ReadModels() => ReadModels("ORDER BY version", _ => { });

    private bool Save(StoreWriter writer, StoredModel model)
    {
        if (model.State == ModelState.Champion)
            Execute(writer, DethroneChampion, model.Version);
        using (var insert = new Statement(
            writer.Connection, "INSERT OR REPLACE INTO models VALUES (?1, ?2, ?3, ?4, ?5)"))
        {
            insert.Bind(1, model.Version);
            insert.Bind(2, model.Time);
            insert.Bind(3, ((char)model.State).ToString());
            insert.Bind(4, model.Reference ?? double.NaN);
            insert.Bind(5, model.Bytes);
            insert.Step();
        }

        Execute(
            writer,
            "DELETE FROM models WHERE state IN ('T', 'R') AND version NOT IN "
            + "(SELECT version FROM models ORDER BY version DESC LIMIT ?1)",
            _options.KeptModels);
        return true;
    }

    private bool Swap(string choose, int version)
    {
        if (!Change(writer => Swap(writer, choose, version)))
            return false;
        KeepCopy();
        return true;
    }

    private static bool Swap(StoreWriter writer, string choose, int version)
    {
        int chosen;
        using (var statement = new Statement(writer.Connection, choose))
        {
            statement.Bind(1, version);
            chosen = statement.Step() ? (int)statement.Long(0) : 0;
            statement.Reset();
        }

        if (chosen == 0)
            return false;
        Execute(writer, DethroneChampion, chosen);
        Execute(writer, "UPDATE models SET state = 'C' WHERE version = ?1", chosen);
        return true;
    }

    /// <summary>A transaction of its own. Samples are given up for it where the disk is full, as many as it takes.</summary>
    private bool Change(Func<StoreWriter, bool> change)
    {
        if (_options.IsReadOnly)
            return false;
        lock (_writing)
            for (int attempt = 1; ; attempt++)
                try
                {
                    StoreWriter writer = OpenWriter();
                    writer.Begin();
                    bool isChanged = change(writer);
                    Spend(writer.Commit());
                    return isChanged;
                }
                catch (SqliteException exception)
                {
                    _writer?.RollBack();
                    if (attempt > Remedies || !Remedy(exception))
                        return Fail(exception);
                }
                catch (DataFileException exception)
                {
                    Enter(StoreState.ReadOnly, exception.Message);
                    return false;
                }
                catch (Exception exception)
                {
                    return Fail(exception);
                }
    }

    private static void Execute(StoreWriter writer, string statements, long number)
    {
        foreach (string text in statements.Split(';'))
        {
            using var statement = new Statement(writer.Connection, text);
            statement.Bind(1, number);
            statement.Step();
        }
    }

    private List<StoredModel> ReadModels(string which, Action<Statement> bind) => Read(
        $"SELECT version, time, state, reference, bytes FROM models {which}",
        bind,
        row => new StoredModel(
            (int)row.Long(0),
            row.Long(1),
            (ModelState)row.Text(2)[0],
            row.IsNull(3) ? null : row.Double(3),
            row.Bytes(4).ToArray()));
}
