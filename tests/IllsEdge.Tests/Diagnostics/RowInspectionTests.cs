using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Diagnostics;

public class RowInspectionTests
{
    [Fact]
    public void A_row_outside_is_named_by_line_and_by_its_furthest_input()
    {
        (Model model, DataTable table) = Case(a => a[7] = 9, y => y);
        RowInspection seen = RowInspection.Of(model, table, HandMadeModels.Rows(60));
        UnfamiliarRow row = seen.Unfamiliar[0];
        Assert.Equal((1, 8, true, "a", 9), (seen.OutOfSpecification, row.Line, row.IsOutOfSpecification, row.Input, row.Value));
        Assert.Equal(model.Inputs[0].Highest, row.Highest);
        Assert.NotNull(row.Expected);
    }

    [Fact]
    public void An_input_that_does_not_fit_the_others_is_named_with_what_they_let_expect()
    {
        // c follows a; in row 4 both are within their ranges and do not go together.
        RandomPairs(out double[] a, out double[] c);
        double[] y = [.. a.Select(value => 2 * value)];
        Model model = Models.Fit(
            Models.Request with { Inputs = ["a", "c"], Hidden = [] }, DataTable.FromColumns(["a", "c", "y"], [a, c, y])).Model;
        (a[4], c[4]) = (0, 0.8);
        UnfamiliarRow row = RowInspection.Of(model, DataTable.FromColumns(["a", "c", "y"], [a, c, y]), HandMadeModels.Rows(60)).Unfamiliar[0];
        Assert.Equal((5, true), (row.Line, row.IsOutOfSpecification));
        Assert.Equal(row.Input == "c" ? 0 : 0.8, row.Expected!.Value, 0.1);
    }

    [Fact]
    public void A_measured_value_far_from_its_interval_is_odd()
    {
        (Model model, DataTable table) = Case(_ => { }, y => y + 50);
        RowInspection seen = RowInspection.Of(model, table, HandMadeModels.Rows(60));
        OddTarget odd = seen.Odd[0];
        Assert.Equal((4, "y", 60, true), (odd.Line, odd.Target, seen.Measured, seen.HasIntervals));
        Assert.Equal(50, odd.Measured - odd.Predicted, 1.0);
        Assert.True(odd.Ratio > 20);
        double[] spreads = new double[1];
        new Predictor(model).Predict([table.Column(0)[3], table.Column(1)[3]], new double[1], spreads);
        Assert.Equal(model.Calibration!.Quantile(0, 0.9)!.Value * spreads[0], odd.Margin, 1e-9);
    }

    [Fact]
    public void Without_intervals_the_median_error_stands_for_them()
    {
        // Errors 1, 2 ... 9 and 100: the median is 6 (the upper of two), and 6 * 1.645 / 0.6745 = 14.63 holds all but one.
        Model model = HandMadeModels.Of(HandMadeModels.Linear(0, 0), ["a"], "y");
        DataTable table = DataTable.FromColumns(["a", "y"], [new double[10], [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]]);
        RowInspection seen = RowInspection.Of(model, table, HandMadeModels.Rows(10));
        OddTarget odd = Assert.Single(seen.Odd);
        Assert.Equal((10, 1, false), (odd.Line, seen.Outside, seen.HasIntervals));
        Assert.Equal(14.63, odd.Margin, 0.01);
        Assert.Empty(seen.Unfamiliar);
    }

    [Fact]
    public void Rows_that_the_training_rows_tell_little_of_come_by_their_leverage()
    {
        DataTable table = Models.Table(200);
        Model model = Models.Fit(Models.Request with { Hidden = [6] }, table).Model;
        double[] leverages =
        [
            .. HandMadeModels.Rows(200).Select(row =>
            {
                double[] spreads = new double[1];
                new Predictor(model).Predict([table.Column(0)[row], table.Column(1)[row]], new double[1], spreads);
                return Math.Pow(spreads[0] / model.Targets[0].Scaling.StandardDeviation, 2) - 1;
            }),
        ];
        (int Row, double Leverage)[] expected =
        [
            .. leverages.Select((leverage, row) => (row, leverage / leverages.Average())).Where(row => row.Item2 > 3)
                .OrderByDescending(row => row.Item2).Take(RowInspection.Listed),
        ];
        IReadOnlyList<UnfamiliarRow> seen = RowInspection.Of(model, table, HandMadeModels.Rows(200)).Unfamiliar;
        Assert.True(expected.Length > 1);
        Assert.Equal(expected.Select(row => row.Row + 1L), seen.Select(row => row.Line));
        Assert.All(expected.Zip(seen), pair => Assert.Equal(pair.First.Leverage, pair.Second.Leverage, 1e-9));
    }

    private static void RandomPairs(out double[] a, out double[] c)
    {
        double[][] columns = HandMadeModels.Uniform(2, 60);
        a = columns[0];
        c = [.. columns[0].Zip(columns[1], (value, noise) => value + 0.02 * noise)];
    }

    /// <summary>A fit of y = a^2 - b, and its rows with slips.</summary>
    private static (Model Model, DataTable Table) Case(Action<double[]> slipOfInput, Func<double, double> slipOfTarget)
    {
        DataTable table = Models.Table(60);
        double[] a = table.Column(0).ToArray(), y = table.Column(2).ToArray();
        slipOfInput(a);
        y[3] = slipOfTarget(y[3]);
        return (Models.Fit(table: table).Model, DataTable.FromColumns(["a", "b", "y"], [a, table.Column(1).ToArray(), y]));
    }
}
