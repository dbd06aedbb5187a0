using IllsEdge.Device.Simulation;

namespace IllsEdge.Device.Tests.Simulation;

public class HydraulicCircuitTests
{
    [Fact]
    public void The_pressure_has_done_63_percent_of_its_way_after_the_valves_lag()
    {
        // At 45 degrees the lag is 0.1 + 0.6 exp(-1) s; fine steps, so that the step's error stays below 1 in 1000.
        HydraulicCircuit circuit = new(45);
        double lag = 0.1 + 0.6 * Math.Exp(-1);
        Assert.Equal(lag, circuit.ValveLag, 1e-12);
        const double Step = 2e-4;
        for (int step = 0; step < (int)Math.Round(lag / Step); step++)
            circuit.Step(104, 0, Step);
        Assert.Equal(4 + 100 * (1 - Math.Exp(-1)), circuit.Pressure, 0.1);
    }

    [Fact]
    public void Cold_oil_makes_the_valve_slower() =>
        Assert.True(new HydraulicCircuit(30).ValveLag > 1.3 * new HydraulicCircuit(45).ValveLag);

    [Fact]
    public void The_oil_warms_to_where_the_cooler_takes_what_the_pump_gives()
    {
        // 80 bar x 0.5 l/s are 4 kW, over 200 W/K 20 K; C / G = 950 s.
        HydraulicCircuit circuit = new(25);
        const double Step = 0.02;
        for (int step = 0; step < 950 / Step; step++)
            circuit.Step(80, 0, Step);
        // The pressure's rise of about 0.7 s is lost in 950 s.
        Assert.Equal(25 + 20 * (1 - Math.Exp(-1)), circuit.OilTemperature, 0.02);
        for (int step = 0; step < 15 * 950 / Step; step++)
            circuit.Step(80, 0, Step);
        Assert.Equal(45, circuit.OilTemperature, 1e-3);
    }

    [Fact]
    public void Work_that_the_charge_takes_up_does_not_heat_the_oil()
    {
        HydraulicCircuit circuit = new(25);
        circuit.Step(120, circuit.PumpPower, 0.02);
        Assert.Equal(25, circuit.OilTemperature);
    }

    [Fact]
    public void The_force_is_pressure_times_area()
    {
        HydraulicCircuit circuit = new(40);
        for (int step = 0; step < 1000; step++)
            circuit.Step(120, 0, 0.02);
        Assert.Equal(120e5 * 0.03, circuit.Force, 1.0);
    }
}
