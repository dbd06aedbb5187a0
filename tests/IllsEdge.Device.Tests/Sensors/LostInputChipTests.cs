using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Sensors;

/// <summary>Inputs on a chip that goes away and comes back, such as an expander on USB.</summary>
public class LostInputChipTests
{
    // What has to have failed for so long is lost.
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly ManualClock _clock = new();
    private readonly MemoryLog _log = new();
    private readonly PluggedChip _chip = new();

    [Fact]
    public async Task A_chip_that_comes_back_is_taken_up_again()
    {
        using GpioInputSource source = Open();
        _chip.Pins.Set(3, true);
        Empty(source);
        Lose(source);
        Assert.Equal((SourceState.Disconnected, 1), (source.State, source.Counts.Disconnections));
        Assert.Equal(1, _log.Count("the chip is lost: No such device"));

        await Plug();
        _chip.Pins.Set(4, true);
        List<(int Channel, double Value, TimeSpan? Age)> first = await Return(source);
        // Pin 3 has fallen meanwhile, nobody knows when: what is found is a level and no edge.
        Assert.Equal([(0, 0.0, null), (1, 1.0, null)], first);
        Assert.Equal(SourceState.Connected, source.State);
        Assert.Equal(1, source.Counts.Disconnections);
        Assert.Equal(1, _log.Count("all pins can be read again"));

        _chip.Pins.Set(3, true);
        Assert.Equal([(0, 1.0), (0, 1.0), (1, 1.0)], Empty(source).Select(one => (one.Channel, one.Value)));
    }

    [Fact]
    public async Task It_goes_and_comes_as_often_as_it_likes_and_leaves_no_handle_open()
    {
        GpioInputSource source = Open();
        for (int time = 1; time <= 3; time++)
        {
            Lose(source);
            await Plug();
            await Return(source);
            Assert.Equal((time, 1), (source.Counts.Disconnections, _chip.OpenHandles));
        }

        source.Dispose();
        Assert.Equal(0, _chip.OpenHandles);
        Assert.Equal(3, _log.Count("the chip is lost"));
        Assert.Equal(3, _log.Count("can be read again"));
    }

    [Fact]
    public async Task While_it_is_gone_it_is_tried_again_and_told_once_more_with_the_reason()
    {
        using GpioInputSource source = Open();
        Lose(source);
        await Patience.Until(() => _chip.Refusals >= 7, "Trying seven times");
        Assert.Equal(1, _log.Count("the chip is lost"));
        Assert.Equal(1, _log.Count("not there yet: There is no GPIO chip /dev/gpiochip9."));
    }

    [Fact]
    public void Reading_what_is_gone_gives_nothing_and_allocates_nothing()
    {
        using GpioInputSource source = Open();
        Lose(source);
        long faults = source.Counts.Faults;
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (int period = 0; period < 100; period++)
                Assert.False(source.TryRead(out _));
        }));
        Assert.Equal(faults, source.Counts.Faults);
    }

    [Fact]
    public void A_failure_that_passes_within_a_tenth_of_a_second_is_no_loss()
    {
        SimulatedPins pins = new(8);
        using var chip = GpioDrivers.Open(GpioDrivers.Simulated, 0, pins);
        using GpioInputSource source = new(chip, [new GpioInput("door", 3)], TimeSpan.Zero, _clock, _log);
        for (int time = 0; time < 5; time++)
        {
            pins.Break(3);
            Empty(source);
            _clock.Advance(Period * 0.9);
            Empty(source);
            pins.Break(3, false);
            Assert.Single(Empty(source));
        }

        Assert.Equal(0, _log.Count("lost"));
    }

    [Fact]
    public void A_pin_that_fails_beside_one_that_works_does_not_take_that_away()
    {
        SimulatedPins pins = new(8);
        using GpioInputSource source = new(
            () => GpioDrivers.Open(GpioDrivers.Simulated, 0, pins), [new GpioInput("door", 3), new GpioInput("stop", 4)],
            TimeSpan.Zero, _clock, _log);
        pins.Break(3);
        for (int period = 0; period < 20; period++)
        {
            Assert.Equal([1], Empty(source).Select(one => one.Channel));
            _clock.Advance(Period);
        }

        Assert.Equal(0, _log.Count("lost"));
    }

    [Fact]
    public async Task It_ends_while_the_chip_is_gone()
    {
        GpioInputSource source = Open();
        Lose(source);
        source.Dispose();
        _chip.Plug();
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.Equal(0, _chip.OpenHandles);
        Assert.False(source.TryRead(out _));
    }

    private GpioInputSource Open() => new(
        _chip.Open, [new GpioInput("door", 3), new GpioInput("stop", 4)], TimeSpan.Zero, _clock, _log);

    private void Lose(GpioInputSource source)
    {
        _chip.Unplug();
        Empty(source);
        _clock.Advance(Period);
        Assert.Empty(Empty(source));
        Assert.Equal(SourceState.Disconnected, source.State);
    }

    // Plugged in after the dead handle has been closed: not doing so would give it another number.
    private async Task Plug()
    {
        await Patience.Until(() => _chip.OpenHandles == 0, "Closing what was lost");
        _chip.Plug();
    }

    private static async Task<List<(int Channel, double Value, TimeSpan? Age)>> Return(GpioInputSource source)
    {
        List<(int, double, TimeSpan?)> first = [];
        await Patience.Until(() => (first = Empty(source)).Count > 0, "The return of the chip");
        return first;
    }

    private static List<(int Channel, double Value, TimeSpan? Age)> Empty(GpioInputSource source)
    {
        List<(int, double, TimeSpan?)> readings = [];
        while (source.TryRead(out Reading reading))
            readings.Add((reading.Channel, reading.Value, reading.Age));
        return readings;
    }
}

/// <summary>The contract holds for a source that opens its chip itself, too.</summary>
public class OwnChipInputContract : InputSourceContract
{
    protected override SourceBench Open() => new Bench();

    private sealed class Bench : SourceBench
    {
        private readonly PluggedChip _chip = new();

        public Bench() => Source = new GpioInputSource(
            _chip.Open, [new GpioInput("door", 3)], TimeSpan.Zero, new ManualClock(), new MemoryLog());

        public override IInputSource Source { get; }

        public override IReadOnlyList<(int Channel, double Value)> Feed(int rounds)
        {
            List<(int, double)> expected = [];
            for (int round = 0; round < rounds; round++)
            {
                _chip.Pins.Set(3, !_chip.Pins[3]);
                expected.Add((0, _chip.Pins[3] ? 1 : 0));
            }

            return [.. expected, expected[^1]];
        }
    }
}
