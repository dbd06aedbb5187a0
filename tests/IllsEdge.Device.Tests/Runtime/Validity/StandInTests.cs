using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Tests.Runtime.Validity;

public class StandInTests
{
    [Fact]
    public void Without_a_setting_nothing_stands_in() => Assert.Null(At(1, new ReplaceConfiguration(), 5));

    [Fact]
    public void The_last_good_reading_stands_in_for_its_time_and_not_before_there_is_one()
    {
        ReplaceConfiguration last = new() { With = Substitute.Last, For = TimeSpan.FromSeconds(10) };
        Assert.Null(At(0, last));
        Assert.Equal(7, At(2, last, 5, 6, 7));
        Assert.Equal(7, At(12, last, 5, 6, 7));
        Assert.Null(At(12.001, last, 5, 6, 7));
    }

    [Fact]
    public void The_median_is_of_the_last_eleven_good_readings()
    {
        ReplaceConfiguration median = new() { With = Substitute.Median };
        Assert.Null(At(0, median));
        Assert.Equal(6, At(3, median, 5, 90, 6));
        Assert.Equal(15, At(20, median, [.. Enumerable.Range(0, 21).Select(i => (double)i)]));
    }

    [Fact]
    public void A_value_stands_in_for_ever_or_for_its_time_from_the_start_on_too()
    {
        ReplaceConfiguration value = new() { With = Substitute.Value, Value = 20 };
        Assert.Equal(20, At(0, value));
        Assert.Equal(20, At(1e6, value, 5));
        Assert.Null(At(11, value with { For = TimeSpan.FromSeconds(10) }));
        Assert.Equal(20, At(11, value with { For = TimeSpan.FromSeconds(10) }, 4, 5));
    }

    // One good reading a second, from 0 on.
    private static double? At(double seconds, ReplaceConfiguration setting, params double[] good)
    {
        StandIn standIn = new(setting);
        for (int i = 0; i < good.Length; i++)
            standIn.Notice(new SensorReading(good[i], good[i], TimeSpan.FromSeconds(i)));
        return standIn.TryGet(TimeSpan.FromSeconds(seconds), out double value) ? value : null;
    }
}
