using IllsEdge.Device.Configuration;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;

namespace IllsEdge.Device.Tests.Simulation;

/// <summary>Faults of sensors, on every machine: the first channel, from minute 2 for 3 minutes.</summary>
public class SensorFaultTests
{
    private static readonly TimeSpan From = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(3);

    public static TheoryData<string> Machines => [.. SimulatedMachines.All];

    [Theory, MemberData(nameof(Machines))]
    public void A_drifting_sensor_is_off_by_more_and_more_and_then_sound_again(string machine)
    {
        foreach ((TimeSpan time, double sound, double faulty) in Pairs(machine, SensorFaultKind.Drifting, 30))
        {
            double expected = IsHit(time) ? 30 * ((time - From) / Lasting) : 0;
            // Both are rounded to a whole unit at the coarsest.
            Assert.Equal(expected, faulty - sound, 1.001);
        }
    }

    [Theory, MemberData(nameof(Machines))]
    public void A_spiking_sensor_gives_its_share_of_outliers_up_and_down(string machine)
    {
        List<double> errors =
        [
            .. Pairs(machine, SensorFaultKind.Spiking, 30).Select(pair => (Error: pair.Faulty - pair.Sound, pair.Time))
                .Where(pair => Math.Abs(pair.Error) > 1e-9).Select(pair => IsHit(pair.Time) ? pair.Error : double.NaN),
        ];
        Assert.All(errors, error => Assert.Equal(30, Math.Abs(error), 1.001));
        // A tenth of 180 or 1800 readings, three standard deviations of the smaller number.
        double readings = Lasting / SimulatedMachines.Scenario(machine).Machine.Period;
        Assert.InRange(errors.Count / readings, 0.03, 0.17);
        Assert.InRange(errors.Count(error => error > 0) / (double)errors.Count, 0.15, 0.85);
    }

    [Theory, MemberData(nameof(Machines))]
    public void A_transmitter_that_fails_sends_what_its_current_means(string machine)
    {
        // Value at 4 mA less half a sixteenth of a span of 16 mA, and at 20 mA plus one and a half: by NAMUR NE 43.
        CurrentLoop span = SimulatedMachines.Scenario(machine).Machine.Sensors[0].Current!.Value;
        double low = span.Low - 0.5 / 16 * (span.High - span.Low), high = span.High + 1.5 / 16 * (span.High - span.Low);
        Assert.All(Pairs(machine, SensorFaultKind.FailedLow, 0), pair =>
            Assert.Equal(IsHit(pair.Time) ? low : pair.Sound, pair.Faulty, 0.51));
        Assert.All(Pairs(machine, SensorFaultKind.FailedHigh, 0), pair =>
            Assert.Equal(IsHit(pair.Time) ? high : pair.Sound, pair.Faulty, 0.51));
    }

    [Theory, MemberData(nameof(Machines))]
    public void A_fault_that_is_not_possible_is_refused(string machine)
    {
        MachineScenario sound = Sound(machine);
        string label = sound.Machine.Label.Name;
        Assert.Throws<ArgumentException>((sound with { Events = [new SensorFault(From, label, Lasting, SensorFaultKind.FailedLow)] }).Check);
        Assert.Throws<ArgumentException>((sound with { Events = [new SensorFault(From, "nothing", Lasting, SensorFaultKind.Stuck)] }).Check);
        Assert.Throws<ArgumentException>((sound with
        {
            Events = [new SensorFault(From, label, Lasting, SensorFaultKind.Spiking) { SpikeShare = 2 }],
        }).Check);
        (sound with { Events = [new SensorFault(From, label, Lasting, SensorFaultKind.Spiking, 1)] }).Check();
    }

    [Theory]
    [InlineData(SensorFaultKind.Silent, "x is silent for 60 s")]
    [InlineData(SensorFaultKind.Drifting, "x is drifting for 60 s")]
    [InlineData(SensorFaultKind.Spiking, "x is spiking for 60 s")]
    [InlineData(SensorFaultKind.FailedLow, "x sends 3.5 mA for 60 s")]
    [InlineData(SensorFaultKind.FailedHigh, "x sends 21.5 mA for 60 s")]
    public void It_says_what_happens(SensorFaultKind kind, string text) =>
        Assert.Equal(text, new SensorFault(default, "x", TimeSpan.FromMinutes(1), kind).Text);

    private static bool IsHit(TimeSpan time) => time >= From && time < From + Lasting;

    /// <summary>What the first channel says with the fault and without; all others have to say the same.</summary>
    private static List<(TimeSpan Time, double Sound, double Faulty)> Pairs(string machine, SensorFaultKind kind, double shift)
    {
        MachineScenario sound = Sound(machine);
        SensorFault fault = new(From, sound.Machine.Sensors[0].Name, Lasting, kind, shift);
        List<(TimeSpan Time, Reading Reading)> was = MachineRun.Readings(sound, 1);
        List<(TimeSpan Time, Reading Reading)> now = MachineRun.Readings(sound with { Events = [fault] }, 1);
        Assert.Equal(was.Where(entry => entry.Reading.Channel != 0), now.Where(entry => entry.Reading.Channel != 0));
        Assert.Equal(was.Count, now.Count);
        return
        [
            .. was.Zip(now).Where(pair => pair.First.Reading.Channel == 0)
                .Select(pair => (pair.First.Time, pair.First.Reading.Value, pair.Second.Reading.Value)),
        ];
    }

    private static MachineScenario Sound(string machine) =>
        SimulatedMachines.Scenario(machine).Lasting(TimeSpan.FromMinutes(6)) with { Events = [], OutlierShare = 0 };
}
