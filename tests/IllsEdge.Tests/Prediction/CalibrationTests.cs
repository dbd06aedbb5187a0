using IllsEdge.Prediction;

namespace IllsEdge.Tests.Prediction;

public class CalibrationTests
{
    [Theory]
    [InlineData(0.9, 9.0)]
    [InlineData(0.85, 9.0)]
    [InlineData(0.7, 7.0)]
    [InlineData(0.01, 1.0)]
    [InlineData(0.91, null)]
    public void The_quantile_of_n_scores_is_the_one_of_rank_n_plus_1_times_the_level(double level, double? expected) =>
        Assert.Equal(expected, Of(9).Quantile(0, level));

    [Fact]
    public void Of_many_scores_evenly_spaced_ranks_are_kept()
    {
        Calibration calibration = Of(1000);
        Assert.Equal(Calibration.LargestKept, calibration.Scores[0].Length);
        // ceil(1001 x 0.9) = 901, as of all thousand.
        Assert.Equal(901, calibration.Quantile(0, 0.9));
        Assert.Equal(501, calibration.Quantile(0, 0.5));
        Assert.Null(calibration.Quantile(0, 0.999));
    }

    [Fact]
    public void One_row_in_a_thousand_may_be_wider_than_the_limit() =>
        Assert.Equal(2 * 2998, Of(3000).WidestSpreads[0], 1e-9);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void What_is_no_number_makes_no_calibration(double score)
    {
        Assert.Null(Calibration.Of([[(1, 1), (score, 1)]]));
        Assert.Null(Calibration.Of([[]]));
    }

    /// <summary>Scores 1 to n, out of order, and spreads of twice as much.</summary>
    private static Calibration Of(int count) =>
        Calibration.Of([[.. Enumerable.Range(1, count).Reverse().Select(i => ((double)i, 2.0 * i))]])!;
}
