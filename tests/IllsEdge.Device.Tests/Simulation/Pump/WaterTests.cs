using IllsEdge.Device.Simulation.Pump;

namespace IllsEdge.Device.Tests.Simulation.Pump;

public class WaterTests
{
    // Steam tables (IAPWS-IF97), saturation: kg/m3 and Pa.
    [Theory]
    [InlineData(4, 999.97, 814)]
    [InlineData(20, 998.2, 2339)]
    [InlineData(50, 988.0, 12_352)]
    [InlineData(80, 971.8, 47_414)]
    public void Density_and_vapour_pressure_are_those_of_the_steam_tables(double temperature, double density, double pressure)
    {
        Assert.Equal(density, Water.Density(temperature), 0.5);
        Assert.Equal(1, Water.VapourPressure(temperature) / pressure, 0.02);
    }
}
