using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Sensors;

/// <summary>
/// Readings from ASCII lines on a serial port, see <see cref="WireLine"/>. A line with several names gives several readings, in
/// its order, all with the line's time and age. A line with a fault is counted and logged, at most one a second, and nothing of
/// it is used. A port that is not there is tried again for ever.
/// </summary>
/// <remarks>One source a link: give it all the names of the port, inputs and labels.</remarks>
public sealed class SerialLineSource : IInputSource, ILineReceiver
{
    private readonly SerialPortLink _link;
    private readonly WireNames _names;
    private readonly WirePair[] _pairs;
    private readonly BoundedRing<Reading> _ring;
    private readonly SeldomLog _log;
    private readonly IDeviceLog _plainLog;
    private readonly bool _needsChecksum;
    private bool _hasToldUnknown;
    private bool _isDisposed;
    private long _readings;
    private long _faults;

    /// <summary>Attaches to a link, whose port is opened in the background.</summary>
    /// <param name="link">The port. The last user that is disposed closes it.</param>
    /// <param name="channels">Names of the values that are wanted from it.</param>
    /// <param name="clock">Times the log.</param>
    /// <param name="log">Is told of lines that cannot be used.</param>
    /// <param name="capacity">Readings that can wait for the loop; later ones are dropped and counted. 4096 are 10 s of 400
    /// values a second, and 256 kB.</param>
    /// <param name="needsChecksum">Whether a line without a checksum has a fault. False, because the checksum is optional; true
    /// is safer where the sender always sends one, since noise may hit the <c>*</c> and make a number of it.</param>
    /// <exception cref="ArgumentException">A name cannot stand on a line, is reserved, or comes twice.</exception>
    /// <exception cref="InvalidOperationException">The link has a source already.</exception>
    public SerialLineSource(
        SerialPortLink link, IReadOnlyList<string> channels, TimeProvider clock, IDeviceLog log, int capacity = 4096,
        bool needsChecksum = false)
    {
        ArgumentNullException.ThrowIfNull(link);
        _names = new WireNames(channels);
        _pairs = new WirePair[_names.Count];
        _ring = new BoundedRing<Reading>(capacity);
        _log = new SeldomLog(log, link.Name, clock);
        (_link, _plainLog, _needsChecksum) = (link, log, needsChecksum);
        link.Attach(this);
    }

    /// <inheritdoc/>
    public string Name => _link.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Channels => _names.Names;

    /// <inheritdoc/>
    public SourceState State => _link.State;

    /// <inheritdoc/>
    public SourceCounts Counts =>
        new(Interlocked.Read(ref _readings), Interlocked.Read(ref _faults), _ring.Dropped, _link.Disconnections);

    /// <inheritdoc/>
    public bool TryRead(out Reading reading)
    {
        if (!_ring.TryTake(out reading))
            return false;
        Interlocked.Increment(ref _readings);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        _link.Detach(this);
        _log.TellRest();
    }

    void ILineReceiver.Receive(ReadOnlySpan<byte> line)
    {
        if (!WireLine.TryParse(line, _names, _pairs, out WireContent content, out WireFault fault))
        {
            Refuse(line, fault);
            return;
        }

        if (_needsChecksum && !content.HasChecksum)
        {
            Refuse(line, WireFault.Checksum);
            return;
        }

        if (content.Unknown > 0 && !_hasToldUnknown)
        {
            // Most likely a misspelt name in the configuration; saying it once is enough.
            _hasToldUnknown = true;
            _plainLog.Tell(
                LogLevel.Information, Name,
                $"names that nothing asks for are passed over: {LineText.Show(line)} (asked for: {string.Join(", ", Channels)})");
        }

        foreach (WirePair pair in _pairs.AsSpan(0, content.Count))
            _ring.Add(new Reading(pair.Channel, pair.Value, content.Time, content.Age));
    }

    void ILineReceiver.Refuse(ReadOnlySpan<byte> start, WireFault fault) => Refuse(start, fault);

    private void Refuse(ReadOnlySpan<byte> start, WireFault fault)
    {
        Interlocked.Increment(ref _faults);
        if (_log.MaySpeak(out long heldBack))
            _log.Tell(LogLevel.Warning, $"{LineText.Describe(fault)}: {LineText.Show(start)}", heldBack);
    }
}
