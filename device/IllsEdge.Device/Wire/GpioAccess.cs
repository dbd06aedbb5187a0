using System.Device.Gpio;

namespace IllsEdge.Device.Wire;

/// <summary>How pins get at their chip.</summary>
/// <param name="Open">Gives the chip, or says why it cannot be had; is called anew after every loss.</param>
/// <param name="IsOwn">Whether the chip is closed with the pins. One that is lent to several users stays open, and is not
/// taken up again once it has gone: the kernel's handle of it is dead.</param>
internal readonly record struct GpioAccess(Func<GpioController> Open, bool IsOwn)
{
    /// <summary>A chip that somebody else opens and closes.</summary>
    public static GpioAccess Lent(GpioController controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        return new GpioAccess(() => controller, IsOwn: false);
    }

    /// <summary>A chip that is opened by each of its users for itself.</summary>
    public static GpioAccess Own(Func<GpioController> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new GpioAccess(open, IsOwn: true);
    }

    /// <summary>Closes the chip, if that is ours to do.</summary>
    public void Close(GpioController controller)
    {
        if (IsOwn)
            GpioDrivers.CloseQuietly(controller.Dispose);
    }
}
