using IllsEdge.Device.Simulation.Pump;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Simulation.Pump;

public class PumpProcessTests
{
    private static readonly PumpScenario Quiet = new() { Events = [] };

    [Fact]
    public void What_the_pressures_say_is_the_head_that_the_pump_gives_at_its_flow()
    {
        foreach (PumpProcess pump in Minutes(Quiet, 240))
        {
            double density = Water.Density(pump.Temperature), ratio = pump.Speed / 2900;
            double head = (pump.DischargePressure - pump.SuctionPressure) * 1e5 / (density * 9.80665);
            double inner = pump.Flow + Impeller.Leakage(pump.Head, pump.Gap);
            Assert.Equal(pump.Head, head, 1e-9);
            // Leakage and cavitation follow with a lag of 2 s, so not quite while something changes.
            if (pump.Cavitation < 1e-6)
                Assert.Equal(Impeller.Head(ratio, inner), head, 0.3);
            Assert.InRange(pump.Flow, 1, 90);
            Assert.InRange(pump.Power, 0.5, 15);
        }
    }

    [Fact]
    public void A_worn_ring_leaves_less_flow_and_takes_more_power_for_it()
    {
        PumpScenario worn = Quiet with { Events = [new WearRingChange(default, 0.7)] };
        PumpProcess sound = new(Quiet, 3), leaking = new(worn, 3);
        double less = 0, more = 0;
        for (int minute = 1; minute <= 120; minute++)
        {
            sound.AdvanceTo(TimeSpan.FromMinutes(minute));
            leaking.AdvanceTo(TimeSpan.FromMinutes(minute));
            less += (sound.Flow - leaking.Flow) / 120;
            more += (leaking.Power / leaking.Flow - sound.Power / sound.Flow) / 120;
        }

        Assert.InRange(less, 0.5, 6);
        Assert.True(more > 0.005, $"{more} kWh/m3");
    }

    [Fact]
    public void A_clogged_filter_lowers_the_suction_until_the_pump_cavitates_and_a_clean_one_heals_it()
    {
        PumpScenario clogging = Quiet with
        {
            Events = [new FilterClogging(TimeSpan.FromMinutes(10), 100), new FilterChange(TimeSpan.FromMinutes(30))],
        };
        PumpProcess usual = new(Quiet, 1), pump = new(clogging, 1);
        double worst = 0;
        for (int second = 600; second < 1800; second++)
        {
            pump.AdvanceTo(TimeSpan.FromSeconds(second));
            // The water boils at some 0.03 to 0.3 bar, so the suction stays above that less the air's pressure.
            Assert.InRange(pump.SuctionPressure, -1.013, 0.4);
            worst = Math.Max(worst, pump.Cavitation);
            if (pump.Cavitation > 0.1)
                Assert.True(pump.Vibration > 2);
        }

        Assert.InRange(worst, 0.05, 1);
        pump.AdvanceTo(TimeSpan.FromHours(1));
        usual.AdvanceTo(TimeSpan.FromHours(1));
        Assert.Equal(usual.Flow, pump.Flow, 0.05);
    }

    [Fact]
    public void Running_dry_it_moves_nothing_idles_and_is_measured_by_nobody()
    {
        PumpProcess pump = new(Quiet with { Events = [new DryRun(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(3))] }, 1);
        pump.AdvanceTo(TimeSpan.FromMinutes(12));
        Assert.Equal((0, 0), (pump.Flow, pump.DischargePressure));
        Assert.InRange(pump.Power, 0.01, 0.3);
        long occasions = pump.Occasions;
        Assert.Equal(10, occasions);
        pump.AdvanceTo(TimeSpan.FromMinutes(15));
        Assert.True(pump.Flow > 1);
        Assert.Equal(occasions + 3, pump.Occasions);
    }

    [Fact]
    public void Wear_makes_the_gap_grow_to_its_end()
    {
        PumpProcess pump = new(Quiet with { Events = [new WearRate(TimeSpan.FromHours(1), 0.5)] }, 1);
        pump.AdvanceTo(TimeSpan.FromHours(3));
        Assert.Equal(0.2 + 1, pump.Gap, 1e-6);
        pump.AdvanceTo(TimeSpan.FromHours(8));
        Assert.Equal(2, pump.Gap);
    }

    [Fact]
    public void The_same_seed_gives_the_same_shift_however_it_is_advanced()
    {
        PumpProcess fine = new(new PumpScenario(), 7), coarse = new(new PumpScenario(), 7), other = new(new PumpScenario(), 8);
        for (int second = 1; second <= 3600; second++)
            fine.AdvanceTo(TimeSpan.FromSeconds(second));
        coarse.AdvanceTo(TimeSpan.FromHours(1));
        other.AdvanceTo(TimeSpan.FromHours(1));
        Assert.Equal(fine.Flow, coarse.Flow);
        Assert.Equal(fine.FlowAtOccasion, coarse.FlowAtOccasion);
        Assert.NotEqual(fine.Flow, other.Flow);
    }

    [Fact]
    public void Advancing_allocates_nothing()
    {
        PumpProcess pump = new(new PumpScenario(), 1);
        pump.AdvanceTo(TimeSpan.FromMinutes(1));
        Assert.Equal(0, Allocations.Of(() => pump.AdvanceTo(pump.Time + TimeSpan.FromMinutes(30))));
    }

    [Fact]
    public void A_scenario_that_makes_no_sense_is_refused_with_the_reason()
    {
        Assert.Contains("Gap = 3", Refused(new() { Events = [new WearRingChange(default, 3)] }), StringComparison.Ordinal);
        Assert.Contains("PerHour = -1", Refused(new() { Events = [new FilterClogging(default, -1)] }), StringComparison.Ordinal);
        Assert.Contains("DryRun", Refused(new() { Events = [new DryRun(default, TimeSpan.Zero)] }), StringComparison.Ordinal);
        Assert.Contains("One occasion in 0", Refused(new() { OccasionsPerLabel = 0 }), StringComparison.Ordinal);
    }

    private static string Refused(PumpScenario scenario) =>
        Assert.Throws<ArgumentException>(() => new PumpProcess(scenario, 1)).Message;

    // The same pump, minute by minute.
    private static IEnumerable<PumpProcess> Minutes(PumpScenario scenario, int minutes)
    {
        PumpProcess pump = new(scenario, 1);
        for (int minute = 1; minute <= minutes; minute++)
        {
            pump.AdvanceTo(TimeSpan.FromMinutes(minute));
            yield return pump;
        }
    }
}
