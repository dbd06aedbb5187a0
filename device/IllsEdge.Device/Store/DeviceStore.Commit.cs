using IllsEdge.Data;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

public sealed partial class DeviceStore
{
    private const int FewRows = 200;

    // For one batch, or one model.
    private const int Remedies = 20;

    // A card that has become read-only stays so until somebody comes.
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMinutes(5);

    // Of a failure that may pass: the first try comes soon, each other after twice the time.
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    private readonly Lock _writing = new();
    private readonly Lock _counting = new();
    private StoreWriter? _writer;
    private volatile StoreState _state;
    private volatile string? _trouble;
    private long _lastAttempt;
    private int _failures;
    private long _lastCommittedSample;
    private long _lastCommittedLabel;
    private StoreCounts _counts;
    private StoreTotals _earlier;
    private long _newestCount;
    private readonly long _firstSample;
    private readonly long _firstLabel;

    /// <summary>Whether rows can be written. Anything else is a reason for status M or F.</summary>
    public StoreState State => _state;

    /// <summary>Why rows cannot be written; null where they can.</summary>
    public string? Trouble => _trouble;

    /// <summary>
    /// Number of the last sample that is on the disk: it and those before it are taken, unless dropped.
    /// </summary>
    public long LastCommittedSample => Volatile.Read(ref _lastCommittedSample);

    /// <summary>Number of the last label that is on the disk; see <see cref="LastCommittedSample"/>.</summary>
    public long LastCommittedLabel => Volatile.Read(ref _lastCommittedLabel);

    /// <summary>Counts. Waits for nobody.</summary>
    public StoreCounts Counts
    {
        get
        {
            lock (_counting)
                return _counts with
                {
                    Queued = _queue.Count,
                    DroppedSamples = Interlocked.Read(ref _droppedSamples),
                    DroppedPredictions = Interlocked.Read(ref _droppedPredictions),
                    DroppedLabels = Interlocked.Read(ref _droppedLabels),
                    DroppedDecisions = Interlocked.Read(ref _droppedDecisions),
                    RefusedLabels = Interlocked.Read(ref _refusedLabels),
                };
        }
    }

    /// <summary>Commits all that waits, and returns when it is on the disk.</summary>
    /// <returns>False where it cannot be written now; it goes on waiting.</returns>
    public bool Flush()
    {
        long until = _queue.Appended;
        while (_queue.Released < until)
            lock (_writing)
                if (_queue.Released < until && !CommitBatch())
                    return false;
        return true;
    }

    private void WriteOn()
    {
        while (!_isStopping)
        {
            _wake.WaitOne();
            // A timer that comes a moment early must not cost a whole interval.
            if (_isStopping || IsDue(_options.BatchInterval / 2))
                Flush();
        }
    }

    /// <summary>Rows that make a batch due before its time, and the most that one transaction takes.</summary>
    private int RowsDue => Math.Max(
        _options.BatchRows, _budget.Interval(_options.BatchInterval) > _options.BatchInterval ? _options.QueueRows / 2 : 0);

    private bool IsDue(TimeSpan early = default)
    {
        TimeSpan wait = _state switch
        {
            StoreState.ReadOnly => BetweenTries,
            StoreState.Failed => Pause(Volatile.Read(ref _failures)),
            _ => _budget.Interval(_options.BatchInterval),
        };
        // Not at every row while the disk refuses: a failing attempt a row would be the slowest way of losing it.
        return (_state == StoreState.Writing && _queue.Count >= RowsDue)
            || _clock.GetElapsedTime(_lastAttempt) >= wait - early;
    }

    // Every try opens the file anew and counts its rows.
    private static TimeSpan Pause(int failures)
    {
        TimeSpan pause = FirstRetry * Math.Pow(2, Math.Clamp(failures - 1, 0, 16));
        return pause < BetweenTries ? pause : BetweenTries;
    }

    private bool CommitBatch()
    {
        int rows = RowsDue;
        _lastAttempt = _clock.GetTimestamp();
        try
        {
            if (_isDamageSeen && !Mend("a page could not be read"))
                return false;
            SqliteException? trouble = TryCommit(rows);
            // What is given up to go on is not much, so neither is what is tried then.
            for (int attempt = 0; trouble is not null && attempt < Remedies && Remedy(trouble); attempt++)
                trouble = TryCommit(FewRows);
            if (trouble is null && _isCopyDue)
                KeepCopy();
            return trouble is null || Fail(trouble);
        }
        catch (DataFileException exception)
        {
            // The file cannot even be opened.
            Enter(StoreState.ReadOnly, exception.Message);
            return false;
        }
        catch (Exception exception)
        {
            return Fail(exception);
        }
    }

    private SqliteException? TryCommit(int rows)
    {
        int count = Math.Min(_queue.Count, rows);
        try
        {
            StoreWriter writer = OpenWriter();
            int oneIn = _budget.OneIn;
            writer.Begin();
            LiftBound(writer, count);
            long newest = 0;
            for (int place = 0; place < count; place++)
            {
                ref readonly StoreEntry entry = ref _queue.Peek(place, out ReadOnlySpan<byte> blob);
                writer.Write(entry, blob, oneIn);
                newest = entry.Row == StoreRow.Sample ? entry.Other : newest;
            }

            writer.Prune(
                new StoreAge(_clockWatch.Look(), Math.Max(_newestCount, newest), _firstSample, _firstLabel),
                Math.Max(2 * count, _options.BatchRows));
            Spend(writer.Commit());
            _newestCount = Math.Max(_newestCount, newest);
        }
        catch (SqliteException exception)
        {
            _writer?.RollBack();
            return exception;
        }

        Settle(count);
        return null;
    }

    private bool Remedy(SqliteException exception)
    {
        if (StoreTrouble.IsDamage(exception))
            return Mend(exception.Message);
        return StoreTrouble.StateOf(exception, _path, _hold) == StoreState.Full && MakeRoom();
    }

    private long Count(long bytes)
    {
        lock (_counting)
            _counts = _counts with { BytesWritten = _counts.BytesWritten + bytes };
        return bytes;
    }

    private void Settle(int count)
    {
        long samples = 0, predictions = 0, labels = 0, decisions = 0;
        for (int place = 0; place < count; place++)
        {
            ref readonly StoreEntry entry = ref _queue.Peek(place, out _);
            switch (entry.Row)
            {
                case StoreRow.Sample:
                    samples++;
                    Volatile.Write(ref _lastCommittedSample, Math.Max(_lastCommittedSample, entry.Id));
                    break;
                case StoreRow.Label:
                    labels++;
                    Volatile.Write(ref _lastCommittedLabel, Math.Max(_lastCommittedLabel, entry.Id));
                    break;
                case StoreRow.Prediction:
                    predictions++;
                    break;
                default:
                    decisions++;
                    break;
            }
        }

        _queue.Release(count);
        StoreTotals totals = _writer!.Committed;
        lock (_counting)
            _counts = _counts with
            {
                StoredSamples = totals.Samples,
                StoredLabels = totals.Labels,
                PrunedSamples = _earlier.Pruned + totals.Pruned,
                ThinnedSamples = _earlier.Thinned + totals.Thinned,
                GivenUpSamples = _earlier.GivenUp + totals.GivenUp,
                Samples = _counts.Samples + samples,
                Predictions = _counts.Predictions + predictions,
                Labels = _counts.Labels + labels,
                Decisions = _counts.Decisions + decisions,
                Batches = _counts.Batches + 1,
            };
        Enter(StoreState.Writing, null);
    }

    private bool Fail(SqliteException exception)
    {
        _writer?.RollBack();
        return Fail(StoreTrouble.StateOf(exception, _path, _hold), exception.Message);
    }

    // The last net of the threads that write: what nobody foresaw costs a batch, which is tried again, and not the process.
    private bool Fail(Exception exception)
    {
        _writer?.RollBack();
        return Fail(StoreState.Failed, $"{exception.GetType().Name}: {exception.Message}");
    }

    private bool Fail(StoreState state, string trouble)
    {
        lock (_counting)
            _counts = _counts with { FailedBatches = _counts.FailedBatches + 1 };
        Enter(state, trouble);
        return false;
    }

    private StoreWriter OpenWriter()
    {
        if (_hold is null)
            // At the start the disk could only be read.
            (_hold, _writer) = (StoreHold.Take(_path), null);
        // SQLite would go on writing into a file that somebody has deleted, and nobody would ever find it again.
        bool isGone = !File.Exists(_path);
        if (isGone && _state == StoreState.Writing)
            _log.Tell(LogLevel.Error, Source, $"{_path} has been deleted; a new store is begun");
        if (isGone || _state is StoreState.Failed or StoreState.ReadOnly)
        {
            CloseWriter();
            // On a disk that can only be read the reader sees no log, so it would see no new rows.
            if (isGone || _state == StoreState.ReadOnly)
                lock (_reading)
                    CloseReader();
        }

        if (isGone)
        {
            _replacements++;
            TakeSalvaged(_path, _clock, _log);
        }

        if (!File.Exists(_path))
            ChampionCopy.SetAside(_path);

        return _writer ??= StoreWriter.Open(
            StoreFile.ConnectToWrite(_path, _names), _options, _thinned, _budget.CheckpointPages);
    }

    private void CloseWriter()
    {
        if (_writer is { Committed: var totals })
        {
            // Counts of this run that a new writer begins with 0.
            _earlier.Pruned += totals.Pruned;
            _earlier.Thinned += totals.Thinned;
            _earlier.GivenUp += totals.GivenUp;
        }

        _writer?.Dispose();
        _writer = null;
    }

    private void Enter(StoreState state, string? trouble)
    {
        bool isNew = state != _state;
        Volatile.Write(ref _failures, state == StoreState.Failed ? _failures + 1 : 0);
        _trouble = trouble;
        _state = state;
        if (!isNew)
            return;
        if (state != StoreState.Writing)
        {
            _log.Tell(
                LogLevel.Error,
                Source,
                $"{_path} cannot be written ({trouble}); {_queue.Count} rows wait, room for {_options.QueueRows}. "
                + state switch
                {
                    StoreState.Full => "Make room on the disk.",
                    StoreState.ReadOnly => "The disk is read-only, as a worn card becomes: the device goes on with what it "
                        + "could read, and what it learns from now on ends with it. Replace the card, or check it "
                        + "(fsck) and mount it for writing; it is tried again every five minutes.",
                    _ => "It is tried again, soon at first and then every five minutes.",
                });
            return;
        }

        Volatile.Write(ref _isOverflowTold, 0);
        _log.Tell(
            LogLevel.Information,
            Source,
            $"{_path} is written again; {_droppedSamples + _droppedPredictions + _droppedLabels + _droppedDecisions} "
            + "rows were lost since the start");
    }
}
