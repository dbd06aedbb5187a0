using IllsEdge.Device.Wire;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Outputs;

/// <summary>
/// Predictions as ASCII lines on a serial port, see <see cref="WireLine"/>. A port that is not there, or whose reader does not
/// read, costs values, which are counted, never time.
/// </summary>
public sealed class SerialLineOutput : IOutput
{
    private static readonly TimeSpan PatienceAtEnd = TimeSpan.FromSeconds(1);

    private readonly SerialPortLink _link;
    private readonly string[] _targets;
    private readonly TimeProvider _clock;
    private bool _isSafe = true;
    private bool _isDisposed;
    private long _faults;

    /// <summary>Attaches to a link, whose port is opened in the background.</summary>
    /// <param name="link">The port. The last user that is disposed closes it.</param>
    /// <param name="targets">Names that are told to have failed in the safe state.</param>
    /// <param name="clock">Gives the time of that.</param>
    public SerialLineOutput(SerialPortLink link, IReadOnlyList<string> targets, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(clock);
        (_link, _targets, _clock) = (link, [.. targets], clock);
        link.Attach();
    }

    /// <inheritdoc/>
    public string Name => _link.Name;

    /// <inheritdoc/>
    public long Faults => Interlocked.Read(ref _faults) + _link.Lost;

    /// <inheritdoc/>
    public void Publish(in Published value)
    {
        if (!_isDisposed)
            _isSafe = false;
        Write(value);
    }

    /// <summary>Tells once that every target has failed: <c>name=;status=F;t=...*hh</c>.</summary>
    public void GoSafe()
    {
        if (Interlocked.Exchange(ref _isSafe, true))
            return;
        foreach (string target in _targets)
            Write(new Published(target, 0, null, null, ValueStatus.Failure, _clock.GetUtcNow()));
    }

    /// <summary>Goes to the safe state and waits at most a second until that is written.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
            return;
        GoSafe();
        _link.Flush(PatienceAtEnd);
        _link.Detach();
    }

    private void Write(in Published value)
    {
        Span<byte> line = stackalloc byte[WireLine.Limit];
        if (!WireLine.TryFormat(value, line, out int length) || !_link.TryWrite(line[..length]))
            Interlocked.Increment(ref _faults);
    }
}
