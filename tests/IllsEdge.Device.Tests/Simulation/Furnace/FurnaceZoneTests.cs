using IllsEdge.Device.Simulation.Furnace;

namespace IllsEdge.Device.Tests.Simulation.Furnace;

public class FurnaceZoneTests
{
    private const double Step = 0.5;

    [Fact]
    public void The_controller_holds_its_set_point_against_a_load()
    {
        FurnaceZone zone = new(850, 500e3);
        Run(zone, 900, 150e3);
        Assert.Equal(900, zone.Temperature, 0.1);
        // What the bars draw and the walls lose: 60 W/K x 875 K.
        Assert.Equal(150e3 + 60 * 875, zone.Power, 500.0);
    }

    [Fact]
    public void An_aged_thermocouple_makes_the_zone_hotter_than_anybody_sees()
    {
        FurnaceZone zone = new(900, 500e3) { ThermocoupleError = 15 };
        Run(zone, 900, 150e3);
        Assert.Equal(900, zone.Measured, 0.1);
        Assert.Equal(915, zone.Temperature, 0.1);
    }

    [Fact]
    public void Fouled_burners_that_are_at_their_limit_let_it_sag_to_where_the_heat_is_in_balance()
    {
        FurnaceZone zone = new(900, 400e3) { Cleanness = 0.5 };
        Run(zone, 900, 160e3);
        // 200 kW less 160 kW are left for the walls, 60 W/K; C / G are nine hours.
        Assert.Equal(200e3, zone.Power);
        Assert.Equal(25 + 40e3 / 60, zone.Temperature, 1.0);
    }

    private static void Run(FurnaceZone zone, double setPoint, double drawn)
    {
        for (int step = 0; step < 100 * 3600 / Step; step++)
            zone.Step(setPoint, drawn, Step);
    }
}
