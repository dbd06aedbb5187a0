using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Wire;

/// <summary>
/// A serial port that is kept open: it is opened in the background, and again after every loss, after 0.1 s at first and at
/// most 1 s later, so that values go on within 2 s. Inputs, labels and output of one port share one link.
/// </summary>
/// <remarks>
/// It opens with its first user and closes with its last. Attach the source before the outputs: what comes while there is
/// none is thrown away. Losing and finding the port is logged once each way. Needs two tasks of the thread pool; the reading
/// side allocates a few hundred bytes a chunk there, none on the callers' threads.
/// </remarks>
public sealed partial class SerialPortLink : IDisposable
{

    // A port whose cable is stuck must not keep the program from ending.
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(1);

    // Half a line at 1200 baud; a reader that does not read is not waited for.
    private static readonly TimeSpan PatienceForLastLine = TimeSpan.FromMilliseconds(250);

    private readonly SerialPortSettings _settings;
    private readonly TimeProvider _clock;
    private readonly IDeviceLog _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly string _name;
    private volatile ILineReceiver? _receiver;
    private volatile bool _isOpen;
    private long _disconnections;
    private bool _isClosed;
    private int _users;
    private Task? _work;

    /// <summary>Makes the link; nothing is opened yet.</summary>
    /// <param name="settings">The port.</param>
    /// <param name="clock">Waits between attempts are by this clock.</param>
    /// <param name="log">Is told when the port goes and comes.</param>
    /// <exception cref="ArgumentException">The port has no name.</exception>
    public SerialPortLink(SerialPortSettings settings, TimeProvider clock, IDeviceLog log)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentException.ThrowIfNullOrWhiteSpace(settings.Port);
        (_settings, _clock, _log) = (settings, clock, log);
        _name = $"serial {settings.Port}";
    }

    /// <summary>What it is, for logs.</summary>
    public string Name => _name;

    /// <summary>Whether the port is open at present.</summary>
    public SourceState State => _isOpen ? SourceState.Connected : SourceState.Disconnected;

    /// <summary>Times the open port was lost.</summary>
    public long Disconnections => Interlocked.Read(ref _disconnections);

    /// <summary>Closes the port for all its users. Takes at most a second or so.</summary>
    public void Dispose()
    {
        Task? work;
        lock (_lock)
        {
            if (_isClosed)
                return;
            (_isClosed, work) = (true, _work);
        }

        _stop.Cancel();
        _outgoing.Wake();
        // Where the port hangs even now it is left to the end of the process.
        if (work is null || Task.WhenAny(work, Task.Delay(PatienceAtEnd)).GetAwaiter().GetResult() == work)
            _stop.Dispose();
    }

    /// <summary>Takes the source in.</summary>
    /// <exception cref="InvalidOperationException">There is one already.</exception>
    internal void Attach(ILineReceiver receiver)
    {
        if (Interlocked.CompareExchange(ref _receiver, receiver, null) is not null)
            throw new InvalidOperationException(
                $"{_name} has a source already. Give all names of one port, inputs and labels, to one source.");
        Attach();
    }

    /// <summary>Takes a user in; the first one opens the port.</summary>
    internal void Attach()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            _users++;
            _work ??= Task.Run(KeepOpenAsync);
        }
    }

    /// <summary>Lets a user go; the last one closes the port.</summary>
    internal void Detach(ILineReceiver? receiver = null)
    {
        if (receiver is not null)
            Interlocked.CompareExchange(ref _receiver, null, receiver);
        bool isLast;
        lock (_lock)
            isLast = --_users == 0;
        if (isLast)
            Dispose();
    }
}
