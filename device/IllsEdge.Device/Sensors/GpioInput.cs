namespace IllsEdge.Device.Sensors;

/// <summary>A digital input.</summary>
/// <param name="Name">Name of the value.</param>
/// <param name="Pin">Line of the chip.</param>
/// <param name="Pull">Resistor that holds the open input.</param>
/// <param name="Inverted">Whether low is 1, as with a contact to ground and a pull-up.</param>
public sealed record GpioInput(string Name, int Pin, GpioPull Pull = GpioPull.None, bool Inverted = false);

/// <summary>Resistor inside the chip that holds an open input.</summary>
public enum GpioPull
{
    /// <summary>None: the wiring holds it.</summary>
    None,

    /// <summary>To the supply.</summary>
    Up,

    /// <summary>To ground.</summary>
    Down,
}
