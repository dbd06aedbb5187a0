using IllsEdge.Device.Configuration;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Simulation;

public class FurnaceSourceContract : InputSourceContract
{
    protected override SourceBench Open() => new MachineBench("furnace");
}

public class PumpSourceContract : InputSourceContract
{
    protected override SourceBench Open() => new MachineBench("pump");
}

internal sealed class MachineBench(string machine) : SourceBench
{
    private readonly AcceleratedClock _clock = new(DateTimeOffset.UnixEpoch);
    private MachineSource? _source;

    public override IInputSource Source => _source ??= SimulatedMachines.Scenario(machine).Open(1, _clock);

    public override IReadOnlyList<(int Channel, double Value)>? Feed(int rounds)
    {
        // The plant's time begins at the first call, at which a furnace has nothing to say: no bar has left it yet.
        if (machine == "furnace" && _clock.Elapsed == TimeSpan.Zero)
            Assert.False(Source.TryRead(out _));
        // Far enough that labels come, too.
        _clock.Advance(TimeSpan.FromMinutes(rounds));
        return null;
    }
}

/// <summary>What holds for every simulated machine.</summary>
public class MachineSourceTests
{
    public static TheoryData<string> Machines => [.. SimulatedMachines.All];

    [Theory, MemberData(nameof(Machines))]
    public void A_default_has_a_hidden_change_in_its_middle_and_ends(string machine)
    {
        MachineScenario scenario = SimulatedMachines.Scenario(machine);
        Assert.InRange(scenario.Change!.Value / scenario.Duration!.Value, 0.3, 0.5);
        Assert.All(scenario.Events, happening => Assert.False(string.IsNullOrWhiteSpace(happening.Text)));
        scenario.Check();
    }

    [Theory, MemberData(nameof(Machines))]
    public void All_its_channels_speak_and_the_last_one_is_a_label_with_its_delay(string machine)
    {
        MachineScenario scenario = Start(machine);
        List<(TimeSpan Time, Reading Reading)> readings = MachineRun.Readings(scenario, 1);
        int label = scenario.Machine.Sensors.Length;
        Assert.Equal(label + 1, readings.Select(entry => entry.Reading.Channel).Distinct().Count());
        Assert.Equal(SimulatedMachines.Channels(machine).Count, label + 1);
        Assert.All(readings.Where(entry => entry.Reading.Channel == label), entry => Assert.InRange(
            entry.Reading.Age!.Value, scenario.LabelDelay, scenario.LabelDelay + scenario.Machine.Period));
    }

    [Theory, MemberData(nameof(Machines))]
    public void The_same_seed_gives_the_same_readings_and_another_seed_others(string machine)
    {
        MachineScenario scenario = Start(machine);
        Assert.Equal(MachineRun.Readings(scenario, 1), MachineRun.Readings(scenario, 1));
        Assert.NotEqual(MachineRun.Readings(scenario, 1), MachineRun.Readings(scenario, 2));
    }

    [Theory, MemberData(nameof(Machines))]
    public void A_longer_run_begins_again_with_everything_put_right(string machine)
    {
        MachineScenario once = SimulatedMachines.Scenario(machine);
        TimeSpan shift = once.Duration!.Value;
        MachineScenario twice = once.Lasting(2 * shift), part = once.Lasting(shift / 4);
        Assert.Equal((2 * shift, once.Change), (twice.Duration, twice.Change));
        Assert.Equal(2 * once.Events.Count + once.Renewal.Count, twice.Events.Count);
        Assert.Equal(once.Renewal.Select(happening => happening.Text), twice.Events
            .Skip(once.Events.Count).Take(once.Renewal.Count).Select(happening => happening.Text));
        Assert.All(part.Events, happening => Assert.True(happening.At < shift / 4));
        twice.Check();
        Assert.Throws<ArgumentOutOfRangeException>(() => once.Lasting(TimeSpan.Zero));
        Assert.Throws<InvalidOperationException>(() => (once with { Duration = null }).Lasting(shift));
    }

    [Fact]
    public void A_machine_that_there_is_not_is_refused_with_those_that_there_are()
    {
        string message = Assert.Throws<ArgumentException>(() => SimulatedMachines.Scenario("mill")).Message;
        Assert.Contains("press, furnace, pump", message, StringComparison.Ordinal);
        Assert.Empty(SimulatedMachines.Channels("mill"));
    }

    // A part of the default, without its events: they are about other things.
    private static MachineScenario Start(string machine) =>
        SimulatedMachines.Scenario(machine).Lasting(TimeSpan.FromMinutes(6)) with { Events = [] };
}
