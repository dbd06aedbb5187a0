using System.Device.Gpio;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Sensors;

public class GpioInputSourceContract : InputSourceContract
{
    protected override SourceBench Open() => new Bench();

    private sealed class Bench : SourceBench
    {
        private readonly SimulatedPins _pins = new();
        private readonly GpioController _controller;

        public Bench()
        {
            _controller = GpioDrivers.Open(GpioDrivers.Simulated, 0, _pins);
            Source = new GpioInputSource(
                _controller, [new GpioInput("door", 17), new GpioInput("stop", 27, GpioPull.Up, true)], TimeSpan.Zero,
                new ManualClock(), new MemoryLog());
        }

        public override IInputSource Source { get; }

        public override IReadOnlyList<(int Channel, double Value)> Feed(int rounds)
        {
            var expected = new List<(int, double)>();
            for (int round = 0; round < rounds; round++)
            {
                _pins.Set(17, !_pins[17]);
                _pins.Set(27, !_pins[27]);
                expected.AddRange([(0, _pins[17] ? 1 : 0), (1, _pins[27] ? 0 : 1)]);
            }

            // After the changes comes the present level of every pin.
            expected.AddRange([(0, _pins[17] ? 1 : 0), (1, _pins[27] ? 0 : 1)]);
            return expected;
        }

        public override void Dispose()
        {
            base.Dispose();
            _controller.Dispose();
        }
    }
}

public sealed class GpioInputSourceTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly MemoryLog _log = new();
    private readonly SimulatedPins _pins = new(8);
    private readonly GpioController _controller;

    public GpioInputSourceTests() => _controller = GpioDrivers.Open(GpioDrivers.Simulated, 0, _pins);

    public void Dispose() => _controller.Dispose();

    [Fact]
    public void Every_emptying_gives_the_present_level()
    {
        using GpioInputSource source = Open(TimeSpan.Zero, new GpioInput("door", 3), new GpioInput("stop", 4, Inverted: true));
        Assert.Equal([(0, 0.0), (1, 1.0)], Empty(source));
        Assert.Equal([(0, 0.0), (1, 1.0)], Empty(source));
        _pins.Set(3, true);
        Assert.Equal([(0, 1.0), (0, 1.0), (1, 1.0)], Empty(source));
    }

    [Fact]
    public void A_pulse_between_two_periods_is_seen()
    {
        using GpioInputSource source = Open(TimeSpan.Zero, new GpioInput("door", 3));
        Empty(source);
        _pins.Set(3, true);
        _pins.Set(3, false);
        Assert.Equal([(0, 1.0), (0, 0.0), (0, 0.0)], Empty(source));
    }

    [Fact]
    public void A_bouncing_contact_changes_once_it_keeps_still()
    {
        using GpioInputSource source = Open(TimeSpan.FromMilliseconds(20), new GpioInput("door", 3));
        Assert.Equal([(0, 0.0)], Empty(source));
        foreach (bool level in new[] { true, false, true, false, true })
        {
            _pins.Set(3, level);
            _clock.Advance(TimeSpan.FromMilliseconds(3));
        }

        Assert.Equal([(0, 0.0)], Empty(source));
        _clock.Advance(TimeSpan.FromMilliseconds(16));
        Assert.Equal([(0, 0.0)], Empty(source));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([(0, 1.0)], Empty(source));
    }

    [Fact]
    public void A_pulse_that_was_long_enough_is_seen_even_if_it_was_over_before_the_period()
    {
        using GpioInputSource source = Open(TimeSpan.FromMilliseconds(20), new GpioInput("door", 3));
        Empty(source);
        _pins.Set(3, true);
        _clock.Advance(TimeSpan.FromMilliseconds(25));
        _pins.Set(3, false);
        _clock.Advance(TimeSpan.FromMilliseconds(25));
        Assert.Equal([(0, 1.0), (0, 0.0)], Empty(source));
    }

    [Fact]
    public void A_pin_that_cannot_be_read_is_counted_and_told_and_comes_back()
    {
        using GpioInputSource source = Open(TimeSpan.Zero, new GpioInput("door", 3), new GpioInput("stop", 4));
        _pins.Break(3);
        Assert.Equal([(1, 0.0)], Empty(source));
        Assert.Equal([(1, 0.0)], Empty(source));
        Assert.Equal(SourceState.Disconnected, source.State);
        Assert.Equal(new SourceCounts(2, 2, 0, 1), source.Counts);
        Assert.Equal(1, _log.Count("pin 3 cannot be read"));
        _pins.Break(3, false);
        Assert.Equal([(0, 0.0), (1, 0.0)], Empty(source));
        Assert.Equal(SourceState.Connected, source.State);
        Assert.Equal(1, _log.Count("can be read again"));
    }

    [Fact]
    public void Pins_that_change_without_end_do_not_hold_up_the_loop_and_their_loss_is_counted()
    {
        using GpioInputSource source = Open(TimeSpan.Zero, new GpioInput("door", 3));
        for (int change = 0; change < 1500; change++)
            _pins.Set(3, !_pins[3]);
        Assert.True(source.TryRead(out _));
        for (int change = 0; change < 10; change++)
            _pins.Set(3, !_pins[3]);
        Assert.Equal(1023 + 1, Empty(source).Count);
        Assert.Equal(1500 - 1024 + 9, source.Counts.Dropped);
    }

    [Fact]
    public void A_pin_that_is_not_there_or_taken_is_said_to_be()
    {
        Assert.Contains("pin 99", Assert.Throws<HardwareException>(
            () => Open(TimeSpan.Zero, new GpioInput("door", 99))).Message, StringComparison.Ordinal);
        using GpioInputSource source = Open(TimeSpan.Zero, new GpioInput("door", 3));
        Assert.Throws<HardwareException>(() => Open(TimeSpan.Zero, new GpioInput("stop", 4), new GpioInput("door", 3)));
        // What was opened before the failure is closed again.
        Open(TimeSpan.Zero, new GpioInput("stop", 4)).Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void A_change_says_how_long_ago_its_edge_was_however_long_the_period(int debounce)
    {
        using GpioInputSource source = Open(TimeSpan.FromMilliseconds(debounce), new GpioInput("button", 3));
        Assert.Equal([(0.0, null)], Ages(source));
        _clock.Advance(TimeSpan.FromSeconds(3.9));
        _pins.Set(3, true);
        _clock.Advance(TimeSpan.FromSeconds(0.2));
        _pins.Set(3, false);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        List<(double, double?)> ages = Ages(source);
        Assert.Equal((1.0, 1.1), ages[0]);
        Assert.Equal((0.0, 0.9), ages[1]);
        Assert.Equal([(0.0, null)], Ages(source));
    }

    [Fact]
    public void A_short_press_across_two_long_periods_is_a_short_press()
    {
        using GpioInputSource source = Open(TimeSpan.FromMilliseconds(20), new GpioInput("button", 3));
        OperatorButton button = new();
        Assert.Null(Press(button, source, TimeSpan.Zero));
        _clock.Advance(TimeSpan.FromSeconds(3.9));
        _pins.Set(3, true);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(Press(button, source, TimeSpan.FromSeconds(4)));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        _pins.Set(3, false);
        _clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.Equal(OperatorRequest.Retrain, Press(button, source, TimeSpan.FromSeconds(8)));
    }

    // As the loop does, in the step that begins now.
    private static OperatorRequest? Press(OperatorButton button, GpioInputSource source, TimeSpan now)
    {
        OperatorRequest? request = null;
        while (source.TryRead(out Reading reading))
            request = button.Move(reading.Value != 0, now - (reading.Age ?? TimeSpan.Zero)) ?? request;
        return request;
    }

    private static List<(double Value, double? Age)> Ages(GpioInputSource source)
    {
        List<(double, double?)> readings = [];
        while (source.TryRead(out Reading reading))
            readings.Add((reading.Value, reading.Age is { } age ? Math.Round(age.TotalSeconds, 6) : null));
        return readings;
    }

    private GpioInputSource Open(TimeSpan debounce, params GpioInput[] inputs) =>
        new(_controller, inputs, debounce, _clock, _log);

    private static List<(int Channel, double Value)> Empty(GpioInputSource source)
    {
        var readings = new List<(int, double)>();
        while (source.TryRead(out Reading reading))
            readings.Add((reading.Channel, reading.Value));
        return readings;
    }
}
