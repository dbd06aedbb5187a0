using IllsEdge.Device.Retraining;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Retraining;

public class CorrectionTests
{
    private static readonly Model Sum = TestModels.Plane(1, 1, 0);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    public void A_line_is_recovered_with_its_slope_drawn_to_0_as_by_one_more_row(int rows)
    {
        double[] predicted = [.. Enumerable.Range(0, rows).Select(row => 10.0 + row * row)];
        double[] measured = [.. predicted.Select(value => 1.5 * value + 3)];
        (double offset, double slope, double mean) = Correction.Fit(predicted, measured, 0);
        Assert.Equal(predicted.Average(), mean, 10);
        Assert.Equal(measured.Average() - predicted.Average(), offset, 10);
        // All rows say 0.5 and one that weighs as much as any says 0.
        Assert.Equal(0.5 * rows / (rows + 1), slope, 10);
    }

    [Fact]
    public void Rows_beside_each_other_say_little_about_the_slope()
    {
        // Spread of 1 among rows that usually spread by 100: the one row that says 0 weighs as much as a hundred such.
        double slope = Correction.Fit([-1, 1], [-2, 2], 100).Slope;
        Assert.Equal(1 * 2.0 / (2 + 100), slope, 12);
    }

    [Fact]
    public void A_constant_shift_is_recovered_whole()
    {
        (double offset, double slope, _) = Correction.Fit([1, 2, 4, 8, 16], [8, 9, 11, 15, 23], 0);
        Assert.Equal(7, offset, 12);
        Assert.Equal(0, slope, 12);
    }

    [Fact]
    public void Where_the_model_says_the_same_of_all_rows_there_is_no_slope()
    {
        Assert.Equal((2, 0, 4), Correction.Fit([4, 4, 4], [5, 6, 7], 0));
        Assert.Equal((-3, 0, 4), Correction.Fit([4], [1], 0));
    }

    [Fact]
    public void The_corrected_model_says_what_the_line_makes_of_the_model()
    {
        (double Offset, double Slope, double Mean) line = (0.7, 0.25, 3);
        Model corrected = Correction.Apply(Sum, line)!;
        foreach ((double a, double b) in new[] { (0.0, 0.0), (1, 2), (-4, 9), (100, -300) })
        {
            double plain = TestModels.Predict(Sum, a, b);
            double expected = plain + line.Offset + line.Slope * (plain - line.Mean);
            Assert.Equal(expected, TestModels.Predict(corrected, a, b), 10);
        }

        Assert.Equal(3, TestModels.Predict(Sum, 1, 2));
    }

    [Fact]
    public void Two_corrections_are_as_good_as_one_after_the_other()
    {
        Model twice = Correction.Apply(Correction.Apply(Sum, (1, 0.5, 2))!, (-3, -0.25, 7))!;
        double once = 5 + 1 + 0.5 * (5 - 2);
        Assert.Equal(once - 3 - 0.25 * (once - 7), TestModels.Predict(twice, 2, 3), 12);
    }

    [Fact]
    public void Nothing_to_correct_leaves_the_model_as_it_is()
    {
        Model same = Correction.Apply(Sum, Correction.Fit([1, 2, 3], [1, 2, 3], 0))!;
        foreach ((double a, double b) in new[] { (0.1, 0.2), (1e-9, 3), (-7.3, 1e6) })
            Assert.Equal(TestModels.Predict(Sum, a, b), TestModels.Predict(same, a, b));
    }

    [Fact]
    public void Ranges_and_weights_stay_as_they_are()
    {
        Model corrected = Correction.Apply(Sum, (1, 0.5, 2))!;
        Assert.Same(Sum.Members, corrected.Members);
        Assert.Same(Sum.Inputs, corrected.Inputs);
        Assert.Equal(
            (Sum.Targets[0].Name, Sum.Targets[0].Lowest, Sum.Targets[0].Highest),
            (corrected.Targets[0].Name, corrected.Targets[0].Lowest, corrected.Targets[0].Highest));
    }

    [Fact]
    public void A_line_that_would_turn_the_prediction_round_is_refused()
    {
        double[] predicted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
        double[] measured = [.. predicted.Select(value => -value)];
        (double Offset, double Slope, double Mean) line = Correction.Fit(predicted, measured, 0);
        Assert.True(line.Slope < -1);
        Assert.Null(Correction.Apply(Sum, line));
        Assert.Null(Correction.Apply(Sum, (0, -1, 0)));
        Assert.NotNull(Correction.Apply(Sum, (0, -0.999, 0)));
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(0, double.PositiveInfinity)]
    public void A_line_of_no_number_is_refused(double offset, double slope) =>
        Assert.Null(Correction.Apply(Sum, (offset, slope, 1)));
}
