using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IllsEdge.Device.Store;

/// <summary>What a writer knows of the file without asking it; belongs to the last committed transaction.</summary>
internal struct StoreTotals
{
    public long Samples;
    public long Labels;
    public long Decisions;
    public long Pruned;
    public long Thinned;
    public long GivenUp;

    /// <summary>All samples with smaller numbers are labelled: pruning has passed over them.</summary>
    public long Cursor;

    /// <summary>Samples below the cursor.</summary>
    public long Passed;
}

/// <summary>
/// Writes rows through prepared statements. Used by one thread at a time; allocates only for decisions.
/// </summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Statement _sample;
    private readonly Statement _prediction;
    private readonly Statement _supersede;
    private readonly Statement _label;
    private readonly Statement _decision;
    private readonly StorePruning _pruning;
    private readonly ThinnedSamples _thinned;
    private readonly StoreLog _walLog;
    private StoreTotals _totals;
    private StoreTotals _committed;

    private StoreWriter(SqliteConnection connection, StoreOptions options, ThinnedSamples thinned, int checkpointPages)
    {
        Connection = connection;
        _thinned = thinned;
        _walLog = new StoreLog(connection, checkpointPages);
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _commit = new Statement(connection, "COMMIT");
        _rollback = new Statement(connection, "ROLLBACK");
        _sample = new Statement(connection, "INSERT OR IGNORE INTO samples VALUES (?1, ?2, ?3, ?4)");
        _prediction = new Statement(connection, "INSERT OR REPLACE INTO predictions VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        _supersede = new Statement(
            connection, "UPDATE labels SET superseded = 1 WHERE sample_id = ?1 AND superseded = 0");
        _label = new Statement(connection, "INSERT OR REPLACE INTO labels VALUES (?1, ?2, ?3, ?4, ?5, 0)");
        _decision = new Statement(connection, "INSERT OR REPLACE INTO decisions VALUES (?1, ?2, ?3, ?4, ?5)");
        _pruning = new StorePruning(connection, options);
        _totals.Samples = Statement.Number(connection, "SELECT count(*) FROM samples");
        _totals.Labels = Statement.Number(connection, "SELECT count(*) FROM labels");
        _totals.Decisions = Statement.Number(connection, "SELECT count(*) FROM decisions");
        _committed = _totals;
    }

    public SqliteConnection Connection { get; }

    /// <summary>Makes a writer that owns its connection.</summary>
    /// <exception cref="SqliteException">The file cannot be used; the connection is closed.</exception>
    public static StoreWriter Open(
        SqliteConnection connection, StoreOptions options, ThinnedSamples thinned, int checkpointPages)
    {
        try
        {
            return new StoreWriter(connection, options, thinned, checkpointPages);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public StoreTotals Committed => _committed;

    public void Begin()
    {
        _totals = _committed;
        _begin.Step();
    }

    /// <summary>Commits, and moves the log into the file where it has become long.</summary>
    /// <returns>Bytes that were written.</returns>
    public long Commit()
    {
        _commit.Step();
        _committed = _totals;
        return _walLog.Committed();
    }

    /// <summary>Samples that are kept: fewer than the options say while the disk is full.</summary>
    public long Bound
    {
        get => _pruning.Bound;
        set => _pruning.Bound = value;
    }

    /// <summary>Deletes the oldest samples and moves the log, so that their pages and its room can be used anew.</summary>
    /// <returns>Bytes that were written.</returns>
    /// <exception cref="SqliteException">There is no room even for that.</exception>
    public long GiveUp(int samples)
    {
        long written = _walLog.Move();
        // As large as it is, and no larger: what is in the log and finds no place in the file would stay there for ever.
        Statement.Run(Connection, "PRAGMA max_page_count = 1");
        Begin();
        MakeRoomFor(samples);
        written += Commit();
        return written + _walLog.Move();
    }

    /// <summary>Lets the file grow again.</summary>
    public void Grow(long bound)
    {
        Statement.Run(Connection, "PRAGMA max_page_count = 4294967294");
        Bound = bound;
    }

    /// <summary>Deletes the oldest samples within the transaction of a batch, before new rows need their pages.</summary>
    public void MakeRoomFor(int samples)
    {
        long before = _totals.Samples;
        _pruning.GiveUp(ref _totals, samples);
        _totals.GivenUp += before - _totals.Samples;
    }

    /// <summary>Ends a transaction without a trace; does nothing where SQLite has done so already.</summary>
    public void RollBack()
    {
        try
        {
            _rollback.Step();
        }
        catch (SqliteException)
        {
            // Most errors that end a batch have rolled it back themselves, and then there is no transaction to end.
        }
    }

    /// <summary>Writes a row.</summary>
    /// <param name="entry">The row.</param>
    /// <param name="blob">The values of a sample.</param>
    /// <param name="oneIn">Of how many samples without a label one is written; 0 for none.</param>
    public void Write(in StoreEntry entry, ReadOnlySpan<byte> blob, int oneIn = 1)
    {
        switch (entry.Row)
        {
            case StoreRow.Sample when _thinned.TryHold(entry, blob, oneIn):
                _totals.Thinned++;
                break;
            case StoreRow.Sample:
                WriteSample(entry, blob);
                break;
            case StoreRow.Prediction when _thinned.TryHoldPrediction(entry):
                break;
            case StoreRow.Prediction:
                WritePrediction(entry);
                break;
            case StoreRow.Label:
                WriteLabel(entry);
                break;
            default:
                WriteDecision(entry.Decision!);
                break;
        }
    }

    /// <summary>Deletes what is too old or too much, at most <paramref name="limit"/> rows of a kind.</summary>
    public void Prune(in StoreAge age, int limit) => _pruning.Run(ref _totals, age, limit);

    public void Dispose()
    {
        foreach (Statement statement in (Statement[])
            [_begin, _commit, _rollback, _sample, _prediction, _supersede, _label, _decision])
            statement.Dispose();
        _pruning.Dispose();
        Connection.Dispose();
    }

    private void WriteSample(in StoreEntry entry, ReadOnlySpan<byte> blob)
    {
        _sample.Bind(1, entry.Id);
        _sample.Bind(2, entry.Time);
        _sample.Bind(3, entry.Other);
        _sample.Bind(4, blob);
        _sample.Step();
        // 0 where a label has brought it before.
        _totals.Samples += raw.sqlite3_changes(Connection.Handle);
    }

    private void WritePrediction(in StoreEntry entry)
    {
        _prediction.Bind(1, entry.SampleId);
        _prediction.Bind(2, entry.Value);
        _prediction.Bind(3, Letter(entry.Status));
        _prediction.Bind(4, entry.ModelVersion);
        // SQLite keeps NaN as null.
        _prediction.Bind(5, entry.Low);
        _prediction.Bind(6, entry.High);
        _prediction.Step();
    }

    private void WriteLabel(in StoreEntry entry)
    {
        if (_thinned.TryGet(entry.SampleId, out StoreEntry sample, out ReadOnlySpan<byte> values))
        {
            long before = _totals.Samples;
            WriteSample(sample, values);
            if (sample.SampleId > 0)
                WritePrediction(sample);
            _totals.Thinned -= _totals.Samples - before;
        }

        if (entry.SampleId > 0)
        {
            _supersede.Bind(1, entry.SampleId);
            _supersede.Step();
        }

        _label.Bind(1, entry.Id);
        _label.Bind(2, entry.Value);
        _label.Bind(3, entry.Time);
        _label.Bind(4, entry.Other);
        if (entry.SampleId > 0)
            _label.Bind(5, entry.SampleId);
        else
            _label.BindNull(5);
        _label.Step();
        _totals.Labels++;
    }

    private void WriteDecision(StoredDecision decision)
    {
        _decision.Bind(1, decision.Id);
        _decision.Bind(2, decision.Time);
        _decision.Bind(3, decision.Kind);
        _decision.Bind(4, decision.Text);
        _decision.Bind(5, decision.Figures);
        _decision.Step();
        _totals.Decisions++;
    }

    // Strings that exist already, for a new one per prediction would be garbage.
    private static string Letter(char status) => status switch
    {
        'G' => "G",
        'C' => "C",
        'S' => "S",
        'M' => "M",
        _ => "F",
    };
}
