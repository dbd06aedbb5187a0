using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Tests.Runtime.Validity;

public class SlidingMedianTests
{
    // numpy 1.24.2 median and scipy 1.10.1 median_abs_deviation of the first so many.
    [Theory]
    [InlineData(5, 51.33, 0.53)]
    [InlineData(6, 51.57, 0.885)]
    [InlineData(11, 52.57, 1.77)]
    [InlineData(12, 52.775, 1.905)]
    public void Median_and_deviation_are_those_of_NumPy_and_SciPy(int count, double median, double deviation)
    {
        double[] values = [50.0, 50.8, 51.33, 51.81, 52.57, 52.98, 53.8, 54.61, 58.4, 50.61, 55.1, 55.11];
        SlidingMedian sliding = new(20);
        foreach (double value in values[..count])
            sliding.Add(value);
        Assert.Equal((median, deviation), (sliding.Median, Math.Round(sliding.Deviation, 12)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(11)]
    [InlineData(101)]
    public void It_is_that_of_the_newest_values_whatever_comes(int capacity)
    {
        Random random = new(5);
        SlidingMedian sliding = new(capacity);
        List<double> all = [];
        for (int i = 0; i < 1000; i++)
        {
            // Few different values, so that many are equal; both zeros among them.
            double value = random.Next(3) == 0 ? random.NextDouble() : random.Next(-2, 3) * 0.0 + random.Next(-3, 3);
            all.Add(value);
            sliding.Add(value);
            double[] newest = [.. all.TakeLast(capacity)];
            double median = Middle(newest);
            Assert.Equal(median, sliding.Median, 12);
            Assert.Equal(Middle([.. newest.Select(one => Math.Abs(one - median))]), sliding.Deviation, 12);
        }

        sliding.Clear();
        Assert.Equal((0, double.NaN, double.NaN), (sliding.Count, sliding.Median, sliding.Deviation));
        sliding.Add(7);
        Assert.Equal((1, 7, 0), (sliding.Count, sliding.Median, sliding.Deviation));
    }

    private static double Middle(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
