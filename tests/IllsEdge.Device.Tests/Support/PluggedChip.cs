using System.Device.Gpio;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Support;

/// <summary>
/// A GPIO chip that is pulled out and plugged in again. As in Linux a handle of it is dead for ever once the chip has gone, all
/// its pins fall back to inputs (low here), and one that is plugged in while dead handles are open has another number: it is
/// not found under the old one.
/// </summary>
internal sealed class PluggedChip
{
    private readonly Lock _lock = new();
    private readonly HashSet<Driver> _open = [];
    private bool _isThere = true;
    private bool _hasOtherNumber;

    public SimulatedPins Pins { get; } = new(8);

    /// <summary>Handles that nobody has closed.</summary>
    public int OpenHandles
    {
        get
        {
            lock (_lock)
                return _open.Count;
        }
    }

    /// <summary>Times somebody tried to open it in vain.</summary>
    public int Refusals { get; private set; }

    /// <summary>Whether a write to a chip that has gone is passed over, as by the driver for libgpiod 1.</summary>
    public bool HidesFailedWrites { get; init; }

    /// <summary>Whether pins that are driven can be read.</summary>
    public bool CanReadOutputs { get; init; } = true;

    public GpioController Open()
    {
        lock (_lock)
        {
            if (!_isThere || _hasOtherNumber)
            {
                Refusals++;
                throw new HardwareException("There is no GPIO chip /dev/gpiochip9.");
            }

            Driver driver = new(this);
            _open.Add(driver);
            return new GpioController(driver);
        }
    }

    public void Unplug()
    {
        lock (_lock)
        {
            _isThere = false;
            foreach (Driver driver in _open)
                driver.IsDead = true;
        }

        for (int pin = 0; pin < Pins.Count; pin++)
            Pins.Set(pin, false);
    }

    public void Plug()
    {
        lock (_lock)
            (_isThere, _hasOtherNumber) = (true, _open.Count > 0);
    }

    private sealed class Driver(PluggedChip chip) : GpioDriver
    {
        private readonly HashSet<int> _outputs = [];
        private readonly Dictionary<(int Pin, PinChangeEventHandler Handler), Action<int, bool>> _handlers = [];

        public volatile bool IsDead;

        protected override int PinCount => chip.Pins.Count;

        protected override void OpenPin(int pinNumber) => Check();

        // libgpiod lets go of a line without asking the kernel.
        protected override void ClosePin(int pinNumber)
        {
        }

        protected override void SetPinMode(int pinNumber, PinMode mode)
        {
            Check();
            if (mode == PinMode.InputPullUp)
                chip.Pins.Set(pinNumber, true);
        }

        protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
        {
            Check();
            _outputs.Add(pinNumber);
            chip.Pins.Set(pinNumber, initialValue == PinValue.High);
        }

        protected override PinMode GetPinMode(int pinNumber) => _outputs.Contains(pinNumber) ? PinMode.Output : PinMode.Input;

        protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

        protected override PinValue Read(int pinNumber)
        {
            Check();
            if (!chip.CanReadOutputs && _outputs.Contains(pinNumber))
                throw new IOException("Input/output error");
            return chip.Pins[pinNumber];
        }

        protected override void Write(int pinNumber, PinValue value)
        {
            if (IsDead && chip.HidesFailedWrites)
                return;
            Check();
            chip.Pins.Set(pinNumber, value == PinValue.High);
        }

        protected override WaitForEventResult WaitForEvent(
            int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => throw new NotSupportedException();

        protected override void AddCallbackForPinValueChangedEvent(
            int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
        {
            Check();
            // The controller asks for each kind of edge by itself.
            if (_handlers.ContainsKey((pinNumber, callback)))
                return;
            Action<int, bool> handler = (pin, isHigh) =>
            {
                if (pin == pinNumber && !IsDead)
                    callback(this, new PinValueChangedEventArgs(isHigh ? PinEventTypes.Rising : PinEventTypes.Falling, pin));
            };
            _handlers[(pinNumber, callback)] = handler;
            chip.Pins.Changed += handler;
        }

        protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
        {
            if (_handlers.Remove((pinNumber, callback), out Action<int, bool>? handler))
                chip.Pins.Changed -= handler;
            // As libgpiod's thread of edges, which died of it and is waited for now.
            Check();
        }

        protected override void Dispose(bool disposing)
        {
            lock (chip._lock)
                chip._open.Remove(this);
            base.Dispose(disposing);
        }

        private void Check()
        {
            if (IsDead)
                throw new IOException("No such device");
        }
    }
}
