using IllsEdge.Data;

namespace IllsEdge.Tests.Data;

public class ScalingTests
{
    // Two passes and a division each round a few times; sums of a thousand terms stay well below this.
    private const double Relative = 1e-14;

    [Theory]
    [InlineData(1)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(-1e150)]
    public void Of_gives_the_moments_of_an_arithmetic_series_at_every_magnitude(double unit)
    {
        // Mean (n + 1) / 2 and variance (n^2 - 1) / 12 of 1, 2, ..., n.
        const int n = 1001;
        double[] values = [.. Enumerable.Range(1, n).Select(i => i * unit)];

        Scaling scaling = Scaling.Of(values);

        AssertNear((n + 1) / 2.0 * unit, scaling.Mean);
        AssertNear(Math.Sqrt(((double)n * n - 1) / 12) * Math.Abs(unit), scaling.StandardDeviation);

        double[] scaled = new double[n];
        scaling.Apply(values, scaled);
        Scaling unitScaling = Scaling.Of(scaled);
        Assert.InRange(unitScaling.Mean, -Relative, Relative);
        AssertNear(1, unitScaling.StandardDeviation);
        Assert.Equal(scaled[7], scaling.Apply(values[7]));

        scaling.Restore(scaled, scaled);
        for (int i = 0; i < n; i++) Assert.InRange(scaled[i] / unit, i + 1 - 1e-10, i + 1 + 1e-10);
    }

    [Fact]
    public void Of_keeps_the_deviation_of_values_far_from_zero()
    {
        // NIST StRD, NumAcc4: 10000000.1, .2, .3 in turn about .2; sample deviation 0.1, n = 1001.
        double[] values =
            [10000000.2, .. Enumerable.Range(0, 500).SelectMany(_ => new[] { 10000000.1, 10000000.3 })];

        Scaling scaling = Scaling.Of(values);

        AssertNear(10000000.2, scaling.Mean);
        // The data are rounded to 1.9e-9 near 1e7, which is all that can be asked of 0.1.
        Assert.InRange(
            scaling.StandardDeviation * Math.Sqrt(1001.0 / 1000), 0.1 - 2e-9, 0.1 + 2e-9);
    }

    [Theory]
    [InlineData(0.1, 0.1)]
    [InlineData(0.3, 0.1 + 0.2)]
    [InlineData(0, -0.0)]
    [InlineData(1e-320, 1e-320)]
    [InlineData(double.MaxValue, double.MaxValue)]
    public void Of_takes_values_that_differ_by_rounding_for_constant(double first, double second)
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? first : second)];

        Scaling scaling = Scaling.Of(values);
        scaling.Apply(values, values);

        Assert.Equal(0, scaling.StandardDeviation);
        Assert.All(values, value => Assert.Equal(0, value));
        Assert.Equal(0, scaling.Apply(first + 1));
        scaling.Restore(values, values);
        Assert.All(values, value => Assert.Equal(first, value, 1e-15 * Math.Abs(first)));
    }

    [Fact]
    public void Of_reaches_the_ends_of_the_range() =>
        Assert.Equal(new Scaling(0, double.MaxValue), Scaling.Of([double.MaxValue, -double.MaxValue]));

    [Fact]
    public void Of_refuses_no_values_and_values_that_are_not_finite()
    {
        Assert.Throws<ArgumentException>(() => Scaling.Of([]));
        Assert.Throws<ArgumentException>(() => Scaling.Of([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => Scaling.Of([1, double.NegativeInfinity]));
    }

    private static void AssertNear(double expected, double actual) =>
        Assert.InRange(actual / expected, 1 - Relative, 1 + Relative);
}
