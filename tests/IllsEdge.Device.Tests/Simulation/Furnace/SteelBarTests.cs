using IllsEdge.Device.Simulation.Furnace;

namespace IllsEdge.Device.Tests.Simulation.Furnace;

public class SteelBarTests
{
    private const double Step = 0.5;

    // EN 1993-1-2:2005, figure 3.4 and the equations of 3.4.1.2 and 3.4.1.3, worked out by hand.
    [Theory]
    [InlineData(20, 439.8, 53.33)]
    [InlineData(400, 605.9, 40.68)]
    [InlineData(700, 1008.2, 30.69)]
    [InlineData(735, 5000, 29.52)]
    [InlineData(800, 803.3, 27.3)]
    [InlineData(1000, 650, 27.3)]
    public void Heat_capacity_and_conductivity_are_those_of_the_standard(double temperature, double capacity, double conductivity)
    {
        Assert.Equal(capacity, SteelBar.HeatCapacity(temperature), 0.1);
        Assert.Equal(conductivity, SteelBar.Conductivity(temperature), 0.01);
    }

    [Fact]
    public void Heat_that_flows_in_is_heat_that_is_stored()
    {
        SteelBar bar = new();
        bar.LayIn(30, 100, 0.8);
        double taken = 0;
        for (int step = 0; step < 300; step++)
        {
            bar.Step(900, Step);
            taken += bar.HeatFlow * Step;
        }

        // Below the peak of c, by the integral of the standard's polynomial.
        Assert.InRange(bar.Skin, 300, 600);
        double mass = 7850 * Math.PI / 4 * 0.03 * 0.03;
        double stored = mass / 2 * (Enthalpy(bar.Skin) + Enthalpy(bar.Core) - 2 * Enthalpy(100));
        // Euler's steps of half a second over some 150 s.
        Assert.Equal(1, stored / taken, 2e-3);
    }

    [Fact]
    public void Halves_of_a_steadily_heated_cylinder_are_apart_by_the_parabolas_means()
    {
        // A centre lags a skin by q / (4 pi k), and the means of the halves by half of it.
        SteelBar bar = new();
        bar.LayIn(30, 500, 0.8);
        for (int step = 0; step < 60; step++)
            bar.Step(900, Step);
        double expected = bar.HeatFlow / (8 * Math.PI * SteelBar.Conductivity(bar.Skin));
        // The flow falls as the bar warms, which the steady state does not know.
        Assert.Equal(1, (bar.Skin - bar.Core) / expected, 0.1);
    }

    [Fact]
    public void In_the_end_it_is_as_hot_as_its_zone_and_takes_up_nothing()
    {
        SteelBar bar = new();
        bar.LayIn(20, 20, 0.8);
        for (int step = 0; step < 7200; step++)
            bar.Step(900, Step);
        Assert.Equal(900, bar.Core, 0.1);
        Assert.Equal(900, bar.Skin, 0.1);
        Assert.Equal(0, bar.HeatFlow, 1.0);
    }

    [Fact]
    public void A_bright_or_a_thick_bar_stays_colder()
    {
        double usual = CoreAfter(30, 0.8);
        Assert.InRange(usual - CoreAfter(30, 0.6), 30, 150);
        Assert.InRange(usual - CoreAfter(35, 0.8), 30, 150);
    }

    private static double CoreAfter(double diameter, double emissivity)
    {
        SteelBar bar = new();
        bar.LayIn(diameter, 100, emissivity);
        for (int step = 0; step < 600; step++)
            bar.Step(900, Step);
        return bar.Core;
    }

    private static double Enthalpy(double t) => 425 * t + 0.773 / 2 * t * t - 1.69e-3 / 3 * t * t * t + 2.22e-6 / 4 * t * t * t * t;
}
