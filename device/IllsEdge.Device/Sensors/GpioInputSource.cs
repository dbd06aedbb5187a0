using System.Device.Gpio;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Sensors;

/// <summary>
/// Digital inputs as readings of 0 and 1. Every time the loop empties it, it gives the changes since the last time, in their
/// order, and then the present level of every pin, so that a pulse between two periods is seen and a still pin stays fresh. A
/// change says how long ago its edge was.
/// </summary>
/// <remarks>
/// A pin that cannot be read is counted, logged and tried again in the next period. Where none of them can be read for 0.1 s
/// the chip is taken for gone: it is opened again in the background until it is there, and what its pins did meanwhile is not
/// known. Where the driver has no edges, pins are polled only. An edge counts from when its handler runs, because
/// System.Device.Gpio 4.2 does not pass on the kernel's time stamp.
/// </remarks>
public sealed class GpioInputSource : IInputSource
{
    private const int WaitingChanges = 1024;

    private readonly GpioInput[] _inputs;
    private readonly Debouncer[] _levels;
    private readonly BoundedRing<GpioChange> _changes = new(WaitingChanges);
    private readonly Lock _adding = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _debounce;
    private readonly SeldomLog _log;
    private readonly IDeviceLog _plainLog;
    private readonly long _start;
    private readonly GpioHold<GpioInputPins> _hold;
    // Whose changes count; null while the chip is lost.
    private volatile GpioInputPins? _pins;
    private int _changesLeft;
    private int _pin = -1;
    private bool _isReadable = true;
    private int _failures;
    private string _failure = "";
    private bool _hasToldEdgeless;
    private bool _isDisposed;
    private long _readings;
    private long _faults;
    private long _disconnections;

    /// <summary>Opens the pins of a chip that is lent: if it goes for good, somebody else has to open it again.</summary>
    /// <param name="controller">The chip; not disposed here.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="debounce">How long a contact has to keep still for a change to count; zero for none.</param>
    /// <param name="clock">Times the debouncing and the log.</param>
    /// <param name="log">Is told of pins that cannot be read.</param>
    /// <exception cref="HardwareException">A pin cannot be opened.</exception>
    public GpioInputSource(
        GpioController controller, IReadOnlyList<GpioInput> inputs, TimeSpan debounce, TimeProvider clock, IDeviceLog log)
        : this(GpioAccess.Lent(controller), inputs, debounce, clock, log)
    {
    }

    /// <summary>Opens a chip and its pins.</summary>
    /// <param name="open">Opens the chip, also after it was lost; for this source alone, which disposes of it.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="debounce">How long a contact has to keep still for a change to count; zero for none.</param>
    /// <param name="clock">Times the debouncing, the log and the attempts to open the chip again.</param>
    /// <param name="log">Is told of pins that cannot be read.</param>
    /// <exception cref="HardwareException">The chip or a pin cannot be opened.</exception>
    public GpioInputSource(
        Func<GpioController> open, IReadOnlyList<GpioInput> inputs, TimeSpan debounce, TimeProvider clock, IDeviceLog log)
        : this(GpioAccess.Own(open), inputs, debounce, clock, log)
    {
    }

    private GpioInputSource(
        GpioAccess access, IReadOnlyList<GpioInput> inputs, TimeSpan debounce, TimeProvider clock, IDeviceLog log)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentOutOfRangeException.ThrowIfLessThan(debounce, TimeSpan.Zero);
        (_inputs, _debounce, _clock, _plainLog, _start) = ([.. inputs], debounce, clock, log, clock.GetTimestamp());
        Channels = [.. _inputs.Select(input => input.Name)];
        Name = $"gpio {string.Join(", ", _inputs.Select(input => input.Pin))}";
        _log = new SeldomLog(log, Name, clock);
        _levels = new Debouncer[_inputs.Length];
        _hold = new GpioHold<GpioInputPins>(
            () => new GpioInputPins(access, _inputs, Notice, TellEdgeless), Name, clock, log);
        _hasToldEdgeless = true;
        TakeUp(_hold.Current!);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Channels { get; }

    /// <inheritdoc/>
    public SourceState State => _isReadable && _pins is not null && !_isDisposed ? SourceState.Connected : SourceState.Disconnected;

    /// <inheritdoc/>
    public SourceCounts Counts => new(
        Interlocked.Read(ref _readings), Interlocked.Read(ref _faults), _changes.Dropped,
        Interlocked.Read(ref _disconnections));

    /// <inheritdoc/>
    public bool TryRead(out Reading reading)
    {
        reading = default;
        if (_isDisposed)
            return false;
        if (_pin < 0)
        {
            if (!IsThere())
                return false;
            // Only the changes that are there now: pins that change without end must not hold up the loop.
            (_pin, _changesLeft, _failures) = (0, _changes.Count, 0);
        }

        while (_changesLeft-- > 0 && _changes.TryTake(out GpioChange change))
            if (_levels[change.Input].Take(change.IsOn, change.At, _debounce))
                return Give(change.Input, isChange: true, out reading);
        while (_pin < _inputs.Length)
        {
            int input = _pin++;
            if (!TryPoll(input, out bool isChange))
                continue;
            return Give(input, isChange, out reading);
        }

        _pin = -1;
        EndPass();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _hold.Dispose();
        _log.TellRest();
    }

    // Whether there are pins to read; also takes up those that have been opened again.
    private bool IsThere()
    {
        if (_hold.Current is not { } pins)
            return false;
        if (!ReferenceEquals(pins, _pins))
            TakeUp(pins);
        return true;
    }

    private void TakeUp(GpioInputPins pins)
    {
        // What was told of the pins before they were lost; where they went from there nobody knows.
        while (_changes.TryTake(out _))
        {
        }

        // No change either: when it was is not known, and a level that is only found so has no edge.
        for (int index = 0; index < _levels.Length; index++)
            _levels[index] = new Debouncer(pins.FirstLevels[index]);
        _pins = pins;
    }

    private void Notice(GpioInputPins pins, int input, bool isOn)
    {
        if (!ReferenceEquals(pins, _pins))
            return;
        // A driver may have a thread for every pin, and the ring takes from one only.
        lock (_adding)
            _changes.Add(new GpioChange(input, isOn, Now));
    }

    private void TellEdgeless(string text)
    {
        if (!_hasToldEdgeless)
            _plainLog.Tell(LogLevel.Information, Name, text);
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    private bool TryPoll(int index, out bool isChange)
    {
        isChange = false;
        try
        {
            isChange = _levels[index].Take(_pins!.IsOn(index), Now, _debounce);
            return true;
        }
        catch (Exception exception)
        {
            _failures++;
            _failure = exception.Message;
            Interlocked.Increment(ref _faults);
            if (_log.MaySpeak(out long heldBack))
                _log.Tell(LogLevel.Warning, $"pin {_inputs[index].Pin} cannot be read: {exception.Message}", heldBack);
            return false;
        }
    }

    private bool Give(int input, bool isChange, out Reading reading)
    {
        ref readonly Debouncer level = ref _levels[input];
        reading = new Reading(input, level.Level ? 1 : 0, Age: isChange ? Now - level.Changed : null);
        Interlocked.Increment(ref _readings);
        return true;
    }

    private void EndPass()
    {
        TellState(isReadable: _failures == 0);
        if (_failures < _inputs.Length)
        {
            _hold.Succeeds();
            return;
        }

        _hold.Fails(_failure);
        if (_hold.Current is null)
            _pins = null;
    }

    private void TellState(bool isReadable)
    {
        if (_isReadable == isReadable)
            return;
        _isReadable = isReadable;
        if (isReadable)
            _plainLog.Tell(LogLevel.Information, Name, "all pins can be read again");
        else
            Interlocked.Increment(ref _disconnections);
    }
}
