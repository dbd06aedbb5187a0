using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Store;

/// <summary>
/// Keeps a store within its bounds, within the transaction of a batch. By age everything goes. By number the oldest
/// samples without a label go first, with their predictions; samples with a label go when they are half of all, so that
/// there is always room for new ones to be labelled; labels go last.
/// </summary>
/// <remarks>
/// The pages that become free are used for the next rows: the file grows to the size of
/// <see cref="StoreOptions.MaxRows"/> and stays there. Pruning never shrinks it, and needs no vacuum,
/// which would need twice the room.
/// </remarks>
internal sealed class StorePruning : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly StoreOptions _options;
    private readonly Statement _old;
    private readonly Statement _first;
    private readonly Statement _walk;
    private readonly Statement _sample;
    private readonly Statement _prediction;
    private readonly Statement _oldLabels;
    private readonly Statement _labels;
    private readonly Statement _decisions;
    private long[] _ids = new long[1024];

    public StorePruning(SqliteConnection connection, StoreOptions options)
    {
        _connection = connection;
        _options = options;
        _old = new Statement(connection, "SELECT id FROM samples INDEXED BY samples_by_time WHERE time < ?1 LIMIT ?2");
        _first = new Statement(connection, "SELECT id FROM samples ORDER BY id LIMIT ?1");
        _walk = new Statement(
            connection,
            """
            SELECT id, EXISTS (SELECT 1 FROM labels WHERE sample_id = samples.id) FROM samples
            WHERE id >= ?1 ORDER BY id
            """);
        _sample = new Statement(connection, "DELETE FROM samples WHERE id = ?1");
        _prediction = new Statement(connection, "DELETE FROM predictions WHERE sample_id = ?1");
        _oldLabels = new Statement(
            connection,
            "DELETE FROM labels WHERE id IN (SELECT id FROM labels ORDER BY id LIMIT ?2) AND arrival < ?1");
        _labels = new Statement(
            connection, "DELETE FROM labels WHERE id IN (SELECT id FROM labels ORDER BY id LIMIT ?1)");
        _decisions = new Statement(
            connection, "DELETE FROM decisions WHERE id IN (SELECT id FROM decisions ORDER BY id LIMIT ?1)");
    }

    public void Run(ref StoreTotals totals, long now, int limit)
    {
        if (_ids.Length < limit)
            _ids = new long[limit];
        if (_options.MaxAge is { } age)
            PruneByAge(ref totals, now - (long)age.TotalMilliseconds, limit);
        if (totals.Samples > _options.MaxRows)
            PruneSamples(ref totals, (int)Math.Min(limit, totals.Samples - _options.MaxRows));
        if (totals.Labels > _options.MaxRows)
            totals.Labels -= Delete(_labels, Math.Min(limit, totals.Labels - _options.MaxRows));
        if (totals.Decisions > _options.MaxRows)
            totals.Decisions -= Delete(_decisions, Math.Min(limit, totals.Decisions - _options.MaxRows));
    }

    public void Dispose()
    {
        foreach (Statement statement in (Statement[])
            [_old, _first, _walk, _sample, _prediction, _oldLabels, _labels, _decisions])
            statement.Dispose();
    }

    private void PruneByAge(ref StoreTotals totals, long before, int limit)
    {
        _old.Bind(1, before);
        _old.Bind(2, limit);
        Delete(ref totals, Collect(_old));
        _oldLabels.Bind(1, before);
        totals.Labels -= Delete(_oldLabels, limit, place: 2);
    }

    private void PruneSamples(ref StoreTotals totals, int excess)
    {
        // After a restart the walk begins at the first sample again; a bounded number of steps keeps that batch short.
        int steps = _ids.Length * 16;
        int count = 0;
        bool isAtEnd = false;
        _walk.Bind(1, totals.Cursor);
        while (count < excess && totals.Passed - count < _options.MaxRows / 2 && !isAtEnd && steps-- > 0)
        {
            isAtEnd = !_walk.Step();
            if (isAtEnd)
                break;
            totals.Cursor = _walk.Long(0) + 1;
            totals.Passed++;
            if (_walk.Long(1) == 0)
                _ids[count++] = _walk.Long(0);
        }

        _walk.Reset();
        Delete(ref totals, count);
        if (count == excess || steps < 0)
            return;
        _first.Bind(1, excess - count);
        Delete(ref totals, Collect(_first));
    }

    private int Collect(Statement statement)
    {
        int count = 0;
        while (count < _ids.Length && statement.Step())
            _ids[count++] = statement.Long(0);
        statement.Reset();
        return count;
    }

    private void Delete(ref StoreTotals totals, int count)
    {
        for (int place = 0; place < count; place++)
        {
            _sample.Bind(1, _ids[place]);
            _sample.Step();
            _prediction.Bind(1, _ids[place]);
            _prediction.Step();
            if (_ids[place] < totals.Cursor)
                totals.Passed--;
        }

        totals.Samples -= count;
        totals.Pruned += count;
    }

    private long Delete(Statement statement, long limit, int place = 1)
    {
        statement.Bind(place, limit);
        statement.Step();
        return raw.sqlite3_changes(_connection.Handle);
    }
}
