using IllsEdge.Device.Simulation;

namespace IllsEdge.Device.Tests.Simulation;

public class HeatedPlatenTests
{
    private const double Step = 0.02;

    // Euler's error of an exponential is about step / (2 time constant), 1e-5 here; ten times that.
    private const double Share = 1e-4;

    [Fact]
    public void After_one_time_constant_of_constant_power_63_percent_of_the_way_are_done()
    {
        // C / G = 80e3 / 60 s; 6 kW over 60 W/K are 100 K.
        HeatedPlaten platen = new(25);
        Run(platen, 80e3 / 60, 6000, 0);
        Assert.Equal(100 * (1 - Math.Exp(-1)), platen.Temperature - 25, 100 * Share);
        Run(platen, 20 * 80e3 / 60, 6000, 0);
        Assert.Equal(125, platen.Temperature, 100 * Share);
    }

    [Fact]
    public void Without_losses_to_the_room_all_heat_stays()
    {
        // At room temperature it loses nothing, and what the heater gives the charge draws.
        HeatedPlaten platen = new(25);
        Run(platen, 100, 5000, 5000);
        Assert.Equal(25, platen.Temperature, Share);
        Run(platen, 1, 8000, 0);
        Assert.Equal(25 + 8000 / 80e3, platen.Temperature, 1e-3);
    }

    [Fact]
    public void The_controller_reaches_its_set_point_and_holds_it_against_a_load()
    {
        HeatedPlaten platen = new(130);
        double highest = 0, power = 0;
        for (int step = 0; step < 900 / Step; step++)
        {
            power = platen.Control(150, Step);
            Assert.InRange(power, 0, HeatedPlaten.HeaterPower);
            platen.Step(power, 4000, Step);
            highest = Math.Max(highest, platen.Temperature);
        }

        Assert.InRange(highest, 150, 153);
        Assert.Equal(150, platen.Temperature, 0.05);
        Assert.Equal(60 * (150 - 25) + 4000, power, 50.0);
    }

    private static void Run(HeatedPlaten platen, double seconds, double power, double drawn)
    {
        for (int step = 0; step < (int)Math.Round(seconds / Step); step++)
            platen.Step(power, drawn, Step);
    }
}
