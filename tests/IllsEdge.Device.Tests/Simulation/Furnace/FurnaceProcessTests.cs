using IllsEdge.Device.Simulation.Furnace;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Simulation.Furnace;

public class FurnaceProcessTests
{
    private static readonly FurnaceScenario Quiet = new() { Events = [] };

    [Fact]
    public void Bars_leave_in_order_with_what_the_tracking_kept_of_them()
    {
        List<HeatedBar> bars = Bars(Quiet, 4);
        Assert.Equal(Enumerable.Range(1, bars.Count).Select(number => (long)number), bars.Select(bar => bar.Number));
        Assert.InRange(bars.Count, 250, 450);
        Assert.All(bars, bar => Assert.InRange(bar.Diameter, 20, 40));
        Assert.All(bars.Zip(bars.Skip(1)), pair => Assert.InRange((pair.Second.Time - pair.First.Time).TotalSeconds, 20, 71));
        // Eight of twelve places are in the heating zone; a bar that came later was in all of them.
        HeatedBar late = bars[^1];
        Assert.Equal(
            (late.Time - bars[^13].Time).TotalSeconds, late.HeatingTime + late.SoakingTime, 1e-9);
        Assert.All(bars, bar => Assert.InRange(bar.CoreTemperature, 400, 1000));
        Assert.All(bars.Skip(20), bar => Assert.InRange(bar.SoakingTemperature, 835, 935));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bars_however_it_is_advanced()
    {
        FurnaceProcess fine = new(new FurnaceScenario(), 7), coarse = new(new FurnaceScenario(), 7), other = new(new FurnaceScenario(), 8);
        for (int second = 1; second <= 3600; second++)
            fine.AdvanceTo(TimeSpan.FromSeconds(second));
        coarse.AdvanceTo(TimeSpan.FromHours(1));
        other.AdvanceTo(TimeSpan.FromHours(1));
        Assert.Equal(fine.Bar, coarse.Bar);
        Assert.Equal(fine.SoakingTemperature, coarse.SoakingTemperature);
        Assert.NotEqual(fine.Bar, other.Bar);
    }

    [Fact]
    public void Another_grade_is_colder_in_the_core_and_looks_the_same_to_the_sensors()
    {
        List<HeatedBar> usual = Bars(Quiet, 3), bright = Bars(Quiet with { Events = [new GradeChange(TimeSpan.FromHours(1), 0.65)] }, 3);
        Assert.Equal(usual.Count, bright.Count);
        List<(HeatedBar Usual, HeatedBar Bright)> after = [.. usual.Zip(bright).Where(pair => pair.First.Time.TotalHours > 1.3)];
        Assert.InRange(after.Average(pair => pair.Usual.CoreTemperature - pair.Bright.CoreTemperature), 15, 60);
        Assert.InRange(after.Average(pair => Math.Abs(pair.Usual.SoakingTemperature - pair.Bright.SoakingTemperature)), 0, 3);
        Assert.Equal(
            usual.TakeWhile(bar => bar.Time.TotalHours < 1).ToList(), bright.TakeWhile(bar => bar.Time.TotalHours < 1).ToList());
    }

    [Fact]
    public void An_ageing_thermocouple_heats_the_soaking_zone_and_a_new_one_ends_that()
    {
        FurnaceScenario ageing = Quiet with
        {
            Events = [new ThermocoupleAgeing(TimeSpan.FromHours(1), 10), new ThermocoupleChange(TimeSpan.FromHours(3))],
        };
        FurnaceProcess sound = new(Quiet, 1), aged = new(ageing, 1);
        // 15 K at half past two and 20 K at three, less in the quarter of the time in which bars that come hotter from the
        // heating zone keep the soaking burners off.
        Assert.InRange(MeanDifference(sound, aged, 150, 180), 10, 17.5);
        Assert.Equal(0, MeanDifference(sound, aged, 210, 240), 1.0);

        static double MeanDifference(FurnaceProcess sound, FurnaceProcess aged, int fromMinute, int toMinute)
        {
            double sum = 0;
            for (int minute = fromMinute; minute < toMinute; minute++)
            {
                sound.AdvanceTo(TimeSpan.FromMinutes(minute));
                aged.AdvanceTo(TimeSpan.FromMinutes(minute));
                sum += aged.SoakingTemperature - sound.SoakingTemperature;
            }

            return sum / (toMinute - fromMinute);
        }
    }

    [Fact]
    public void Advancing_allocates_nothing()
    {
        FurnaceProcess furnace = new(new FurnaceScenario(), 1);
        furnace.AdvanceTo(TimeSpan.FromMinutes(1));
        Assert.Equal(0, Allocations.Of(() => furnace.AdvanceTo(furnace.Time + TimeSpan.FromMinutes(30))));
    }

    [Fact]
    public void A_scenario_that_makes_no_sense_is_refused_with_the_reason()
    {
        Assert.Contains("Emissivity = 1.5", Refused(new() { Events = [new GradeChange(default, 1.5)] }), StringComparison.Ordinal);
        Assert.Contains("PowerShare = 0", Refused(new() { Events = [new BurnerFouling(default, 0)] }), StringComparison.Ordinal);
        Assert.Contains("The furnace cannot simulate ToolChange", Refused(new() { Events = [new ToolChange(default)] }), StringComparison.Ordinal);
        Assert.Contains("One bar in 0", Refused(new() { BarsPerLabel = 0 }), StringComparison.Ordinal);
    }

    private static string Refused(FurnaceScenario scenario) =>
        Assert.Throws<ArgumentException>(() => new FurnaceProcess(scenario, 1)).Message;

    private static List<HeatedBar> Bars(FurnaceScenario scenario, double hours)
    {
        FurnaceProcess furnace = new(scenario, 1);
        List<HeatedBar> bars = [];
        while (furnace.Time < TimeSpan.FromHours(hours))
        {
            furnace.AdvanceTo(furnace.Time + TimeSpan.FromSeconds(1));
            if (furnace.Bar.Number > bars.Count)
                bars.Add(furnace.Bar);
        }

        return bars;
    }
}
