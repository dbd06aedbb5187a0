using IllsEdge.Device.Runtime;
using IllsEdge.Networks;

namespace IllsEdge.Device.Tests.Runtime;

public class LatencyHistogramTests
{
    [Fact]
    public void Percentiles_are_those_of_the_sorted_durations_to_a_sixteenth()
    {
        RandomSource random = new(5);
        LatencyHistogram histogram = new();
        List<TimeSpan> durations = [];
        for (int count = 0; count < 20_000; count++)
        {
            // From 0.1 us to hours, every decade as often.
            TimeSpan duration = TimeSpan.FromTicks((long)Math.Pow(10, 11 * random.NextUniform()));
            durations.Add(duration);
            histogram.Add(duration);
        }

        durations.Sort();
        Assert.Equal((20_000, durations[^1]), (histogram.Count, histogram.Longest));
        for (int thousandth = 0; thousandth <= 1_000; thousandth++)
        {
            double share = thousandth / 1_000.0;
            TimeSpan exact = durations[Math.Max(0, (int)Math.Ceiling(share * durations.Count) - 1)];
            Assert.InRange(histogram.Percentile(share), exact, exact * (1 + 1.0 / 16));
        }
    }

    [Fact]
    public void Without_durations_every_percentile_is_zero()
    {
        LatencyHistogram histogram = new();
        Assert.Equal(TimeSpan.Zero, histogram.Percentile(0));
        Assert.Equal(TimeSpan.Zero, histogram.Percentile(1));
        Assert.Equal((0, TimeSpan.Zero), (histogram.Count, histogram.Longest));
    }

    [Fact]
    public void A_single_duration_is_every_percentile()
    {
        foreach (TimeSpan duration in new[] { TimeSpan.Zero, TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(3) })
        {
            LatencyHistogram histogram = new();
            histogram.Add(duration);
            foreach (double share in new[] { 0, 0.5, 0.999, 1 })
                Assert.Equal(duration, histogram.Percentile(share));
        }
    }

    [Fact]
    public void Zero_and_less_count_as_zero()
    {
        LatencyHistogram histogram = new();
        histogram.Add(TimeSpan.Zero);
        histogram.Add(TimeSpan.FromTicks(-5));
        histogram.Add(TimeSpan.MinValue);
        Assert.Equal(3, histogram.Count);
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (histogram.Percentile(1), histogram.Longest));
    }

    [Fact]
    public void The_largest_durations_there_are_lie_above_all_others()
    {
        foreach (TimeSpan huge in new[] { TimeSpan.FromDays(365), TimeSpan.FromDays(100_000), TimeSpan.MaxValue })
        {
            LatencyHistogram histogram = new();
            for (int count = 0; count < 9; count++)
                histogram.Add(TimeSpan.FromMilliseconds(1));
            histogram.Add(huge);
            Assert.InRange(
                histogram.Percentile(0.9), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1) * (1 + 1.0 / 16));
            Assert.True(histogram.Percentile(1) > TimeSpan.FromDays(364));
            Assert.Equal(huge, histogram.Longest);
        }
    }

    [Theory]
    [InlineData(-0.001)]
    [InlineData(1.001)]
    public void A_share_outside_0_to_1_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LatencyHistogram().Percentile(share));
}
