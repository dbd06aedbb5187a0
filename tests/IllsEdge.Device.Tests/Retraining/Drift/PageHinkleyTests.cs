using IllsEdge.Device.Retraining.Drift;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Retraining.Drift;

public class PageHinkleyTests
{
    [Fact]
    public void The_statistic_is_that_of_the_sums_by_hand()
    {
        PageHinkley test = new(allowance: 0.5, threshold: 100);
        // Means 1, 1, 2, 2.75; sums -0.5, -1, 0.5, 2.25; lowest -1.
        foreach (double value in (double[])[1, 1, 4, 5])
            test.Add(value);
        Assert.Equal(3.25, test.Statistic, 12);
        Assert.Equal(4, test.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_thousand_errors_of_a_process_that_does_not_change_raise_no_alarm_and_a_rise_by_a_half_does(ulong seed)
    {
        RandomSource random = new(seed);
        PageHinkley test = new(0.2, 10);
        for (int label = 0; label < 1000; label++)
            Assert.False(test.Add(Math.Min(4, Math.Abs(random.NextNormal()))), $"label {label}");
        test.Reset();
        for (int label = 0; label < 50; label++)
            Assert.False(test.Add(Math.Min(4, Math.Abs(random.NextNormal()))));
        int needed = 1;
        while (!test.Add(Math.Min(4, 1.8 * Math.Abs(random.NextNormal()))))
            Assert.True(++needed < 120, $"{needed} labels are not enough");
        Assert.True(needed > 5);
    }

    [Fact]
    public void What_falls_is_no_rise()
    {
        PageHinkley test = new(0.2, 10);
        for (int label = 0; label < 1000; label++)
            Assert.False(test.Add(1000 - label));
        Assert.False(test.Add(double.NaN));
        Assert.Equal(1000, test.Count);
    }
}
