using System.Device.Gpio;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Sensors;

/// <summary>A chip without interrupts, as an embedded PC's: libgpiod gives the line back before it asks for edges in vain.</summary>
public class EdgelessPinTests
{
    [Fact]
    public void A_pin_without_edges_is_asked_for_again_and_polled()
    {
        MemoryLog log = new();
        using GpioController controller = new(new EdgelessDriver());
        using GpioInputSource source = new(controller, [new GpioInput("door", 5, GpioPull.Up)], TimeSpan.Zero, new ManualClock(), log);
        Assert.True(source.TryRead(out Reading reading));
        Assert.Equal((0, 1.0), (reading.Channel, reading.Value));
        Assert.Equal(0, source.Counts.Faults);
        Assert.Equal(SourceState.Connected, source.State);
    }

    private sealed class EdgelessDriver : GpioDriver
    {
        private PinMode? _held;

        protected override int PinCount => 8;

        protected override void OpenPin(int pinNumber)
        {
        }

        protected override void ClosePin(int pinNumber) => _held = null;

        protected override void SetPinMode(int pinNumber, PinMode mode) => _held = mode;

        protected override PinMode GetPinMode(int pinNumber) => _held ?? PinMode.Input;

        protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

        protected override PinValue Read(int pinNumber) =>
            _held == PinMode.InputPullUp ? PinValue.High : throw new IOException("Operation not permitted");

        protected override void Write(int pinNumber, PinValue value) => throw new NotSupportedException();

        protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
        {
            _held = null;
            throw new IOException("No such device");
        }

        protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
        {
        }
    }
}
