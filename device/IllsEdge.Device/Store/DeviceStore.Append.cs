using IllsEdge.Prediction;

namespace IllsEdge.Device.Store;

public sealed partial class DeviceStore
{
    private long _lastSample;
    private long _lastLabel;
    private long _lastDecision;
    private long _droppedSamples;
    private long _droppedPredictions;
    private long _droppedLabels;
    private long _droppedDecisions;
    private long _refusedLabels;
    private int _isOverflowTold;

    /// <summary>Appends a sample and gives it its number. Waits for nobody and allocates nothing.</summary>
    /// <param name="sample">The sample; it is copied.</param>
    /// <param name="id">Its number, larger than every one before; also where it was dropped.</param>
    /// <returns>False where the queue is full: the sample is lost and counted; or the store is only read.</returns>
    /// <exception cref="ArgumentException">There are not as many values as inputs.</exception>
    public bool Append(in Sample sample, out long id)
    {
        if (sample.Values.Length != _names.Inputs.Length
            || (!sample.Present.IsEmpty && sample.Present.Length != _names.Inputs.Length))
            throw new ArgumentException(
                $"The sample has {sample.Values.Length} values and {sample.Present.Length} marks for {_names.Inputs.Length} "
                + "inputs; give one each.",
                nameof(sample));
        id = Interlocked.Increment(ref _lastSample);
        if (_options.IsReadOnly)
            return false;
        var entry = new StoreEntry { Row = StoreRow.Sample, Id = id, Time = sample.Time, Other = sample.Monotonic };
        return Admit(_queue.TryAppend(entry, sample, _blob), ref _droppedSamples);
    }

    /// <summary>Appends what was predicted for a sample. Waits for nobody and allocates nothing.</summary>
    /// <param name="sampleId">Number of the sample, as <see cref="Append"/> gave it.</param>
    /// <param name="value">The prediction; NaN or infinite is kept as "no number".</param>
    /// <param name="status">The status it was published with.</param>
    /// <param name="modelVersion">The model that made it; 0 where there was none.</param>
    /// <param name="low">Lower bound; null where none is known.</param>
    /// <param name="high">Upper bound; null where none is known.</param>
    /// <returns>False where the queue is full: the prediction is lost and counted.</returns>
    public bool AppendPrediction(
        long sampleId, double value, ValueStatus status, int modelVersion, double? low = null, double? high = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleId, 1);
        if (_options.IsReadOnly)
            return false;
        var entry = new StoreEntry
        {
            Row = StoreRow.Prediction,
            SampleId = sampleId,
            Value = double.IsFinite(value) ? value : double.NaN,
            Status = (char)status,
            ModelVersion = modelVersion,
            Low = low ?? double.NaN,
            High = high ?? double.NaN,
        };
        return Admit(_queue.TryAppend(entry), ref _droppedPredictions);
    }

    /// <summary>
    /// Appends a label. One for a sample that has one already takes its place; both are kept. Waits for nobody and
    /// allocates nothing.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="time">The time it belongs to: UTC, milliseconds since 1970.</param>
    /// <param name="arrival">When it came: UTC, milliseconds since 1970.</param>
    /// <param name="sampleId">The sample it is joined to; null where it matches none.</param>
    /// <param name="id">Its number, larger than every one before; 0 where it was refused.</param>
    /// <returns>False where the value is NaN or infinite, or the queue is full; both are counted.</returns>
    public bool AppendLabel(double value, long time, long arrival, long? sampleId, out long id)
    {
        if (sampleId is { } sample)
            ArgumentOutOfRangeException.ThrowIfLessThan(sample, 1, nameof(sampleId));
        id = 0;
        if (!double.IsFinite(value))
        {
            Interlocked.Increment(ref _refusedLabels);
            _log.Tell(LogLevel.Warning, Source, "a label that is not a finite number was refused");
            return false;
        }

        id = Interlocked.Increment(ref _lastLabel);
        if (_options.IsReadOnly)
            return false;
        var entry = new StoreEntry
        {
            Row = StoreRow.Label,
            Id = id,
            Value = value,
            Time = time,
            Other = arrival,
            SampleId = sampleId ?? 0,
        };
        return Admit(_queue.TryAppend(entry), ref _droppedLabels);
    }

    /// <summary>Appends a decision. Waits for nobody.</summary>
    /// <param name="time">UTC, milliseconds since 1970.</param>
    /// <param name="kind">One word.</param>
    /// <param name="text">The reason, for people.</param>
    /// <param name="figures">The numbers behind it, a JSON object.</param>
    /// <returns>False where the queue is full: the decision is lost and counted.</returns>
    public bool AppendDecision(long time, string kind, string text, string figures = "{}")
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(figures);
        if (_options.IsReadOnly)
            return false;
        var decision = new StoredDecision(Interlocked.Increment(ref _lastDecision), time, kind, text, figures);
        var entry = new StoreEntry { Row = StoreRow.Decision, Decision = decision };
        return Admit(_queue.TryAppend(entry), ref _droppedDecisions);
    }

    private bool Admit(bool isQueued, ref long dropped)
    {
        ObjectDisposedException.ThrowIf(_isStopping, this);
        if (!isQueued)
        {
            Interlocked.Increment(ref dropped);
            if (Interlocked.Exchange(ref _isOverflowTold, 1) == 0)
                _log.Tell(
                    LogLevel.Error,
                    Source,
                    $"the queue of {_options.QueueRows} rows is full and rows are being lost: "
                    + (Trouble ?? "the disk is slow"));
        }

        if (!_options.IsSynchronous)
        {
            // The thread knows whether so many rows are a batch.
            if (isQueued && _state == StoreState.Writing && _queue.Count % _options.BatchRows == 0)
                _wake.Set();
        }
        else if (IsDue())
            Flush();
        return isQueued;
    }
}
