namespace IllsEdge.Device.Wire;

/// <summary>
/// Pins in memory, shared by a <see cref="SimulatedGpioDriver"/> and whoever plays the outside world: sets inputs, watches
/// outputs, breaks pins.
/// </summary>
/// <remarks>Safe for use by several threads. Handlers are called on the thread that changed the pin.</remarks>
public sealed class SimulatedPins
{
    private readonly Lock _lock = new();
    private readonly bool[] _levels;
    private readonly bool[] _isBroken;

    /// <summary>Makes the pins, all low.</summary>
    /// <param name="count">How many; a Raspberry Pi has 54 lines, of which 28 lead outside.</param>
    public SimulatedPins(int count = 54)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _levels = new bool[count];
        _isBroken = new bool[count];
    }

    /// <summary>How many there are; they are numbered from 0.</summary>
    public int Count => _levels.Length;

    /// <summary>A pin has changed its level: its number and whether it is high now.</summary>
    public event Action<int, bool>? Changed;

    /// <summary>The level of a pin: true is high.</summary>
    /// <param name="pin">Its number.</param>
    public bool this[int pin]
    {
        get
        {
            lock (_lock)
                return _levels[pin];
        }
    }

    /// <summary>Sets the level of a pin from either side; an edge is told where it changes.</summary>
    /// <param name="pin">Its number.</param>
    /// <param name="isHigh">The level.</param>
    public void Set(int pin, bool isHigh)
    {
        lock (_lock)
        {
            if (_levels[pin] == isHigh)
                return;
            _levels[pin] = isHigh;
        }

        Changed?.Invoke(pin, isHigh);
    }

    /// <summary>Makes the driver fail on a pin, as with a chip that has gone, or mends it.</summary>
    /// <param name="pin">Its number.</param>
    /// <param name="isBroken">Whether reading and writing fail from now on.</param>
    public void Break(int pin, bool isBroken = true)
    {
        lock (_lock)
            _isBroken[pin] = isBroken;
    }

    /// <summary>Whether a pin was broken.</summary>
    internal bool IsBroken(int pin)
    {
        lock (_lock)
            return _isBroken[pin];
    }
}
