using IllsEdge.Prediction;

namespace IllsEdge.Tests.Prediction;

public class MetricsAccumulatorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void Metrics_have_the_size_of_the_target(double unit)
    {
        // Errors 1, 0 and -3 in this unit; the mean is 3 and the spread 8.
        TargetMetrics metrics = Of(unit, (1, 2), (3, 3), (5, 2));
        const double Tolerance = 1e-14;
        Assert.Equal(Math.Sqrt(10.0 / 3), metrics.Rmse / unit, Tolerance);
        Assert.Equal(4.0 / 3, metrics.Mae / unit, Tolerance);
        Assert.Equal(3, metrics.MaxError / unit, Tolerance);
        Assert.Equal(1 - 10.0 / 8, metrics.R2!.Value, Tolerance);
    }

    [Fact]
    public void Predicting_everything_explains_everything_and_the_mean_nothing()
    {
        Assert.Equal(1, Of(1, (1, 1), (2, 2), (4, 4)).R2);
        Assert.Equal(0, Of(1, (1, 2), (2, 2), (3, 2)).R2);
    }

    [Fact]
    public void One_row_has_errors_and_no_R2()
    {
        TargetMetrics metrics = Of(1, (2, 5));
        Assert.Equal((3.0, 3.0, 3.0, null), (metrics.Rmse, metrics.Mae, metrics.MaxError, metrics.R2));
    }

    [Fact]
    public void NaN_is_not_hidden()
    {
        TargetMetrics metrics = Of(1, (1, 1), (2, double.NaN), (3, 3));
        Assert.True(double.IsNaN(metrics.Rmse) && double.IsNaN(metrics.Mae) && double.IsNaN(metrics.MaxError));
    }

    [Fact]
    public void No_row_is_refused_by_name()
    {
        InvalidOperationException exception =
            Assert.Throws<InvalidOperationException>(() => new MetricsAccumulator().ToMetrics("flow"));
        Assert.Contains("flow", exception.Message, StringComparison.Ordinal);
    }

    private static TargetMetrics Of(double unit, params (double Measured, double Predicted)[] rows)
    {
        MetricsAccumulator accumulator = new(unit);
        foreach ((double measured, double predicted) in rows)
            accumulator.Add(measured * unit, predicted * unit);
        Assert.Equal(rows.Length, accumulator.Count);
        return accumulator.ToMetrics("y");
    }
}
