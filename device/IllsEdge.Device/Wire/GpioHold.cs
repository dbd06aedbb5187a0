namespace IllsEdge.Device.Wire;

/// <summary>
/// The pins that one user has of a chip, which may go away and come back: an expander on USB, a driver that is loaded anew.
/// They are opened by the constructor, and in the background after every loss, after 0.1 s at first and at most 1 s later,
/// as serial ports are.
/// </summary>
/// <remarks>
/// A failure is a loss once it has lasted for 0.1 s; until then the pins are kept, because a bus that was disturbed needs
/// nothing but another try. What is lost is closed before it is opened anew: the kernel gives a chip that returns the number
/// that it had only if nobody holds that any more. The user calls from one thread at a time and never waits; nothing but a
/// loss allocates.
/// </remarks>
/// <typeparam name="T">The open pins; to be disposed is to be closed, quietly.</typeparam>
internal sealed class GpioHold<T> : IDisposable
    where T : class, IDisposable
{
    // A chip whose bus is stuck must not keep the program from ending.
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(1);

    private readonly Func<T> _open;
    private readonly string _name;
    private readonly TimeProvider _clock;
    private readonly IDeviceLog _log;
    private readonly CancellationTokenSource _stop = new();
    private T? _current;
    private T? _opened;
    private Task? _work;
    private TimeSpan _wait = ReopenPause.Shortest;
    private long _heldSince;
    private long? _failsSince;

    /// <summary>Opens the pins.</summary>
    /// <param name="open">Opens chip and pins, or throws and leaves nothing open.</param>
    /// <param name="name">Whose they are, for the log.</param>
    /// <param name="clock">Waits between attempts are by this clock.</param>
    /// <param name="log">Is told of a loss, and of what keeps the pins from being opened again.</param>
    /// <exception cref="HardwareException">They are not there at the start.</exception>
    public GpioHold(Func<T> open, string name, TimeProvider clock, IDeviceLog log)
    {
        (_open, _name, _clock, _log) = (open, name, clock, log);
        _current = open();
        _heldSince = clock.GetTimestamp();
    }

    /// <summary>The pins; null while they are lost.</summary>
    public T? Current
    {
        get
        {
            if (_current is null && Interlocked.Exchange(ref _opened, null) is { } opened)
                (_current, _heldSince) = (opened, _clock.GetTimestamp());
            return _current;
        }
    }

    /// <summary>Notes that the pins do what they are asked.</summary>
    public void Succeeds() => _failsSince = null;

    /// <summary>Notes that none of the pins does what it is asked, and takes them for lost if that lasts.</summary>
    /// <param name="reason">What the driver says.</param>
    public void Fails(string reason)
    {
        if (_current is not { } lost)
            return;
        _failsSince ??= _clock.GetTimestamp();
        if (_clock.GetElapsedTime(_failsSince.Value) < ReopenPause.Shortest)
            return;
        _wait = _clock.GetElapsedTime(_heldSince) > ReopenPause.Longest ? ReopenPause.Shortest : ReopenPause.After(_wait);
        (_current, _failsSince) = (null, null);
        _log.Tell(LogLevel.Warning, _name, $"the chip is lost: {reason} It is tried again until it is there.");
        _work = Task.Run(() => OpenAgainAsync(lost, _wait));
    }

    /// <summary>Closes the pins.</summary>
    public void Dispose()
    {
        if (_stop.IsCancellationRequested)
            return;
        _stop.Cancel();
        // Where the chip hangs even now it is left to the end of the process.
        bool isDone = _work is not { } work || Task.WhenAny(work, Task.Delay(PatienceAtEnd)).GetAwaiter().GetResult() == work;
        Current?.Dispose();
        _current = null;
        if (isDone)
            _stop.Dispose();
    }

    private async Task OpenAgainAsync(T lost, TimeSpan wait)
    {
        lost.Dispose();
        bool isTold = false;
        while (true)
        {
            try
            {
                await Task.Delay(wait, _clock, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (TryOpen(out string reason))
                return;
            // Not at once: a device that was plugged in a moment ago gets its rights a moment later.
            if (wait == ReopenPause.Longest && !isTold)
            {
                isTold = true;
                _log.Tell(LogLevel.Warning, _name, $"not there yet: {reason}");
            }

            wait = ReopenPause.After(wait);
        }
    }

    // The world's trouble with a chip comes as half a dozen kinds of exception, and nobody else watches this task.
    private bool TryOpen(out string reason)
    {
        reason = "";
        try
        {
            Interlocked.Exchange(ref _opened, _open());
            return true;
        }
        catch (Exception exception)
        {
            reason = exception.Message;
            return false;
        }
    }
}
