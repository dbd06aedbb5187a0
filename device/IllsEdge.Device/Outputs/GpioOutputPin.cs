using System.Device.Gpio;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Outputs;

/// <summary>A pin that is written, open.</summary>
internal sealed class GpioOutputPin : IDisposable
{
    private readonly GpioAccess _access;
    private readonly GpioController _controller;
    private readonly GpioPin _pin;
    private readonly int _number;
    private readonly bool _canBeRead;

    /// <summary>Opens the pin.</summary>
    /// <param name="access">The chip.</param>
    /// <param name="number">Line of the chip.</param>
    /// <param name="initial">Its level from the first moment.</param>
    /// <exception cref="HardwareException">The chip or the pin is not there.</exception>
    public GpioOutputPin(GpioAccess access, int number, PinValue initial)
    {
        (_access, _number) = (access, number);
        _controller = access.Open();
        try
        {
            _pin = GpioDrivers.OpenPin(_controller, number, PinMode.Output, initial);
        }
        catch
        {
            access.Close(_controller);
            throw;
        }

        try
        {
            _pin.Read();
            _canBeRead = true;
        }
        catch (Exception)
        {
            // A chip that drives and cannot look: that it has gone shows where its driver says so of a write.
        }
    }

    /// <summary>Writes it; throws what the driver throws.</summary>
    public void Write(PinValue value)
    {
        // Writing a single pin allocates 40 bytes in System.Device.Gpio 4.2; writing a span of one does not.
        _controller.Write([new PinValuePair(_number, value)]);
        // Its driver for libgpiod 1 passes over what the kernel answers to a write.
        Look();
    }

    /// <summary>Asks whether the chip is still there; throws what the driver throws where it is not.</summary>
    public void Look()
    {
        if (_canBeRead)
            _pin.Read();
    }

    /// <summary>Closes the pin, and the chip if it is its own, whatever is left of them.</summary>
    public void Dispose()
    {
        GpioDrivers.CloseQuietly(_pin.Dispose);
        _access.Close(_controller);
    }
}
