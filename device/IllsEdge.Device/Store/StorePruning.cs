using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Store;

/// <summary>What the ages of rows are measured by.</summary>
/// <param name="Wall">The wall clock, milliseconds since 1970; null while it cannot be believed.</param>
/// <param name="Count">The newest sample's monotonic count, milliseconds.</param>
/// <param name="FirstSample">Number of the present run's first sample.</param>
/// <param name="FirstLabel">Number of the present run's first label.</param>
internal readonly record struct StoreAge(long? Wall, long Count, long FirstSample, long FirstLabel);

/// <summary>
/// Keeps a store within its bounds, within the transaction of a batch. By number the oldest samples without a label go
/// first, with their predictions; samples with a label go when they are half of all, so that there is always room for
/// new ones to be labelled; labels go last.
/// </summary>
/// <remarks>
/// <para>By age a sample goes with its labels, and a label without a sample by itself. What this run has stored is aged by the monotonic count, which nobody
/// sets; what earlier runs have left, by its stamps, if the clock can be believed (<see cref="ClockWatch"/>), and only what
/// lies before everything of them that is young by its stamp: a row is not older than one that was stored before it, so an
/// older stamp is of a clock that was behind. Whatever cannot be aged is bounded by number all the same.</para>
/// <para>The pages that become free are used for the next rows: the file grows to the size of
/// <see cref="StoreOptions.MaxRows"/> and stays there. Pruning never shrinks it, and needs no vacuum,
/// which would need twice the room.</para>
/// </remarks>
internal sealed class StorePruning : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly StoreOptions _options;
    private readonly Statement _old;
    private readonly Statement _oldOfRun;
    private readonly FirstYoungRow _youngSamples;
    private readonly FirstYoungRow _youngLabels;
    private readonly Statement _first;
    private readonly Statement _walk;
    private readonly Statement _sample;
    private readonly Statement _prediction;
    private readonly Statement _labelsOf;
    private readonly Statement _oldLabels;
    private readonly Statement _labels;
    private readonly Statement _decisions;
    private long[] _ids = new long[1024];

    public StorePruning(SqliteConnection connection, StoreOptions options)
    {
        _connection = connection;
        _options = options;
        Bound = options.MaxRows;
        _old = new Statement(
            connection,
            """
            SELECT id FROM samples INDEXED BY samples_by_time
            WHERE time >= ?1 AND time < ?2 AND id < ?3 LIMIT ?4
            """);
        _oldOfRun = new Statement(connection, "SELECT id, monotonic FROM samples WHERE id >= ?1 ORDER BY id");
        _youngSamples = new FirstYoungRow(connection, "samples", "time");
        _youngLabels = new FirstYoungRow(connection, "labels", "arrival");
        _first = new Statement(connection, "SELECT id FROM samples ORDER BY id LIMIT ?1");
        _walk = new Statement(
            connection,
            """
            SELECT id, EXISTS (SELECT 1 FROM labels WHERE sample_id = samples.id) FROM samples
            WHERE id >= ?1 ORDER BY id
            """);
        _sample = new Statement(connection, "DELETE FROM samples WHERE id = ?1");
        _prediction = new Statement(connection, "DELETE FROM predictions WHERE sample_id = ?1");
        _labelsOf = new Statement(connection, "DELETE FROM labels WHERE sample_id = ?1");
        _oldLabels = new Statement(
            connection,
            """
            DELETE FROM labels WHERE id IN (
                SELECT id FROM labels WHERE id < ?4 AND arrival >= ?2 AND arrival < ?3
                AND NOT EXISTS (SELECT 1 FROM samples WHERE samples.id = labels.sample_id) ORDER BY id LIMIT ?1)
            """);
        _labels = new Statement(
            connection, "DELETE FROM labels WHERE id IN (SELECT id FROM labels ORDER BY id LIMIT ?1)");
        _decisions = new Statement(
            connection, "DELETE FROM decisions WHERE id IN (SELECT id FROM decisions ORDER BY id LIMIT ?1)");
    }

    /// <summary>Samples that are kept: as many as the options say, or as many as the disk has room for.</summary>
    public long Bound { get; set; }

    public void Run(ref StoreTotals totals, in StoreAge age, int limit)
    {
        Reserve(limit);
        if (_options.MaxAge is { } oldest)
            PruneByAge(ref totals, age, (long)oldest.TotalMilliseconds, limit);
        if (totals.Samples > Bound)
            PruneSamples(ref totals, (int)Math.Min(limit, totals.Samples - Bound));
        if (totals.Labels > _options.MaxRows)
            totals.Labels -= Delete(_labels, Math.Min(limit, totals.Labels - _options.MaxRows));
        if (totals.Decisions > _options.MaxDecisions)
            totals.Decisions -= Delete(_decisions, Math.Min(limit, totals.Decisions - _options.MaxDecisions));
    }

    /// <summary>Deletes the oldest samples, those without a label first.</summary>
    public void GiveUp(ref StoreTotals totals, int count)
    {
        Reserve(count);
        PruneSamples(ref totals, count);
    }

    public void Dispose()
    {
        foreach (IDisposable statement in (IDisposable[])
            [_youngSamples, _youngLabels, _old, _oldOfRun, _first, _walk, _sample, _prediction, _labelsOf, _oldLabels, _labels, _decisions])
            statement.Dispose();
    }

    private void Reserve(int count)
    {
        if (_ids.Length < count)
            _ids = new long[count];
    }

    private void PruneByAge(ref StoreTotals totals, in StoreAge age, long oldest, int limit)
    {
        DeleteWithLabels(ref totals, CollectOfRun(age.FirstSample, age.Count - oldest));
        if (age.Wall is not { } now)
        {
            _youngSamples.Forget();
            _youngLabels.Forget();
            return;
        }

        _old.Bind(1, ClockWatch.Floor);
        _old.Bind(2, now - oldest);
        _old.Bind(3, _youngSamples.Find(age.FirstSample, now - oldest, now));
        _old.Bind(4, limit);
        DeleteWithLabels(ref totals, Collect(_old));
        _oldLabels.Bind(1, limit);
        _oldLabels.Bind(2, ClockWatch.Floor);
        _oldLabels.Bind(3, now - oldest);
        _oldLabels.Bind(4, _youngLabels.Find(age.FirstLabel, now - oldest, now));
        _oldLabels.Step();
        totals.Labels -= raw.sqlite3_changes(_connection.Handle);
    }

    // The count ascends with the number, so the first sample that is young enough is the end.
    private int CollectOfRun(long first, long before)
    {
        int count = 0;
        _oldOfRun.Bind(1, first);
        while (count < _ids.Length && _oldOfRun.Step() && _oldOfRun.Long(1) < before)
            _ids[count++] = _oldOfRun.Long(0);
        _oldOfRun.Reset();
        return count;
    }

    private void PruneSamples(ref StoreTotals totals, int excess)
    {
        // After a restart the walk begins at the first sample again; a bounded number of steps keeps that batch short.
        int steps = _ids.Length * 16;
        int count = 0;
        bool isAtEnd = false;
        _walk.Bind(1, totals.Cursor);
        while (count < excess && totals.Passed - count < Bound / 2 && !isAtEnd && steps-- > 0)
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

    private void DeleteWithLabels(ref StoreTotals totals, int count)
    {
        for (int place = 0; place < count; place++)
            totals.Labels -= Delete(_labelsOf, _ids[place]);
        Delete(ref totals, count);
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

    private long Delete(Statement statement, long number)
    {
        statement.Bind(1, number);
        statement.Step();
        return raw.sqlite3_changes(_connection.Handle);
    }
}
