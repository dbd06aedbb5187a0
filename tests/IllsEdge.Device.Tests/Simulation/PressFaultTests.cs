using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;

namespace IllsEdge.Device.Tests.Simulation;

public class PressFaultTests
{
    private static readonly TimeSpan From = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(1);
    private static readonly PressScenario Sound = new()
    {
        Duration = TimeSpan.FromMinutes(5),
        OutlierShare = 0,
        Events = [],
    };

    [Fact]
    public void In_the_default_hour_the_thermocouple_is_silent_from_minute_33_to_34()
    {
        List<double> minutes =
        [
            .. PressRun.Readings(new PressScenario(), 1).Where(entry => entry.Reading.Channel == 0)
                .Select(entry => entry.Time.TotalMinutes),
        ];
        Assert.DoesNotContain(minutes, minute => minute is >= 33 and < 34);
        Assert.Contains(34, minutes);
        Assert.Equal(36_001 - 600, minutes.Count);
    }

    [Fact]
    public void A_silent_sensor_leaves_the_others_as_they_were()
    {
        List<(TimeSpan Time, Reading Reading)> faulty = Run(SensorFaultKind.Silent);
        Assert.Equal(PressRun.Readings(Sound, 1).Where(entry => !IsHit(entry)), faulty);
    }

    [Fact]
    public void A_stuck_sensor_repeats_its_last_reading()
    {
        List<(TimeSpan Time, Reading Reading)> faulty = Run(SensorFaultKind.Stuck);
        double last = faulty.Last(entry => entry.Reading.Channel == 2 && entry.Time < From).Reading.Value;
        Assert.Equal(600, faulty.Count(IsHit));
        Assert.All(faulty.Where(IsHit), entry => Assert.Equal(last, entry.Reading.Value));
    }

    [Fact]
    public void A_shifted_sensor_jumps_and_comes_back()
    {
        List<(TimeSpan Time, Reading Reading)> sound = PressRun.Readings(Sound, 1), faulty = Run(SensorFaultKind.Shifted);
        Assert.All(sound.Zip(faulty), pair => Assert.Equal(
            pair.First.Reading.Value + (IsHit(pair.First) ? 25 : 0), pair.Second.Reading.Value, 1e-9));
    }

    [Fact]
    public void Measuring_by_hand_can_fail_too()
    {
        PressScenario scenario = Sound with
        {
            Events = [new SensorFault(From, "thickness", Lasting, SensorFaultKind.Silent)],
        };
        List<(TimeSpan Time, Reading Reading)> sound = PressRun.Readings(Sound, 1), faulty = PressRun.Readings(scenario, 1);
        Assert.Equal(sound.Where(entry => !IsMeasuredThen(entry)), faulty);
        Assert.InRange(sound.Count - faulty.Count, 4, 7);

        static bool IsMeasuredThen((TimeSpan Time, Reading Reading) entry) => entry.Reading.Channel == PressSource.Thickness
            && entry.Time - entry.Reading.Age >= From && entry.Time - entry.Reading.Age < From + Lasting;
    }

    [Fact]
    public void Outliers_hit_one_sensor_in_the_stated_share_of_the_samples()
    {
        PressScenario hour = Sound with { Duration = TimeSpan.FromHours(1) };
        List<(TimeSpan Time, Reading Reading)> clean = PressRun.Readings(hour, 1);
        List<(TimeSpan Time, Reading Reading)> dirty = PressRun.Readings(hour with { OutlierShare = 0.005 }, 1);
        double[] least = [20, 8, 40, 1.5, 4, 5];
        int fast = 0, all = 0;
        foreach (((TimeSpan Time, Reading Reading) was, (TimeSpan Time, Reading Reading) now) in clean.Zip(dirty))
        {
            if (was.Reading == now.Reading)
                continue;
            // Less the rounding of both.
            Assert.True(Math.Abs(was.Reading.Value - now.Reading.Value) > least[was.Reading.Channel] - 0.11);
            (all, fast) = (all + 1, fast + (was.Reading.Channel is 0 or 2 or 3 ? 1 : 0));
        }

        // Half of 0.5 % of 36000 samples hit one of the three fast sensors: 90 +- 9.5; four standard deviations.
        Assert.InRange(fast, 52, 128);
        Assert.InRange(all, fast, 2 * fast);
    }

    [Fact]
    public void Events_say_what_happens()
    {
        PressScenario hour = new();
        Assert.Equal(TimeSpan.FromMinutes(25), hour.Change);
        Assert.Equal(
            [
                "the tool wears by 0.15 um a plate",
                "new batch, 1.4 times the usual viscosity",
                "platen_temperature is silent for 60 s",
                "the tool wears by 3 um a plate",
            ],
            hour.Events.Select(happening => happening.Text));
    }

    private static bool IsHit((TimeSpan Time, Reading Reading) entry) =>
        entry.Reading.Channel == 2 && entry.Time >= From && entry.Time < From + Lasting;

    private static List<(TimeSpan Time, Reading Reading)> Run(SensorFaultKind kind) =>
        PressRun.Readings(Sound with { Events = [new SensorFault(From, "pressure", Lasting, kind, 25)] }, 1);
}
