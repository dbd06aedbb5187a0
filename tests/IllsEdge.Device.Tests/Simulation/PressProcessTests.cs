using IllsEdge.Device.Simulation;

namespace IllsEdge.Device.Tests.Simulation;

public class PressProcessTests
{
    private static readonly PressScenario Quiet = new() { Events = [], RecipeInterval = null };

    [Fact]
    public void It_makes_plates_whose_cycles_add_up()
    {
        List<PressPlate> plates = Plates(Quiet, TimeSpan.FromMinutes(20));
        Assert.Equal(Enumerable.Range(1, plates.Count).Select(number => (long)number), plates.Select(plate => plate.Number));
        // 2 s down, 6.5 s +- 0.8 s under pressure, 1.5 s up; between two plates also 1.5 to 3 s for loading.
        Assert.All(plates, plate => Assert.InRange(plate.CycleTime, 9.2 - 1e-9, 10.8 + 1e-9));
        Assert.All(plates.Zip(plates.Skip(1)), pair => Assert.InRange(
            (pair.Second.Time - pair.First.Time).TotalSeconds - pair.Second.CycleTime, 1.5 - 1e-9, 3 + 1e-9));
        Assert.All(plates, plate => Assert.InRange(plate.Thickness, 3, 8));
        // The stroke is the daylight less the plate plus what the frame stretches, 0.004 mm/bar at the end of the hold.
        Assert.All(plates, plate => Assert.InRange(plate.Stroke + plate.Thickness - 300, 0.004 * 90, 0.004 * 150));
    }

    [Fact]
    public void A_warm_press_is_in_balance_with_what_its_plates_draw_from_it()
    {
        PressProcess press = new(Quiet, 3);
        press.AdvanceTo(TimeSpan.FromHours(2));
        Assert.InRange(press.PlatenTemperature, 148.5, 151.5);

        // Oil, mean of a long run at 120 bar: pump heat over time against 200 W/K, less 2 % that go into the plate.
        double pressure = 0, oil = 0;
        const int Samples = 60_000;
        for (int sample = 1; sample <= Samples; sample++)
        {
            press.AdvanceTo(TimeSpan.FromHours(2) + sample * TimeSpan.FromMilliseconds(100));
            (pressure, oil) = (pressure + press.LinePressure / Samples, oil + press.OilTemperature / Samples);
        }

        double rise = pressure * 1e5 * 0.5e-3 / 200;
        Assert.InRange(oil - 25, 0.93 * rise, rise);
    }

    [Fact]
    public void The_same_seed_gives_the_same_plates_however_it_is_advanced()
    {
        PressProcess fine = new(new PressScenario(), 7), coarse = new(new PressScenario(), 7);
        for (int tick = 1; tick <= 6000; tick++)
            fine.AdvanceTo(TimeSpan.FromMilliseconds(100) * tick);
        coarse.AdvanceTo(TimeSpan.FromMinutes(10));
        Assert.Equal(fine.Plate, coarse.Plate);
        Assert.Equal(fine.PlatenTemperature, coarse.PlatenTemperature);
        coarse.AdvanceTo(TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.FromMinutes(10), coarse.Time);
        PressProcess other = new(new PressScenario(), 8);
        other.AdvanceTo(TimeSpan.FromMinutes(10));
        Assert.NotEqual(fine.Plate, other.Plate);
    }

    [Fact]
    public void A_new_batch_changes_the_plates_from_its_time_on_and_nothing_before()
    {
        TimeSpan at = TimeSpan.FromMinutes(5);
        List<PressPlate> usual = Plates(Quiet, TimeSpan.FromMinutes(10));
        List<PressPlate> changed = Plates(Quiet with { Events = [new MaterialChange(at, 2)] }, TimeSpan.FromMinutes(10));
        Assert.Equal(usual.Count, changed.Count);
        for (int index = 0; index < usual.Count; index++)
        {
            // A charge that lay in the press already is of the old batch.
            double started = usual[index].Time.TotalSeconds - usual[index].CycleTime;
            if (started <= at.TotalSeconds)
                Assert.Equal(usual[index], changed[index]);
            else
                Assert.InRange(changed[index].Thickness / usual[index].Thickness, 1.1, Math.Sqrt(2));
        }
    }

    [Fact]
    public void Wear_adds_to_thickness_and_vibration_in_proportion()
    {
        PressScenario wearing = Quiet with { Events = [new WearChange(TimeSpan.FromMinutes(5), 2)] };
        List<PressPlate> usual = Plates(Quiet, TimeSpan.FromMinutes(30));
        List<PressPlate> worn = Plates(wearing, TimeSpan.FromMinutes(30));
        double wear = worn[^1].Thickness - usual[^1].Thickness;
        int plates = worn.Count(plate => plate.Time > TimeSpan.FromMinutes(5));
        // 2 um a plate at 120 bar and 4 mm of compression; both vary by some percent, and a little on average.
        Assert.InRange(wear, 0.7 * plates * 2e-3, 1.3 * plates * 2e-3);
        Assert.Equal(6 * wear, worn[^1].Vibration - usual[^1].Vibration, 1e-9);
        Assert.Equal(usual.TakeWhile(Early).ToList(), worn.TakeWhile(Early).ToList());

        static bool Early(PressPlate plate) => plate.Time < TimeSpan.FromMinutes(5);
    }

    [Fact]
    public void A_new_tool_has_no_wear_and_an_hour_can_be_repeated()
    {
        PressScenario shift = PressScenario.Repeated(2);
        Assert.Equal(TimeSpan.FromHours(2), shift.Duration);
        PressProcess press = new(shift, 1);
        press.AdvanceTo(TimeSpan.FromHours(1));
        Assert.InRange(press.Wear, 0.2, 0.5);
        press.AdvanceTo(TimeSpan.FromMinutes(61));
        Assert.InRange(press.Wear, 0, 0.002);
        press.AdvanceTo(TimeSpan.FromHours(2));
        Assert.InRange(press.Wear, 0.2, 0.5);
    }

    [Fact]
    public void Set_points_change_when_an_event_says_so()
    {
        PressRecipe recipe = new(160, 90, 4);
        PressProcess press = new(
            Quiet with { Events = [new SetPointChange(TimeSpan.FromMinutes(1), recipe)] }, 1);
        press.AdvanceTo(TimeSpan.FromMinutes(1));
        Assert.Equal(PressRecipe.Usual, press.Recipe);
        press.AdvanceTo(TimeSpan.FromMinutes(1) + PressProcess.Step);
        Assert.Equal(recipe, press.Recipe);
        press.AdvanceTo(TimeSpan.FromMinutes(6));
        Assert.Equal(160, press.PlatenTemperature, 1.5);
        Assert.InRange(press.Plate.Pressure, 70, 100);
    }

    [Fact]
    public void The_operator_excites_the_process()
    {
        List<PressPlate> plates = Plates(new PressScenario { Events = [] }, TimeSpan.FromHours(1));
        Assert.InRange(plates.Count, 290, 350);
        Assert.True(plates.Max(plate => plate.Pressure) - plates.Min(plate => plate.Pressure) > 50);
        Assert.True(plates.Max(plate => plate.CycleTime) - plates.Min(plate => plate.CycleTime) > 4);
    }

    [Fact]
    public void Advancing_allocates_nothing()
    {
        PressProcess press = new(new PressScenario(), 1);
        press.AdvanceTo(TimeSpan.FromMinutes(1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        press.AdvanceTo(TimeSpan.FromMinutes(30));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_scenario_that_makes_no_sense_is_refused_with_the_reason()
    {
        Assert.Contains("Channel = presure", Refused(
            new() { Events = [new SensorFault(default, "presure", TimeSpan.FromMinutes(1), SensorFaultKind.Stuck)] }),
            StringComparison.Ordinal);
        Assert.Contains("order of time", Refused(
            new() { Events = [new WearChange(TimeSpan.FromMinutes(2), 1), new WearChange(TimeSpan.FromMinutes(1), 1)] }),
            StringComparison.Ordinal);
        Assert.Contains("ViscosityFactor = 0", Refused(new() { Events = [new MaterialChange(default, 0)] }), StringComparison.Ordinal);
        Assert.Contains("Hold = NaN", Refused(
            new() { Events = [new SetPointChange(default, new PressRecipe(150, 100, double.NaN))] }), StringComparison.Ordinal);
        Assert.Contains("NaN degC", Refused(new() { StandbyTemperature = double.NaN }), StringComparison.Ordinal);
        Assert.Contains("One plate in 0", Refused(new() { PlatesPerLabel = 0 }), StringComparison.Ordinal);
        Assert.Contains("duration", Refused(new() { Duration = TimeSpan.Zero }), StringComparison.Ordinal);
        Assert.Contains("interval", Refused(new() { RecipeInterval = TimeSpan.Zero }), StringComparison.Ordinal);
    }

    private static string Refused(PressScenario scenario) =>
        Assert.Throws<ArgumentException>(() => new PressProcess(scenario, 1)).Message;

    private static List<PressPlate> Plates(PressScenario scenario, TimeSpan duration)
    {
        PressProcess press = new(scenario, 1);
        List<PressPlate> plates = [];
        while (press.Time < duration)
        {
            press.AdvanceTo(press.Time + TimeSpan.FromSeconds(1));
            if (press.Plate.Number > plates.Count)
                plates.Add(press.Plate);
        }

        return plates;
    }
}
