using IllsEdge.Device.Outputs;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Outputs;

/// <summary>An alarm on a chip that goes away and comes back, such as an expander on USB.</summary>
public class LostOutputChipTests
{
    private const int Pin = 5;

    private readonly ManualClock _clock = new();
    private readonly MemoryLog _log = new();

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task A_chip_that_comes_back_is_in_its_safe_state_at_once_and_then_shows_the_alarm(bool hidesFailedWrites, bool safeIsAlarm)
    {
        PluggedChip chip = new() { HidesFailedWrites = hidesFailedWrites };
        using GpioAlarmOutput output = Open(chip, safeIsAlarm);
        Show(output, 0);
        Lose(chip, output, 100);
        Assert.Equal(1, _log.Count("the chip is lost: No such device"));

        await Plug(chip);
        // Nothing is published: the safe state needs nobody who asks for it.
        await Patience.Until(() => chip.OpenHandles == 1 && chip.Pins[Pin] == safeIsAlarm, "The safe state after the return");
        await Patience.Until(
            () =>
            {
                Show(output, safeIsAlarm ? 0 : 100);
                return chip.Pins[Pin] != safeIsAlarm;
            },
            "The alarm after the return");
        Assert.Equal(!safeIsAlarm, output.IsOn);
        Assert.Equal(1, _log.Count("the alarm can be shown again"));
        Assert.InRange(output.Faults, 2, long.MaxValue);
    }

    [Fact]
    public async Task An_alarm_that_does_not_change_is_shown_anew_too()
    {
        PluggedChip chip = new() { HidesFailedWrites = true };
        using GpioAlarmOutput output = Open(chip, safeIsAlarm: false);
        Show(output, 100);
        Assert.True(chip.Pins[Pin]);
        chip.Unplug();
        // Nothing has to be written, so that it is found out when the chip is looked at: within a second.
        for (int period = 0; period < 12; period++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            Show(output, 100);
        }

        Assert.Equal(1, _log.Count("the chip is lost"));
        await Plug(chip);
        await Patience.Until(
            () =>
            {
                Show(output, 100);
                return chip.Pins[Pin];
            },
            "The alarm after the return");
    }

    [Fact]
    public void A_value_that_finds_no_chip_is_counted_and_allocates_nothing()
    {
        PluggedChip chip = new();
        using GpioAlarmOutput output = Open(chip, safeIsAlarm: true);
        Lose(chip, output, 0);
        long faults = output.Faults;
        Assert.Equal(0, Allocations.Of(() => Show(output, 100)));
        Assert.InRange(output.Faults, faults + 1, faults + 5);
        output.GoSafe();
    }

    [Fact]
    public void A_chip_that_cannot_look_at_what_it_drives_is_not_taken_for_lost()
    {
        PluggedChip chip = new() { CanReadOutputs = false };
        using GpioAlarmOutput output = Open(chip, safeIsAlarm: true);
        for (int period = 0; period < 50; period++)
        {
            Show(output, period % 2 * 100);
            Assert.Equal(period % 2 == 1, chip.Pins[Pin]);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((0, 0), (output.Faults, _log.Entries.Count));
    }

    [Fact]
    public async Task It_ends_while_the_chip_is_gone_and_closes_what_was_opened_meanwhile()
    {
        PluggedChip chip = new();
        GpioAlarmOutput output = Open(chip, safeIsAlarm: true);
        Lose(chip, output, 0);
        await Plug(chip);
        await Patience.Until(() => chip.OpenHandles == 1, "The return of the chip");
        output.Dispose();
        await Patience.Until(() => chip.OpenHandles == 0, "Closing it");
        Assert.True(chip.Pins[Pin]);
    }

    private GpioAlarmOutput Open(PluggedChip chip, bool safeIsAlarm) =>
        new(chip.Open, new GpioAlarm(Pin, "wear", 50, SafeIsAlarm: safeIsAlarm), _clock, _log);

    private void Lose(PluggedChip chip, GpioAlarmOutput output, double value)
    {
        chip.Unplug();
        for (int period = 0; period < 12; period++)
        {
            Show(output, value);
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(1, _log.Count("the chip is lost"));
    }

    // Plugged in after the dead handle has been closed: not doing so would give it another number.
    private static async Task Plug(PluggedChip chip)
    {
        await Patience.Until(() => chip.OpenHandles == 0, "Closing what was lost");
        chip.Plug();
    }

    private static void Show(GpioAlarmOutput output, double value) =>
        output.Publish(new Published("wear", value, null, null, ValueStatus.Good, DateTimeOffset.UnixEpoch));
}

/// <summary>The contract holds for an output that opens its chip itself, too.</summary>
public class OwnChipOutputContract : OutputContract
{
    protected override OutputBench Open() => new Bench();

    private sealed class Bench : OutputBench
    {
        private readonly List<double> _arrived = new(1000);

        public Bench()
        {
            PluggedChip chip = new();
            Output = new GpioAlarmOutput(chip.Open, new GpioAlarm(5, Target, 50), new ManualClock(), new MemoryLog());
            chip.Pins.Changed += (_, isHigh) => _arrived.Add(isHigh ? 1 : 0);
        }

        public override IOutput Output { get; }

        public override IReadOnlyList<double> Arrived => _arrived;

        public override double Value(int index) => index % 2 == 0 ? 0 : 100;

        public override double Expected(int index) => index % 2;
    }
}
