using System.Collections.Concurrent;
using System.Device.Gpio;

namespace IllsEdge.Device.Wire;

/// <summary>The simulated twin of a GPIO chip: a driver over <see cref="SimulatedPins"/>.</summary>
public sealed class SimulatedGpioDriver : GpioDriver
{
    private readonly SimulatedPins _pins;
    private readonly PinMode[] _modes;
    private readonly ConcurrentDictionary<(int Pin, PinChangeEventHandler Handler), PinEventTypes> _handlers = new();

    /// <summary>Makes a driver.</summary>
    /// <param name="pins">The pins, which outlive the driver.</param>
    public SimulatedGpioDriver(SimulatedPins pins)
    {
        ArgumentNullException.ThrowIfNull(pins);
        _pins = pins;
        _modes = new PinMode[pins.Count];
        pins.Changed += Tell;
    }

    /// <inheritdoc/>
    protected override int PinCount => _pins.Count;

    /// <inheritdoc/>
    protected override void OpenPin(int pinNumber)
    {
        if ((uint)pinNumber >= (uint)_pins.Count)
            throw new ArgumentException($"There is no pin {pinNumber}; the simulated chip has 0 to {_pins.Count - 1}.");
        Check(pinNumber);
    }

    /// <inheritdoc/>
    protected override void ClosePin(int pinNumber)
    {
        foreach ((int Pin, PinChangeEventHandler Handler) key in _handlers.Keys.Where(key => key.Pin == pinNumber))
            _handlers.TryRemove(key, out _);
    }

    /// <inheritdoc/>
    protected override void SetPinMode(int pinNumber, PinMode mode)
    {
        Check(pinNumber);
        _modes[pinNumber] = mode;
        if (mode == PinMode.InputPullUp)
            _pins.Set(pinNumber, true);
        else if (mode == PinMode.InputPullDown)
            _pins.Set(pinNumber, false);
    }

    /// <inheritdoc/>
    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
    {
        Check(pinNumber);
        _modes[pinNumber] = mode;
        _pins.Set(pinNumber, initialValue == PinValue.High);
    }

    /// <inheritdoc/>
    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    /// <inheritdoc/>
    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

    /// <inheritdoc/>
    protected override PinValue Read(int pinNumber)
    {
        Check(pinNumber);
        return _pins[pinNumber];
    }

    /// <inheritdoc/>
    protected override void Write(int pinNumber, PinValue value)
    {
        Check(pinNumber);
        _pins.Set(pinNumber, value == PinValue.High);
    }

    /// <inheritdoc/>
    protected override WaitForEventResult WaitForEvent(
        int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        using var hasCome = new ManualResetEventSlim();
        PinEventTypes came = PinEventTypes.None;
        PinChangeEventHandler handler = (_, change) =>
        {
            came = change.ChangeType;
            hasCome.Set();
        };
        AddCallbackForPinValueChangedEvent(pinNumber, eventTypes, handler);
        try
        {
            hasCome.Wait(cancellationToken);
            return new WaitForEventResult { EventTypes = came, TimedOut = false };
        }
        catch (OperationCanceledException)
        {
            return new WaitForEventResult { EventTypes = PinEventTypes.None, TimedOut = true };
        }
        finally
        {
            RemoveCallbackForPinValueChangedEvent(pinNumber, handler);
        }
    }

    /// <inheritdoc/>
    protected override void AddCallbackForPinValueChangedEvent(
        int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _handlers.AddOrUpdate((pinNumber, callback), eventTypes, (_, before) => before | eventTypes);

    /// <inheritdoc/>
    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        _handlers.TryRemove((pinNumber, callback), out _);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _pins.Changed -= Tell;
        _handlers.Clear();
        base.Dispose(disposing);
    }

    private void Tell(int pin, bool isHigh)
    {
        if (_handlers.IsEmpty)
            return;
        PinEventTypes edge = isHigh ? PinEventTypes.Rising : PinEventTypes.Falling;
        foreach (((int Pin, PinChangeEventHandler Handler) key, PinEventTypes wanted) in _handlers)
            if (key.Pin == pin && (wanted & edge) != 0)
                key.Handler(this, new PinValueChangedEventArgs(edge, pin));
    }

    private void Check(int pin)
    {
        if (_pins.IsBroken(pin))
            throw new IOException($"The simulated pin {pin} is broken.");
    }
}
