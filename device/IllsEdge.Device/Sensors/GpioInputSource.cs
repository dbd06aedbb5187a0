using System.Device.Gpio;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Sensors;

/// <summary>
/// Digital inputs as readings of 0 and 1. Every time the loop empties it, it gives the changes since the last time, in their
/// order, and then the present level of every pin, so that a pulse between two periods is seen and a still pin stays fresh. A
/// change says how long ago its edge was.
/// </summary>
/// <remarks>
/// A pin that cannot be read is counted, logged and tried again in the next period. Where the driver has no edges, pins are
/// polled only.
/// </remarks>
public sealed class GpioInputSource : IInputSource
{
    private const int WaitingChanges = 1024;

    private readonly GpioInput[] _inputs;
    private readonly GpioPin[] _pins;
    private readonly PinChangeEventHandler?[] _handlers;
    private readonly Debouncer[] _levels;
    private readonly BoundedRing<GpioChange> _changes = new(WaitingChanges);
    private readonly Lock _adding = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _debounce;
    private readonly SeldomLog _log;
    private readonly IDeviceLog _plainLog;
    private readonly long _start;
    private int _changesLeft;
    private int _pin = -1;
    private bool _isReadable = true;
    private bool _fails;
    private bool _isDisposed;
    private long _readings;
    private long _faults;
    private long _disconnections;

    /// <summary>Opens the pins.</summary>
    /// <param name="controller">The chip; not disposed here.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="debounce">How long a contact has to keep still for a change to count; zero for none.</param>
    /// <param name="clock">Times the debouncing and the log.</param>
    /// <param name="log">Is told of pins that cannot be read.</param>
    /// <exception cref="HardwareException">A pin cannot be opened.</exception>
    public GpioInputSource(
        GpioController controller, IReadOnlyList<GpioInput> inputs, TimeSpan debounce, TimeProvider clock, IDeviceLog log)
    {
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        ArgumentOutOfRangeException.ThrowIfLessThan(debounce, TimeSpan.Zero);
        (_inputs, _debounce, _clock, _plainLog, _start) = ([.. inputs], debounce, clock, log, clock.GetTimestamp());
        Channels = [.. _inputs.Select(input => input.Name)];
        Name = $"gpio {string.Join(", ", _inputs.Select(input => input.Pin))}";
        _log = new SeldomLog(log, Name, clock);
        _pins = new GpioPin[_inputs.Length];
        _handlers = new PinChangeEventHandler?[_inputs.Length];
        _levels = new Debouncer[_inputs.Length];
        try
        {
            for (int index = 0; index < _inputs.Length; index++)
                Open(controller, index);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Channels { get; }

    /// <inheritdoc/>
    public SourceState State => _isReadable && !_isDisposed ? SourceState.Connected : SourceState.Disconnected;

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
            // Only the changes that are there now: pins that change without end must not hold up the loop.
            (_pin, _changesLeft, _fails) = (0, _changes.Count, false);

        while (_changesLeft-- > 0 && _changes.TryTake(out GpioChange change))
            if (_levels[change.Input].Take(change.IsOn, change.At, _debounce))
                return Give(change.Input, isChange: true, out reading);
        while (_pin < _pins.Length)
        {
            int input = _pin++;
            if (!TryPoll(input, out bool isChange))
                continue;
            return Give(input, isChange, out reading);
        }

        _pin = -1;
        TellState();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        for (int index = 0; index < _pins.Length; index++)
            Close(index);
        _log.TellRest();
    }

    private void Open(GpioController controller, int index)
    {
        GpioInput input = _inputs[index];
        PinMode mode = input.Pull switch
        {
            GpioPull.Up => PinMode.InputPullUp,
            GpioPull.Down => PinMode.InputPullDown,
            _ => PinMode.Input,
        };
        _pins[index] = GpioDrivers.OpenPin(controller, input.Pin, mode);
        _levels[index] = new Debouncer(GpioDrivers.Guard(() => IsOn(index), $"GPIO pin {input.Pin} cannot be read"));
        _handlers[index] = (_, change) =>
        {
            // A driver may have a thread for every pin, and the ring takes from one only.
            lock (_adding)
                _changes.Add(new GpioChange(index, change.ChangeType == PinEventTypes.Rising != input.Inverted, Now));
        };
        try
        {
            _pins[index].ValueChanged += _handlers[index];
        }
        catch (Exception exception)
        {
            _plainLog.Tell(
                LogLevel.Information, Name, $"pin {input.Pin} tells no edges and is polled only: {exception.Message}");
            _handlers[index] = null;
            // libgpiod gave the line back to ask for its edges; without them it is no longer ours and could not be read.
            GpioDrivers.Guard(
                () =>
                {
                    _pins[index].SetPinMode(mode);
                    return true;
                },
                $"GPIO pin {input.Pin} cannot be opened again as {mode}");
        }
    }

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    private bool IsOn(int index) => _pins[index].Read() == PinValue.High != _inputs[index].Inverted;

    private bool TryPoll(int index, out bool isChange)
    {
        isChange = false;
        try
        {
            isChange = _levels[index].Take(IsOn(index), Now, _debounce);
            return true;
        }
        catch (Exception exception)
        {
            _fails = true;
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

    private void TellState()
    {
        if (_isReadable != _fails)
            return;
        _isReadable = !_fails;
        if (_fails)
            Interlocked.Increment(ref _disconnections);
        else
            _plainLog.Tell(LogLevel.Information, Name, "all pins can be read again");
    }

    private void Close(int index)
    {
        try
        {
            if (_pins[index] is not { } pin)
                return;
            if (_handlers[index] is { } handler)
                pin.ValueChanged -= handler;
            pin.Dispose();
        }
        catch (Exception)
        {
            // The chip has gone; there is nothing left to close.
        }
    }
}
