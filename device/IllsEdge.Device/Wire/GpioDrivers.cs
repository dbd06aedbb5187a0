using System.Device.Gpio;
using System.Device.Gpio.Drivers;
using System.Runtime.InteropServices;

namespace IllsEdge.Device.Wire;

/// <summary>
/// Opens the pins of a chip through a driver that the configuration names: nothing is guessed, so that the same configuration
/// means the same pins on every board.
/// </summary>
public static class GpioDrivers
{
    /// <summary>The character device of Linux through libgpiod 1 (libgpiod.so.2). Pins are the chip's lines, from 0.</summary>
    public const string LibGpiod = "libgpiod";

    /// <summary>The same through libgpiod 2 (libgpiod.so.3, as Debian 13 has it), which the driver calls experimental.</summary>
    public const string LibGpiodV2 = "libgpiod-v2";

    /// <summary>The old /sys/class/gpio, for kernels without the character device. Pins are global numbers.</summary>
    public const string SysFs = "sysfs";

    /// <summary>Pins in memory.</summary>
    public const string Simulated = "simulated";

    /// <summary>The drivers there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [LibGpiod, LibGpiodV2, SysFs, Simulated];

    /// <summary>Opens a chip.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="chip">N of /dev/gpiochipN; of no meaning to the other drivers.</param>
    /// <param name="pins">The pins of the simulated driver; null for pins of its own.</param>
    /// <returns>A controller, to be disposed by the caller.</returns>
    /// <exception cref="ArgumentException">There is no such driver.</exception>
    /// <exception cref="HardwareException">The chip, its library or the permission is not there.</exception>
    public static GpioController Open(string kind, int chip = 0, SimulatedPins? pins = null) => kind switch
    {
        LibGpiod => OpenLibGpiod(chip, "libgpiod.so.2", "libgpiod2", LibGpiodV2, () => new LibGpiodDriver(chip)),
#pragma warning disable SDGPIO0001 // Experimental, and said to be so; without it there is nothing for Debian 13.
        LibGpiodV2 => OpenLibGpiod(chip, "libgpiod.so.3", "libgpiod3", LibGpiod, () => new LibGpiodV2Driver(chip)),
#pragma warning restore SDGPIO0001
        SysFs => OpenSysFs(),
        Simulated => new GpioController(new SimulatedGpioDriver(pins ?? new SimulatedPins())),
        _ => throw new ArgumentException($"There is no GPIO driver \"{kind}\". Use one of: {string.Join(", ", Kinds)}."),
    };

    private static GpioController OpenLibGpiod(
        int chip, string library, string package, string other, Func<GpioDriver> open)
    {
        // The library reports no chip and no permission as the same failure; the file tells them apart.
        string device = $"/dev/gpiochip{chip}";
        if (!File.Exists(device))
            throw new HardwareException(
                $"There is no GPIO chip {device}{OtherChips()}. Name the right chip, enable GPIO in the kernel, or use the " +
                $"driver \"{Simulated}\".");
        try
        {
            using (new FileStream(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 1))
            {
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new HardwareException(
                $"No permission for {device}. Run: sudo usermod -aG gpio $USER, log in again (check with: ls -l {device}).",
                exception);
        }
        catch (IOException)
        {
            // Not a file that opens plainly; the library will say more.
        }

        if (!NativeLibrary.TryLoad(library, out _))
            throw new HardwareException(
                $"The library {library} is not there. Run: sudo apt install {package}, or use the driver \"{other}\".");
        return Guard(() => new GpioController(open()), $"The GPIO chip {device} cannot be opened through {library}");
    }

    private static GpioController OpenSysFs()
    {
        if (!Directory.Exists("/sys/class/gpio"))
            throw new HardwareException(
                $"There is no /sys/class/gpio: this kernel has no GPIO there. Use the driver \"{LibGpiod}\", or " +
                $"\"{Simulated}\".");
        return Guard(
            () => new GpioController(new SysFsDriver()),
            "The GPIO of /sys/class/gpio cannot be opened. For the permission: sudo usermod -aG gpio $USER, log in again");
    }

    private static string OtherChips()
    {
        string[] chips = Directory.Exists("/dev") ? Directory.GetFiles("/dev", "gpiochip*") : [];
        Array.Sort(chips, StringComparer.Ordinal);
        return chips.Length == 0 ? ", nor any other" : $"; there is {string.Join(", ", chips)}";
    }

    // The driver's kinds of exception depend on what is missing where: a library, a symbol, a file, a right.
    internal static T Guard<T>(Func<T> open, string message)
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is not (HardwareException or OutOfMemoryException))
        {
            throw new HardwareException($"{message}. The system says: {exception.Message}", exception);
        }
    }

    /// <summary>Closes something of a chip that may have gone: then there is nothing left to close.</summary>
    internal static void CloseQuietly(Action close)
    {
        try
        {
            close();
        }
        catch (Exception)
        {
            // Whatever it is, nobody can do anything about it any more.
        }
    }

    /// <summary>That two want the same pin.</summary>
    internal static HardwareException UsedTwice(int number) => new(
        $"GPIO pin {number} is used twice in this configuration. Give every input and output a pin of its own.");

    /// <summary>Opens a pin, or says why it cannot be had.</summary>
    internal static GpioPin OpenPin(GpioController controller, int number, PinMode mode, PinValue? initial = null)
    {
        // The controller hands out an open pin once more, and who closes it first takes it from the other.
        if (controller.IsPinOpen(number))
            throw UsedTwice(number);
        return Guard(
            () => initial is { } value ? controller.OpenPin(number, mode, value) : controller.OpenPin(number, mode),
            $"GPIO pin {number} cannot be opened as {mode}: it may not exist, be in use by another program, need rights of the " +
            "group gpio, or not know this mode");
    }
}
