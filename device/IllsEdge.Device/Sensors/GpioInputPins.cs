using System.Device.Gpio;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Sensors;

/// <summary>Pins that are read, open, with their edges told.</summary>
internal sealed class GpioInputPins : IDisposable
{
    private readonly GpioAccess _access;
    private readonly GpioController _controller;
    private readonly GpioInput[] _inputs;
    private readonly GpioPin?[] _pins;
    private readonly PinChangeEventHandler?[] _handlers;

    /// <summary>Opens all pins, or none.</summary>
    /// <param name="access">The chip.</param>
    /// <param name="inputs">The pins.</param>
    /// <param name="changed">Is called with the input and its new level, on a thread of the driver.</param>
    /// <param name="tellEdgeless">Is told of a pin without edges.</param>
    /// <exception cref="HardwareException">The chip or a pin is not there.</exception>
    public GpioInputPins(
        GpioAccess access, GpioInput[] inputs, Action<GpioInputPins, int, bool> changed, Action<string> tellEdgeless)
    {
        (_access, _inputs) = (access, inputs);
        _pins = new GpioPin?[inputs.Length];
        _handlers = new PinChangeEventHandler?[inputs.Length];
        FirstLevels = new bool[inputs.Length];
        _controller = access.Open();
        try
        {
            for (int index = 0; index < inputs.Length; index++)
                Open(index, changed, tellEdgeless);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The levels with which the pins were opened, after inversion.</summary>
    public bool[] FirstLevels { get; }

    /// <summary>Reads a pin; throws what the driver throws.</summary>
    public bool IsOn(int index) => _pins[index]!.Read() == PinValue.High != _inputs[index].Inverted;

    /// <summary>Closes the pins, and the chip if it is theirs, whatever is left of them.</summary>
    public void Dispose()
    {
        for (int index = 0; index < _pins.Length; index++)
        {
            if (_pins[index] is not { } pin)
                continue;
            // Each by itself: where a chip has gone the first of them throws what its thread of edges died of.
            if (_handlers[index] is { } handler)
                GpioDrivers.CloseQuietly(() => pin.ValueChanged -= handler);
            GpioDrivers.CloseQuietly(pin.Dispose);
            _pins[index] = null;
        }

        _access.Close(_controller);
    }

    private void Open(int index, Action<GpioInputPins, int, bool> changed, Action<string> tellEdgeless)
    {
        GpioInput input = _inputs[index];
        PinMode mode = input.Pull switch
        {
            GpioPull.Up => PinMode.InputPullUp,
            GpioPull.Down => PinMode.InputPullDown,
            _ => PinMode.Input,
        };
        GpioPin pin = GpioDrivers.OpenPin(_controller, input.Pin, mode);
        _pins[index] = pin;
        FirstLevels[index] = GpioDrivers.Guard(() => IsOn(index), $"GPIO pin {input.Pin} cannot be read");
        PinChangeEventHandler handler =
            (_, change) => changed(this, index, change.ChangeType == PinEventTypes.Rising != input.Inverted);
        try
        {
            pin.ValueChanged += handler;
            _handlers[index] = handler;
        }
        catch (Exception exception)
        {
            tellEdgeless($"pin {input.Pin} tells no edges and is polled only: {exception.Message}");
            // libgpiod gave the line back to ask for its edges; without them it is no longer ours and could not be read.
            GpioDrivers.Guard(
                () =>
                {
                    pin.SetPinMode(mode);
                    return true;
                },
                $"GPIO pin {input.Pin} cannot be opened again as {mode}");
        }
    }
}
