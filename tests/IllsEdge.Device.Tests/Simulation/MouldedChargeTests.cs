using IllsEdge.Device.Simulation;

namespace IllsEdge.Device.Tests.Simulation;

public class MouldedChargeTests
{
    private const double Step = 0.002;
    private const double Force = 360e3;

    // Euler's error in the warming, step / (2 x 5 s), and in the cure, k step / 2, is below 2e-4; five times that.
    private const double Share = 1e-3;

    [Fact]
    public void A_charge_that_does_not_cure_is_squeezed_as_Stefan_says()
    {
        // At 150 degrees all through: 12 kPa s. h^-2 = h0^-2 + 4 F t / (3 pi eta R^4).
        MouldedCharge charge = Press(9, 150, 150, 4, cure: 0);
        double inverse = 1 / (9e-3 * 9e-3) + 4 * Force * 4 / (3 * Math.PI * 12e3 * Math.Pow(0.15, 4));
        Assert.Equal(1e3 / Math.Sqrt(inverse), charge.Height, 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(0.5)]
    public void Twice_the_viscosity_takes_twice_the_time(double factor) =>
        Assert.Equal(
            Press(9, 150, 150, 3, cure: 0).Height, Press(9, 150, 150, 3 * factor, cure: 0, viscosity: factor).Height, 1e-6);

    [Fact]
    public void The_viscosity_follows_Arrhenius()
    {
        // 45 kJ/mol from 150 to 160 degrees Celsius.
        double ratio = Math.Exp(45e3 / 8.314 * (1 / 423.15 - 1 / 433.15));
        Assert.Equal(Press(9, 150, 150, 2 * ratio, cure: 0).Height, Press(9, 160, 160, 2, cure: 0).Height, 9 * Share);
    }

    [Fact]
    public void The_cure_is_of_first_order_and_stops_the_flow_at_the_gel_point()
    {
        Assert.Equal(1 - Math.Exp(-0.14 * 4), Press(9, 150, 150, 4).Conversion, Share);
        double gelTime = Math.Log(2) / 0.14;
        Assert.True(Press(9, 150, 150, gelTime - 1).Height > Press(9, 150, 150, gelTime).Height + 1e-4);
        // What flows in the last steps before the gel depends on how they fall.
        Assert.Equal(Press(9, 150, 150, gelTime + 0.1).Height, Press(9, 150, 150, 30).Height, 1e-5);
    }

    [Fact]
    public void The_charge_warms_up_with_its_time_constant_and_draws_that_heat()
    {
        MouldedCharge charge = new();
        charge.LayIn(9, 85, 1, 1);
        double drawn = 0;
        for (int step = 0; step < 5 / Step; step++)
        {
            charge.Step(0, 150, Step);
            drawn += charge.HeatFlow * Step;
        }

        Assert.Equal(85 + 65 * (1 - Math.Exp(-1)), charge.Temperature, 65 * Share);
        Assert.Equal(780 * (charge.Temperature - 85), drawn, 1e-6);
        Assert.Equal(9, charge.Height, 1e-9);
    }

    [Fact]
    public void The_work_is_force_times_way()
    {
        MouldedCharge charge = new();
        charge.LayIn(9, 85, 1, 1);
        double work = 0;
        for (int step = 0; step < 6 / Step; step++)
        {
            charge.Step(Force, 150, Step);
            work += charge.Work * Step;
        }

        Assert.Equal(Force * (9 - charge.Height) * 1e-3, work, 1e-6);
    }

    [Fact]
    public void More_pressure_and_a_longer_hold_make_a_plate_thinner()
    {
        Assert.True(Press(9, 85, 150, 4).Height > Press(9, 85, 150, 5).Height + 0.05);
        Assert.True(Press(9, 85, 150, 6, force: 250e3).Height > Press(9, 85, 150, 6, force: 400e3).Height + 0.05);
    }

    [Fact]
    public void A_hotter_platen_makes_a_plate_thinner_until_it_makes_it_thicker()
    {
        double[] heights = [.. new double[] { 120, 136, 150, 166, 190 }.Select(platen => Press(9, 85, platen, 9).Height)];
        double thinnest = heights.Min();
        Assert.InRange(Array.IndexOf(heights, thinnest), 1, 3);
        Assert.True(heights[0] > thinnest + 0.2 && heights[4] > thinnest + 0.2, string.Join(" ", heights));
    }

    private static MouldedCharge Press(
        double height, double charge, double platen, double seconds, double cure = 1, double viscosity = 1,
        double force = Force)
    {
        MouldedCharge moulded = new();
        moulded.LayIn(height, charge, viscosity, cure);
        int steps = (int)Math.Round(seconds / Step);
        for (int step = 0; step < steps; step++)
            moulded.Step(force, platen, seconds / steps);
        return moulded;
    }
}
