using System.Globalization;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Configuration;

/// <summary>A pin and how it is reached.</summary>
/// <param name="Driver">One of <see cref="GpioDrivers.Kinds"/>; never guessed, because none falls back to another.</param>
/// <param name="Chip">The number in <c>/dev/gpiochipN</c>; 0 for sysfs, which numbers pins across all chips.</param>
/// <param name="Pin">The pin's number as the driver counts: on a Raspberry Pi the GPIO number, not that on the header.</param>
public readonly record struct GpioLine(string Driver, int Chip, int Pin)
{
    /// <summary>The pin for people.</summary>
    /// <returns>Such as <c>libgpiod chip 0 pin 17</c>.</returns>
    public override string ToString() => Driver == GpioDrivers.SysFs
        ? string.Create(CultureInfo.InvariantCulture, $"{Driver} pin {Pin}")
        : string.Create(CultureInfo.InvariantCulture, $"{Driver} chip {Chip} pin {Pin}");
}

/// <summary>Level of a pin.</summary>
public enum GpioLevel
{
    /// <summary>0 V.</summary>
    Low,

    /// <summary>Supply.</summary>
    High,
}
