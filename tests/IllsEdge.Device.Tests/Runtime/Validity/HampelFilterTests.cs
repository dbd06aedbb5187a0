using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Tests.Runtime.Validity;

public class HampelFilterTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // numpy 1.24.2, default_rng(7): 50 + 5 sin(i / 7) + normal(0, 0.3), to two digits; 4 off at 8, 9, 23 and 40, 20 more from 48.
    private static readonly double[] Series =
    [
        50.0, 50.8, 51.33, 51.81, 52.57, 52.98, 53.8, 54.61, 58.4, 50.61, 55.1, 55.11, 54.98, 54.52, 54.54, 54.41, 53.37,
        53.13, 52.13, 51.69, 50.85, 50.64, 49.61, 45.36, 48.63, 47.86, 46.54, 46.56, 46.2, 45.82, 44.99, 45.06, 44.76, 44.76,
        45.37, 44.96, 45.45, 46.06, 46.05, 46.7, 51.34, 47.95, 48.24, 49.32, 50.42, 50.26, 51.68, 52.13, 72.52, 73.89, 74.02,
        73.85, 74.58, 74.97, 74.89, 75.2, 74.93, 74.99, 74.97, 73.99,
    ];

    // scipy 1.10.1: |x[i] - median(b)| > threshold * median_abs_deviation(b, scale=1/1.4826), b = x[max(0, i - window):i],
    // from five readings in b on.
    [Theory]
    [InlineData(11, 3, new[] { 8, 19, 20, 21, 23, 40, 42, 48, 49, 50, 51, 52, 53 })]
    [InlineData(7, 2.5, new[] { 8, 18, 19, 23, 32, 37, 40, 48, 49, 50, 51, 59 })]
    [InlineData(21, 4, new[] { 48, 49, 50, 51, 52, 53 })]
    public void The_spikes_are_those_that_SciPy_finds(int window, double threshold, int[] expected)
    {
        SpikeConfiguration setting = new() { Window = window, Threshold = threshold, Resolution = 0 };
        Assert.Equal(expected, Spikes(new HampelFilter(setting, Pause), Series));
    }

    [Fact]
    public void A_step_is_followed_when_more_than_half_of_the_window_lies_behind_it()
    {
        double[] step = [.. Enumerable.Range(0, 40).Select(i => (i < 20 ? 10 : 50) + 0.1 * (i % 3))];
        Assert.Equal([20, 21, 22, 23, 24, 25], Spikes(new HampelFilter(new SpikeConfiguration(), Pause), step));
    }

    [Fact]
    public void A_sensor_of_few_digits_at_rest_may_move_by_its_resolution_and_not_by_much_more()
    {
        // 20.0 again and again: the median absolute deviation is 0. The first step shows the resolution, 0.5.
        double[] readings = [20, 20, 20, 20, 20, 20, 20.5, 20, 20, 20, 20, 20.5, 21, 20, 20, 20, 21.5, 22, 20];
        Assert.Equal([17], Spikes(new HampelFilter(new SpikeConfiguration(), Pause), readings));
    }

    [Fact]
    public void A_configured_resolution_holds_from_the_first_step_on()
    {
        double[] readings = [20, 20, 20, 20, 20, 20, 26, 20, 23, 23.1];
        HampelFilter known = new(new SpikeConfiguration { Resolution = 1 }, Pause);
        Assert.Equal([6, 9], Spikes(known, readings));
        // Where nothing is known the first difference may be the resolution.
        Assert.Empty(Spikes(new HampelFilter(new SpikeConfiguration(), Pause), readings[..8]));
    }

    [Fact]
    public void Nothing_is_a_spike_among_fewer_than_five_readings_or_after_a_pause()
    {
        SpikeConfiguration setting = new() { Resolution = 0.1 };
        Assert.Equal([6], Spikes(new HampelFilter(setting, Pause), [1, 99, 1, 1, 1, 1, 99]));

        HampelFilter filter = new(setting, Pause);
        for (int i = 0; i < 20; i++)
            filter.Judge(new SensorReading(0, 5, TimeSpan.FromSeconds(i / 10.0)));
        Assert.Equal(InputState.Good, filter.Judge(new SensorReading(0, 80, TimeSpan.FromSeconds(2.91))));
    }

    private static int[] Spikes(HampelFilter filter, double[] readings) =>
    [
        .. Enumerable.Range(0, readings.Length).Where(i =>
            filter.Judge(new SensorReading(0, readings[i], TimeSpan.FromSeconds(i / 10.0))) == InputState.Spike),
    ];
}
