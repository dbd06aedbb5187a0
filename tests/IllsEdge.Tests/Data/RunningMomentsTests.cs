using IllsEdge.Data;

namespace IllsEdge.Tests.Data;

public class RunningMomentsTests
{
    [Fact]
    public void Nothing_yet_is_all_zero()
    {
        RunningMoments moments = default;
        Assert.Equal((0, 0.0, 0.0, 0.0), (moments.Count, moments.Mean, moments.Spread, moments.Deviation));
    }

    [Fact]
    public void One_value_has_no_spread()
    {
        RunningMoments moments = Of(-3.5);
        Assert.Equal((1, -3.5, 0.0, 0.0), (moments.Count, moments.Mean, moments.Spread, moments.Deviation));
    }

    [Fact]
    public void Mean_and_spread_are_the_definitions()
    {
        // Mean 5, squared distances 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16.
        RunningMoments moments = Of(2, 4, 4, 4, 5, 5, 7, 9);
        Assert.Equal((8, 5.0, 32.0, 2.0), (moments.Count, moments.Mean, moments.Spread, moments.Deviation));
    }

    [Fact]
    public void The_spread_survives_beside_a_large_mean()
    {
        RunningMoments moments = Of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16);
        Assert.Equal(1e9 + 10, moments.Mean);
        Assert.Equal(Math.Sqrt(22.5), moments.Deviation, 1e-9);
    }

    [Fact]
    public void The_spread_of_equal_values_is_exactly_0() =>
        Assert.Equal(0, Of([.. Enumerable.Repeat(0.1, 1000)]).Spread);

    [Fact]
    public void NaN_makes_everything_NaN() => Assert.True(double.IsNaN(Of(1, double.NaN, 2).Mean));

    private static RunningMoments Of(params double[] values)
    {
        RunningMoments moments = default;
        foreach (double value in values)
            moments.Add(value);
        return moments;
    }
}
