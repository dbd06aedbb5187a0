using System.Device.Gpio;
using IllsEdge.Device.Outputs;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Device.Wire;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Outputs;

public class GpioAlarmOutputContract : OutputContract
{
    protected override OutputBench Open() => new Bench();

    private sealed class Bench : OutputBench
    {
        private readonly SimulatedPins _pins = new();
        private readonly GpioController _controller;
        private readonly List<double> _arrived = new(1000);

        public Bench()
        {
            _controller = GpioDrivers.Open(GpioDrivers.Simulated, 0, _pins);
            Output = new GpioAlarmOutput(_controller, new GpioAlarm(5, Target, 50), new ManualClock(), new MemoryLog());
            _pins.Changed += (_, isHigh) => _arrived.Add(isHigh ? 1 : 0);
        }

        public override IOutput Output { get; }

        public override IReadOnlyList<double> Arrived => _arrived;

        // The pin is on at first, so that every value is a change.
        public override double Value(int index) => index % 2 == 0 ? 0 : 100;

        public override double Expected(int index) => index % 2;

        public override void Dispose()
        {
            base.Dispose();
            _controller.Dispose();
        }
    }
}

public sealed class GpioAlarmOutputTests : IDisposable
{
    private readonly MemoryLog _log = new();
    private readonly SimulatedPins _pins = new(8);
    private readonly GpioController _controller;

    public GpioAlarmOutputTests() => _controller = GpioDrivers.Open(GpioDrivers.Simulated, 0, _pins);

    public void Dispose() => _controller.Dispose();

    [Fact]
    public void The_alarm_comes_on_above_its_limit_and_goes_off_below_the_hysteresis()
    {
        using GpioAlarmOutput output = Open(new GpioAlarm(5, "wear", 50, 10));
        Assert.Equal(
            [false, false, true, true, true, false, false],
            new[] { 30.0, 50, 50.1, 45, 40.1, 40, 50 }.Select(value => Show(output, value)));
    }

    [Fact]
    public void The_alarm_can_be_on_below_its_limit()
    {
        using GpioAlarmOutput output = Open(new GpioAlarm(5, "wear", 50, 10, AlarmSide.Below));
        Assert.Equal(
            [false, false, true, true, false],
            new[] { 70.0, 50, 49.9, 59.9, 60 }.Select(value => Show(output, value)));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void It_is_in_its_safe_state_before_the_first_value_on_failure_and_at_the_end(bool safeIsAlarm, bool inverted)
    {
        bool safe = safeIsAlarm != inverted;
        double opposite = safeIsAlarm ? 0 : 100;
        GpioAlarmOutput output = Open(new GpioAlarm(5, "wear", 50, SafeIsAlarm: safeIsAlarm, Inverted: inverted));
        Assert.Equal(safe, _pins[5]);
        Assert.Equal(!safe, Show(output, opposite));
        Assert.Equal(safe, Show(output, opposite, ValueStatus.Failure));
        Assert.Equal(!safe, Show(output, opposite, ValueStatus.OutOfSpecification));
        Assert.Equal(safe, Show(output, double.NaN));
        Assert.Equal(!safe, Show(output, opposite));
        output.GoSafe();
        Assert.Equal(safe, _pins[5]);
        Assert.Equal(!safe, Show(output, opposite));
        output.Dispose();
        Assert.Equal(safe, _pins[5]);
        Assert.Equal(safe, Show(output, opposite));
    }

    [Fact]
    public void Values_of_other_targets_change_nothing()
    {
        using GpioAlarmOutput output = Open(new GpioAlarm(5, "wear", 50));
        Show(output, 0);
        output.Publish(new Published("heat", 100, null, null, ValueStatus.Failure, DateTimeOffset.UnixEpoch));
        Assert.False(_pins[5]);
    }

    [Fact]
    public void A_pin_that_cannot_be_written_is_counted_and_written_with_the_next_value()
    {
        using GpioAlarmOutput output = Open(new GpioAlarm(5, "wear", 50));
        Show(output, 0);
        _pins.Break(5);
        Assert.False(Show(output, 100));
        Assert.False(Show(output, 100));
        Assert.Equal(2, output.Faults);
        Assert.Equal(1, _log.Count("cannot be shown"));
        _pins.Break(5, false);
        Assert.True(Show(output, 100));
        Assert.True(output.IsOn);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(1, -1)]
    [InlineData(1, double.PositiveInfinity)]
    public void A_limit_or_hysteresis_that_makes_no_sense_is_refused(double limit, double hysteresis)
    {
        Assert.Throws<ArgumentException>(() => Open(new GpioAlarm(5, "wear", limit, hysteresis)));
    }

    [Fact]
    public void A_pin_that_is_not_there_is_said_to_be()
    {
        Assert.Throws<HardwareException>(() => Open(new GpioAlarm(50, "wear", 1)));
    }

    private GpioAlarmOutput Open(GpioAlarm alarm) => new(_controller, alarm, new ManualClock(), _log);

    private bool Show(GpioAlarmOutput output, double value, ValueStatus status = ValueStatus.Good)
    {
        output.Publish(new Published("wear", value, null, null, status, DateTimeOffset.UnixEpoch));
        return _pins[5];
    }
}
