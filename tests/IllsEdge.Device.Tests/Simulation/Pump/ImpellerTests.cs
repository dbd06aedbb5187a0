using IllsEdge.Device.Simulation.Pump;

namespace IllsEdge.Device.Tests.Simulation.Pump;

public class ImpellerTests
{
    [Fact]
    public void At_its_best_flow_it_turns_shaft_power_into_head_with_its_best_efficiency()
    {
        Assert.Equal(45, Impeller.Head(1, 60), 1e-9);
        double hydraulic = 1000 * 9.80665 * 45 * 60 / 3600;
        Assert.Equal(hydraulic / 0.72, Impeller.ShaftPower(1, 60, 1000), 1e-6);
        // To either side it needs more for what it does.
        Assert.True(Efficiency(45) < 0.72 && Efficiency(75) < 0.72);

        static double Efficiency(double flow) =>
            1000 * 9.80665 * Impeller.Head(1, flow) * flow / 3600 / Impeller.ShaftPower(1, flow, 1000);
    }

    [Theory]
    [InlineData(0.5, 30)]
    [InlineData(0.8, 70)]
    public void Head_goes_with_the_square_and_power_with_the_cube_of_speed(double ratio, double flow)
    {
        Assert.Equal(ratio * ratio * Impeller.Head(1, flow), Impeller.Head(ratio, ratio * flow), 1e-9);
        Assert.Equal(
            ratio * ratio * ratio * Impeller.ShaftPower(1, flow, 998), Impeller.ShaftPower(ratio, ratio * flow, 998), 1e-6);
        Assert.Equal(
            ratio * ratio * Impeller.RequiredSuctionHead(1, flow), Impeller.RequiredSuctionHead(ratio, ratio * flow), 1e-9);
    }

    [Fact]
    public void A_new_ring_leaks_some_percent_and_three_times_the_gap_three_times_as_much()
    {
        double fresh = Impeller.Leakage(45, 0.2);
        Assert.InRange(fresh / 60, 0.02, 0.06);
        Assert.Equal(3 * fresh, Impeller.Leakage(45, 0.6), 1e-9);
        Assert.Equal(2 * fresh, Impeller.Leakage(180, 0.2), 1e-9);
        Assert.Equal(0, Impeller.Leakage(-1, 0.2));
    }
}
