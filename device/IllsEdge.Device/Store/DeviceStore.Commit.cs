using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

public sealed partial class DeviceStore
{
    private readonly Lock _writing = new();
    private readonly Lock _counting = new();
    private StoreWriter? _writer;
    private volatile StoreState _state;
    private volatile string? _trouble;
    private long _lastAttempt;
    private long _lastCommittedSample;
    private long _lastCommittedLabel;
    private StoreCounts _counts;

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
            Flush();
        }
    }

    private bool CommitBatch()
    {
        _lastAttempt = _clock.GetTimestamp();
        int count = Math.Min(_queue.Count, _options.BatchRows);
        try
        {
            StoreWriter writer = OpenWriter();
            writer.Begin();
            for (int place = 0; place < count; place++)
                writer.Write(_queue.Peek(place, out ReadOnlySpan<byte> blob), blob);
            writer.Prune(_clock.GetUtcNow().ToUnixTimeMilliseconds(), Math.Max(2 * count, _options.BatchRows));
            writer.Commit();
        }
        catch (SqliteException exception)
        {
            return Fail(exception);
        }

        Settle(count);
        return true;
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
                PrunedSamples = totals.Pruned,
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
        lock (_counting)
            _counts = _counts with { FailedBatches = _counts.FailedBatches + 1 };
        Enter(StoreTrouble.StateOf(exception, _path), exception.Message);
        return false;
    }

    private StoreWriter OpenWriter()
    {
        // SQLite would go on writing into a file that somebody has deleted, and nobody would ever find it again.
        bool isGone = !File.Exists(_path);
        if (isGone && _state == StoreState.Writing)
            _log.Tell(LogLevel.Error, Source, $"{_path} has been deleted; a new store is begun");
        if (isGone || _state == StoreState.Failed)
        {
            CloseWriter();
            lock (_reading)
                CloseReader();
        }

        return _writer ??= StoreWriter.Open(StoreFile.ConnectToWrite(_path, _names), _options);
    }

    private void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }

    private void Enter(StoreState state, string? trouble)
    {
        bool isNew = state != _state;
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
                + (state == StoreState.Full ? "Make room on the disk." : "It is tried again."));
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
