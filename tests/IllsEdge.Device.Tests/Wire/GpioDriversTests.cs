using System.Device.Gpio;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Wire;

public class GpioDriversTests
{
    [Fact]
    public void A_driver_that_is_not_known_is_refused_with_those_that_are()
    {
        Assert.Contains("libgpiod, libgpiod-v2, sysfs, simulated", Assert.Throws<ArgumentException>(
            () => GpioDrivers.Open("pigpio")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GpioDrivers.LibGpiod)]
    [InlineData(GpioDrivers.LibGpiodV2)]
    public void A_chip_that_is_not_there_is_said_to_be_and_what_to_do(string kind)
    {
        HardwareException exception = Assert.Throws<HardwareException>(() => GpioDrivers.Open(kind, 4711));
        Assert.Contains("There is no GPIO chip /dev/gpiochip4711", exception.Message, StringComparison.Ordinal);
        Assert.Contains("simulated", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_without_sysfs_gpio_is_said_to_be_one()
    {
        if (Directory.Exists("/sys/class/gpio"))
            Assert.Skip("this kernel has /sys/class/gpio");
        Assert.Contains("/sys/class/gpio", Assert.Throws<HardwareException>(
            () => GpioDrivers.Open(GpioDrivers.SysFs)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_simulated_chip_behaves_as_a_real_one()
    {
        var pins = new SimulatedPins(4);
        using GpioController controller = GpioDrivers.Open(GpioDrivers.Simulated, 0, pins);
        Assert.Equal(4, controller.PinCount);
        GpioPin output = controller.OpenPin(0, PinMode.Output, PinValue.High);
        Assert.True(pins[0]);
        output.Toggle();
        Assert.False(pins[0]);
        Assert.Equal(PinMode.Output, output.GetPinMode());

        GpioPin input = controller.OpenPin(1, PinMode.InputPullUp);
        Assert.Equal(PinValue.High, input.Read());
        int edges = 0;
        input.ValueChanged += (_, change) => edges += change.ChangeType == PinEventTypes.Falling ? 1 : 100;
        pins.Set(1, false);
        pins.Set(1, false);
        Assert.Equal(1, edges);
        controller.ClosePin(1);
        pins.Set(1, true);
        Assert.Equal(1, edges);

        controller.OpenPin(2, PinMode.Input);
        Task<WaitForEventResult> waiting = Task.Run(
            () => controller.WaitForEvent(2, PinEventTypes.Rising, TimeSpan.FromSeconds(10)),
            TestContext.Current.CancellationToken);
        while (!waiting.IsCompleted)
        {
            pins.Set(2, !pins[2]);
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Equal(PinEventTypes.Rising, (await waiting).EventTypes);
    }
}
