using IllsEdge.Device.Wire;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

/// <summary>
/// What the loop has seen and decided, on the disk: samples, labels, predictions, models and decisions, in one SQLite
/// file. The loop appends to a queue and never waits; a thread of the store commits batches.
/// </summary>
/// <remarks>
/// <para>Loss. A row is taken once its batch is committed (<see cref="LastCommittedSample"/>): it then survives a power
/// cut, for the log is synchronised at every commit (WAL, synchronous FULL). A power cut or <c>kill -9</c> loses at
/// most the rows of the last <see cref="StoreOptions.BatchInterval"/> (up to a minute near
/// <see cref="StoreOptions.MaxBytesPerDay"/>) and of the commit under way.
/// <see cref="Dispose"/> commits everything, so an orderly end loses nothing.</para>
/// <para>Threads. Everything may be called from any thread, samples from one only. Appending waits for nobody and
/// allocates nothing; models and <see cref="Flush"/> wait for a batch under way; reads go through a connection of their
/// own, wait only for one another, and see what is committed.</para>
/// <para>Trouble of the disk is <see cref="State"/>, never an exception after <see cref="Open"/>.</para>
/// </remarks>
public sealed partial class DeviceStore : IDisposable
{
    private const string Source = "store";

    private readonly string _path;
    private readonly StoreNames _names;
    private readonly StoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly IDeviceLog _log;
    private readonly WriteBudget _budget;
    private readonly ClockWatch _clockWatch;
    private readonly ThinnedSamples _thinned;
    private readonly SampleBlob _blob;
    private readonly StoreQueue _queue;
    private readonly AutoResetEvent _wake = new(false);
    private readonly ITimer? _timer;
    private readonly Thread? _thread;
    private volatile bool _isStopping;
    private volatile int _replacements;
    private FileStream? _hold;
    private bool _isDisposed;

    private DeviceStore(
        string path,
        StoreNames names,
        StoreOptions options,
        TimeProvider clock,
        IDeviceLog log,
        FileStream? hold,
        SqliteConnection? connection)
    {
        (_path, _names, _options, _clock, _log, _hold) = (path, names, options, clock, log, hold);
        _readingLog = new SeldomLog(log, Source, clock);
        _blob = new SampleBlob(names.Inputs);
        _queue = new StoreQueue(options.QueueRows, _blob.Length);
        _budget = new WriteBudget(options.MaxBytesPerDay, clock);
        _clockWatch = new ClockWatch(clock);
        _thinned = new ThinnedSamples(_blob.Length);
        _lastAttempt = clock.GetTimestamp();
        if (connection is not null)
        {
            _writer = StoreWriter.Open(connection, options, _thinned, _budget.CheckpointPages);
            StoreTotals totals = _writer.Committed;
            _counts = new StoreCounts { StoredSamples = totals.Samples, StoredLabels = totals.Labels };
            ReadEnds(connection);
        }
        else
        {
            _state = StoreState.ReadOnly;
            _reader = StoreFile.ConnectToRead(path);
            ReadEnds(_reader);
        }

        (_firstSample, _firstLabel) = (_lastSample + 1, _lastLabel + 1);
        if (options.IsSynchronous || options.IsReadOnly)
            return;

        _timer = clock.CreateTimer(_ => _wake.Set(), null, options.BatchInterval, options.BatchInterval);
        _thread = new Thread(WriteOn) { IsBackground = true, Name = "store" };
        _thread.Start();
    }

    /// <summary>The file, as a full path.</summary>
    public string Path => _path;

    /// <summary>Whether the calling thread writes; see <see cref="StoreOptions.IsSynchronous"/>.</summary>
    public bool IsSynchronous => _options.IsSynchronous;

    /// <summary>Whether it is only read because the options say so.</summary>
    public bool IsReadOnly => _options.IsReadOnly;

    /// <summary>Times that the file was replaced since it was opened, by a new one where it had been deleted, or by what could
    /// be read of it where it was damaged: what it held may be lost.</summary>
    public int Replacements => _replacements;

    /// <summary>Names of the inputs whose values are kept.</summary>
    public IReadOnlyList<string> InputNames => _names.Inputs;

    /// <summary>Names of all that it holds.</summary>
    internal StoreNames Names => _names;

    /// <summary>
    /// Commits all that waits and closes the file. What cannot be written is counted as an error in the log.
    /// </summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        // Waits for a callback under way, which would otherwise set an event that is no more.
        _timer?.DisposeAsync().AsTask().Wait();
        _isStopping = true;
        _wake.Set();
        _thread?.Join();
        if (!Flush())
            _log.Tell(
                LogLevel.Error,
                Source,
                $"{_queue.Count} rows are lost at the end: {Trouble ?? "they cannot be written"}");
        lock (_reading)
            CloseReader();
        lock (_writing)
            CloseWriter();
        _readingLog.TellRest();
        _wake.Dispose();
        _hold?.Dispose();
    }
}
