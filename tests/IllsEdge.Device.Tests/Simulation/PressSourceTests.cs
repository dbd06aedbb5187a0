using System.Diagnostics;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Simulation;

public class PressSourceContract : InputSourceContract
{
    protected override SourceBench Open() => new Bench();

    private sealed class Bench : SourceBench
    {
        private readonly AcceleratedClock _clock = new(DateTimeOffset.UnixEpoch);

        public Bench() => Source = new PressSource(new PressScenario(), 1, _clock);

        public override IInputSource Source { get; }

        public override IReadOnlyList<(int Channel, double Value)>? Feed(int rounds)
        {
            // Far enough that labels come, too.
            _clock.Advance(TimeSpan.FromSeconds(10 * rounds));
            return null;
        }
    }
}

public class PressSourceTests
{
    private static readonly PressScenario Short = new() { Duration = TimeSpan.FromMinutes(10), OutlierShare = 0 };
    private readonly ITestOutputHelper _output;

    public PressSourceTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void Its_channels_are_those_that_a_configuration_may_name() =>
        Assert.Equal(SimulatedMachines.Channels("press"), PressSource.ChannelNames);

    [Fact]
    public void An_hour_is_the_same_for_the_same_seed_and_another_for_another()
    {
        ulong first = PressRun.Fingerprint(new PressScenario(), 1);
        Assert.Equal(first, PressRun.Fingerprint(new PressScenario(), 1));
        Assert.NotEqual(first, PressRun.Fingerprint(new PressScenario(), 2));
    }

    [Fact]
    public void What_it_says_does_not_depend_on_how_often_it_is_asked()
    {
        List<(TimeSpan Time, Reading Reading)> often = PressRun.Readings(Short, 4), seldom = PressRun.Readings(Short, 4, 77);
        Assert.Equal(
            often.Select(entry => (entry.Time, entry.Reading.Channel, entry.Reading.Value)),
            seldom.Select(entry => (entry.Time, entry.Reading.Channel, entry.Reading.Value)));
    }

    [Fact]
    public void Fast_sensors_come_ten_times_a_second_and_slow_ones_twice()
    {
        Dictionary<int, int> counts = PressRun.Readings(Short, 1).CountBy(entry => entry.Reading.Channel).ToDictionary();
        Assert.Equal(6001, counts[0]);
        Assert.Equal(1201, counts[1]);
        // From the first plate, after 8 to 14 s, on; the slow ones of a plate also at once when it is finished.
        Assert.All((int[])[2, 3], channel => Assert.InRange(counts[channel], 5860, 5921));
        Assert.All((int[])[4, 5], channel => Assert.InRange(counts[channel], 1172, 1255));
    }

    [Fact]
    public void In_commissioning_every_plate_is_measured_and_afterwards_one_in_two()
    {
        List<(TimeSpan Time, Reading Reading)> labels =
            [.. PressRun.Readings(new PressScenario(), 1).Where(entry => entry.Reading.Channel == PressSource.Thickness)];
        int early = labels.Count(label => label.Time < TimeSpan.FromMinutes(10));
        Assert.InRange(early, 45, 60);
        Assert.InRange(labels.Count - early, 110, 150);
        Assert.All(labels, label => Assert.InRange(label.Reading.Age!.Value.TotalSeconds, 20, 20.1));
    }

    [Fact]
    public void A_label_belongs_to_the_plate_whose_values_the_sensors_showed_then()
    {
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using PressSource source = new(Short with { LabelNoise = 0 }, 1, clock);
        Assert.Null(source.TrueThickness);
        Dictionary<long, double?> truths = [];
        int labels = 0;
        for (long tick = 0; source.State == SourceState.Connected; tick++, clock.Advance(PressSource.Period))
        {
            while (source.TryRead(out Reading reading))
            {
                if (reading.Channel != PressSource.Thickness)
                    continue;
                labels++;
                // Half a millimetre of the last digit.
                Assert.Equal(
                    truths[tick - (long)Math.Round(reading.Age!.Value / PressSource.Period)]!.Value, reading.Value, 0.00501);
            }

            truths[tick] = source.TrueThickness;
        }

        Assert.True(labels > 40);
    }

    [Fact]
    public void A_late_reader_is_told_how_late_it_is()
    {
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using PressSource source = new(Short, 1, clock);
        Assert.True(source.TryRead(out Reading reading));
        Assert.Equal(TimeSpan.Zero, reading.Age);
        clock.Advance(TimeSpan.FromMilliseconds(150));
        clock.SetUtc(DateTimeOffset.UnixEpoch.AddHours(-1));
        while (reading.Channel != 0 || source.PlantTime == TimeSpan.Zero)
            Assert.True(source.TryRead(out reading));
        Assert.Equal(TimeSpan.FromMilliseconds(50), reading.Age);
    }

    [Fact]
    public void It_ends_with_its_scenario_or_never()
    {
        Assert.Equal(TimeSpan.FromMinutes(10), PressRun.Readings(Short, 1)[^1].Time);
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using PressSource source = new(new PressScenario { Duration = null }, 1, clock);
        for (int hour = 0; hour < 3; hour++, clock.Advance(TimeSpan.FromHours(1)))
            while (source.TryRead(out _))
            {
                // Only the end matters here.
            }

        Assert.Equal(SourceState.Connected, source.State);
        Assert.Equal(TimeSpan.FromHours(2), source.PlantTime);
    }

    [Fact]
    public void An_hour_costs_well_below_a_second()
    {
        long start = Stopwatch.GetTimestamp();
        int count = PressRun.Readings(new PressScenario(), 1).Count;
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        _output.WriteLine($"{count} readings of an hour in {time.TotalMilliseconds:0} ms");
        // 0.1 s in a release build on an idle core; the bound is for a debug build on a machine that is busy.
        Assert.True(time < TimeSpan.FromSeconds(5), $"It took {time}.");
    }
}
