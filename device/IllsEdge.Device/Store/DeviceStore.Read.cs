using IllsEdge.Device.Wire;
using IllsEdge.Prediction;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Store;

public sealed partial class DeviceStore
{
    private const string SampleColumns = """
        s.id, s.time, s.monotonic, s."values", p.value, p.status, p.model_version, p.low, p.high
        """;

    // The nearest before and after a moment, each the first that the index of the times comes upon: nothing but samples of one
    // time is sorted.
    internal const string LatestUntil = $"""
        SELECT {SampleColumns} FROM samples s INDEXED BY samples_by_time
        LEFT JOIN predictions p ON p.sample_id = s.id
        WHERE s.time BETWEEN ?1 - ?2 AND ?1 ORDER BY s.time DESC, s.id DESC
        """;

    internal const string EarliestAfter = $"""
        SELECT {SampleColumns} FROM samples s INDEXED BY samples_by_time
        LEFT JOIN predictions p ON p.sample_id = s.id
        WHERE s.time > ?1 AND s.time <= ?1 + ?2 ORDER BY s.time, s.id DESC
        """;

    private readonly SeldomLog _readingLog;
    private readonly Lock _reading = new();
    private SqliteConnection? _reader;

    internal SqliteConnection? Reader => _reader;

    /// <summary>Number of the newest sample, committed or waiting; 0 where there has never been one.</summary>
    public long LastSampleId => Interlocked.Read(ref _lastSample);

    /// <summary>Time of the newest sample that was in the file when it was opened; null where there was none.</summary>
    public long? LastSampleTimeAtOpen { get; private set; }

    /// <summary>
    /// The newest samples that have a label, each with the one that is valid for it, the newest last.
    /// </summary>
    /// <param name="count">Rows at most.</param>
    /// <param name="onlyComplete">Leaves out samples with an input missing.</param>
    public IReadOnlyList<LabelledSample> ReadLabelled(int count, bool onlyComplete = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<LabelledSample> rows = Read(
            $"""
            SELECT {SampleColumns}, l.value FROM labels l
            CROSS JOIN samples s ON s.id = l.sample_id LEFT JOIN predictions p ON p.sample_id = s.id
            WHERE l.sample_id IS NOT NULL AND l.superseded = 0 ORDER BY l.sample_id DESC
            """,
            _ => { },
            row => ReadSample(row) is { } sample && (sample.IsComplete || !onlyComplete)
                ? new LabelledSample(sample, row.Double(9))
                : null,
            count);
        rows.Reverse();
        return rows;
    }

    /// <summary>The newest samples since a time, with their predictions, in the order of their numbers.</summary>
    /// <param name="time">UTC, milliseconds since 1970; the first that counts.</param>
    /// <param name="count">Rows at most.</param>
    public IReadOnlyList<StoredSample> ReadSamples(long time, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<StoredSample> rows = Read(
            $"""
            SELECT {SampleColumns} FROM samples s INDEXED BY samples_by_time
            LEFT JOIN predictions p ON p.sample_id = s.id
            WHERE s.time >= ?1 ORDER BY s.time DESC, s.id DESC
            """,
            statement => statement.Bind(1, time),
            ReadSample,
            count);
        // By number, not by time: a clock that was set back must not change the order in which things happened.
        rows.Sort((left, right) => left.Id.CompareTo(right.Id));
        return rows;
    }

    /// <summary>The committed sample that was taken nearest to a time; of several as near, the newest.</summary>
    /// <param name="time">UTC, milliseconds since 1970.</param>
    /// <param name="tolerance">Largest distance, milliseconds.</param>
    /// <returns>Null where none is near enough.</returns>
    public StoredSample? FindSample(long time, long tolerance)
    {
        StoredSample? before = FindFirst(LatestUntil, time, tolerance);
        StoredSample? after = before?.Time == time ? null : FindFirst(EarliestAfter, time, tolerance);
        if (before is null || after is null)
            return before ?? after;
        int farther = (time - before.Time).CompareTo(after.Time - time);
        return farther > 0 || (farther == 0 && after.Id > before.Id) ? after : before;
    }

    private StoredSample? FindFirst(string sql, long time, long tolerance) => Read(
        sql,
        statement =>
        {
            statement.Bind(1, time);
            statement.Bind(2, tolerance);
        },
        ReadSample,
        1).FirstOrDefault();

    /// <summary>The newest samples, with their predictions, in the order of their numbers.</summary>
    public IReadOnlyList<StoredSample> ReadNewestSamples(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<StoredSample> rows = Read(
            $"""
            SELECT {SampleColumns} FROM samples s LEFT JOIN predictions p ON p.sample_id = s.id ORDER BY s.id DESC
            """,
            _ => { },
            ReadSample,
            count);
        rows.Reverse();
        return rows;
    }

    /// <summary>The newest labels, superseded ones and those without a sample among them, the newest last.</summary>
    public IReadOnlyList<StoredLabel> ReadLabels(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<StoredLabel> rows = Read(
            "SELECT id, value, time, arrival, sample_id, superseded FROM labels ORDER BY id DESC",
            _ => { },
            row => new StoredLabel(
                row.Long(0),
                row.Double(1),
                row.Long(2),
                row.Long(3),
                row.IsNull(4) ? null : row.Long(4),
                row.Long(5) != 0),
            count);
        rows.Reverse();
        return rows;
    }

    /// <summary>The newest decisions, the newest last.</summary>
    public IReadOnlyList<StoredDecision> ReadDecisions(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        List<StoredDecision> rows = Read(
            "SELECT id, time, kind, text, figures FROM decisions ORDER BY id DESC",
            _ => { },
            row => new StoredDecision(row.Long(0), row.Long(1), row.Text(2), row.Text(3), row.Text(4)),
            count);
        rows.Reverse();
        return rows;
    }

    private StoredSample? ReadSample(Statement row)
    {
        if (!_blob.IsSound(row.Long(0), row.Long(1), row.Long(2), row.Bytes(3)))
        {
            if (_readingLog.MaySpeak(out long heldBack))
                _readingLog.Tell(
                    LogLevel.Error, $"sample {row.Long(0)} is damaged on the disk and was left out", heldBack);
            return null;
        }

        (double[] values, bool[] present) = _blob.Read(row.Bytes(3));
        StoredPrediction? prediction = row.IsNull(5)
            ? null
            : new StoredPrediction(
                row.IsNull(4) ? null : row.Double(4), (ValueStatus)row.Text(5)[0], (int)row.Long(6),
                row.IsNull(7) ? null : row.Double(7), row.IsNull(8) ? null : row.Double(8));
        return new StoredSample(row.Long(0), row.Long(1), row.Long(2), values, present, prediction);
    }

    // What cannot be read is told and left out: the loop goes on with what there is.
    private List<T> Read<T>(string sql, Action<Statement> bind, Func<Statement, T?> take, int count = int.MaxValue)
        where T : class
    {
        var rows = new List<T>();
        lock (_reading)
            try
            {
                _reader ??= StoreFile.ConnectToRead(_path);
                using var statement = new Statement(_reader, sql);
                bind(statement);
                while (rows.Count < count && statement.Step())
                    if (take(statement) is { } row)
                        rows.Add(row);
            }
            catch (SqliteException exception)
            {
                CloseReader();
                _isDamageSeen |= exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;
                if (_readingLog.MaySpeak(out long heldBack))
                    _readingLog.Tell(
                        LogLevel.Error, $"reading stopped after {rows.Count} rows: {exception.Message}", heldBack);
            }

        return rows;
    }

    private void CloseReader()
    {
        _reader?.Dispose();
        _reader = null;
    }

    // A number is never given twice, also where its sample is gone and only the label or the prediction is left.
    private void ReadEnds(SqliteConnection connection)
    {
        _lastSample = Statement.Number(
            connection,
            """
            SELECT max(ifnull((SELECT max(id) FROM samples), 0), ifnull((SELECT max(sample_id) FROM predictions), 0),
                ifnull((SELECT max(sample_id) FROM labels WHERE sample_id IS NOT NULL), 0))
            """);
        _lastCommittedSample = Statement.Number(connection, "SELECT max(id) FROM samples");
        _lastLabel = _lastCommittedLabel = Statement.Number(connection, "SELECT max(id) FROM labels");
        _lastDecision = Statement.Number(connection, "SELECT max(id) FROM decisions");
        _lastModelVersion = (int)Statement.Number(connection, "SELECT max(version) FROM models");
        using var newest = new Statement(connection, "SELECT time FROM samples ORDER BY id DESC LIMIT 1");
        LastSampleTimeAtOpen = newest.Step() ? newest.Long(0) : null;
    }
}
