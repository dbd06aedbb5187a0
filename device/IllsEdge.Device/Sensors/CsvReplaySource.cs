using IllsEdge.Data;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Sensors;

/// <summary>
/// Replays columns of a CSV file as if they were measured now. The first row is due at the first <see cref="TryRead"/> (later by <see cref="Lead"/>), every
/// other as much later as its time says, by the clock that was passed in, so that a fast clock replays fast. A missing cell
/// gives no reading; a cell or row that cannot be used is counted and logged.
/// </summary>
/// <remarks>
/// The file is read as a whole beforehand (9 bytes a cell), so that reading never waits for the disk. The age of a reading says
/// how long ago it was due, plus the delay: a label joins the right sample even where the loop is late. Rows whose times go back
/// are due with the row before them.
/// </remarks>
public sealed class CsvReplaySource : IInputSource
{
    private readonly ReplayRows _rows;
    private readonly string[] _channels;
    private readonly TimeProvider _clock;
    private long _start;
    private bool _hasStarted;
    private bool _isDisposed;
    private int _row;
    private int _column;
    private long _readings;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channels">Columns to replay, in any order; a row gives its readings in this order.</param>
    /// <param name="timing">When rows are due.</param>
    /// <param name="clock">The replay's clock.</param>
    /// <param name="log">Is told of rows and cells that cannot be used, ever more seldom.</param>
    /// <exception cref="DataFileException">The file cannot be read, or a column is not there.</exception>
    /// <exception cref="ArgumentException">There is no channel, or a channel comes twice, or the timing cannot be
    /// used.</exception>
    public CsvReplaySource(
        string path, IReadOnlyList<string> channels, ReplayTiming timing, TimeProvider clock, IDeviceLog log)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(timing);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        timing.Check();
        if (channels.Count == 0 || channels.Distinct().Count() < channels.Count)
            throw new ArgumentException($"{channels.Count} columns are to be replayed; name at least one, and each once.");
        (_channels, _clock, Path, Timing) = ([.. channels], clock, path, timing);
        SeldomLog seldom = new(log, Name, clock);
        _rows = ReplayRows.Read(path, _channels, timing, seldom);
        seldom.TellRest();
    }

    /// <inheritdoc/>
    public string Name => $"replay {Path}";

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>When rows are due.</summary>
    public ReplayTiming Timing { get; }

    /// <summary>When the first row was recorded; null where no column says it, and where there is no row.</summary>
    public RecordedTime? Start => _rows.Start;

    /// <summary>From the first row to the last, as it is replayed.</summary>
    public TimeSpan Length => _rows.Count == 0 ? default : _rows.Offset(_rows.Count - 1);

    /// <summary>How long after the first call of <see cref="TryRead"/> the first row is due: by how much another recording
    /// began before this one.</summary>
    public TimeSpan Lead { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Channels => _channels;

    /// <summary>Ended after the last row; disconnected until the first is due, where it has a <see cref="Lead"/>, so that nobody
    /// misses its readings; otherwise connected.</summary>
    public SourceState State =>
        _isDisposed || _row == _rows.Count ? SourceState.Ended
        : Lead > TimeSpan.Zero && _row == 0 && _column == 0 ? SourceState.Disconnected
        : SourceState.Connected;

    /// <inheritdoc/>
    public SourceCounts Counts => new(Interlocked.Read(ref _readings), _rows.Faults, 0, 0);

    /// <inheritdoc/>
    public bool TryRead(out Reading reading)
    {
        reading = default;
        if (State == SourceState.Ended)
            return false;
        if (!_hasStarted)
            (_hasStarted, _start) = (true, _clock.GetTimestamp());

        TimeSpan now = _clock.GetElapsedTime(_start);
        for (; _row < _rows.Count; (_row, _column) = (_row + 1, 0))
        {
            TimeSpan due = Lead + _rows.Offset(_row);
            if (now < due + Timing.Delay)
                return false;
            while (_column < _channels.Length)
            {
                int column = _column++;
                if (_rows.TryGet(_row, column, out double value))
                {
                    reading = new Reading(column, value, null, now - due);
                    Advance();
                    Interlocked.Increment(ref _readings);
                    return true;
                }
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _isDisposed = true;

    /// <summary>Lets it begin as much later as it was recorded. To be called before the first reading.</summary>
    /// <param name="seconds">Of the recorded time, by which another recording began before this one.</param>
    internal void BeginAfter(double seconds) => Lead = ReplayRows.Played(seconds, Timing.Speed);

    // Past the row's last cell that is there, so that the source has ended with its last reading, not one call later.
    private void Advance()
    {
        for (; _row < _rows.Count; (_row, _column) = (_row + 1, 0))
            for (; _column < _channels.Length; _column++)
                if (_rows.TryGet(_row, _column, out _))
                    return;
    }
}
