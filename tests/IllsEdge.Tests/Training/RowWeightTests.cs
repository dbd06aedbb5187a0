using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class RowWeightTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public void A_weight_of_two_is_the_row_twice_and_of_zero_not_at_all()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 200, 3, 2);
        int[] times = [.. Enumerable.Range(0, 200).Select(row => row % 3)];
        TrainingRows repeated = rows.Select([.. Enumerable.Range(0, 200).SelectMany(row => Enumerable.Repeat(row, times[row]))]);
        TrainingRows weighted = rows.Weighted([.. times.Concat(times).Select(count => (double)count)]);
        Assert.Equal(2 * repeated.Count, weighted.TotalWeight, 1e-9);

        (Network first, TrainingReport one) = Fit(repeated);
        (Network second, TrainingReport other) = Fit(weighted);
        Assert.Equal(one.Ridge, other.Ridge, one.Ridge * 1e-9);
        for (int i = 0; i < first.Parameters.Length; i++)
            Assert.Equal(first.Parameters[i], second.Parameters[i], 1e-6);
        Assert.Equal(one.Loss * repeated.Count, other.Loss * rows.Count, 1e-6);
        for (int i = 0; i < one.Factor!.Length; i++)
            Assert.Equal(Math.Abs(one.Factor[i]), Math.Abs(other.Factor![i]), 1e-4);
    }

    [Fact]
    public void The_scale_of_the_residuals_is_that_of_the_rows_that_count()
    {
        Network network = Cases.Network(1, 1, [], 1);
        network.Parameters.Clear();
        ResidualScale scale = new(network, new TrainingRows(5, new double[5], [1, -2, 3, 50, 60]).Weighted([1, 2, 1, 0, 0]));
        scale.Measure();
        Assert.Equal(2 / 0.6745, scale.Scales[0], 1e-12);
    }

    [Fact]
    public void Validation_rows_count_by_their_weights()
    {
        // Of the last 18 rows, which validate, every other has a gross error and hardly a weight.
        DataTable table = Table(row => row >= 42 && row % 2 == 0 ? 1e-9 : 1);
        double[] y = [.. table.Column(2).ToArray().Select((value, row) => row >= 42 && row % 2 == 0 ? value + 1000 : value)];
        DataTable spoilt = DataTable.FromColumns(
            table.Names, [table.Column(0).ToArray(), table.Column(1).ToArray(), y, table.Column(3).ToArray()]);
        TrainingReport report = Models.Fit(Weighted with { Validation = new ValidationSplit(0.3, Last: true) }, spoilt).Report;
        Assert.InRange(report.Trace[report.BestIteration].ValidationLoss!.Value, 0, 1);
    }

    [Fact]
    public void Selected_rows_keep_their_weights()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 3, 1, 1).Weighted([1, 4, 9]).Select([2, 0]);
        Assert.Equal([9.0, 1.0], [rows.Weight(0, 0), rows.Weight(1, 0)]);
    }

    [Fact]
    public void Weights_that_are_none_are_refused()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 3, 1, 1);
        Assert.Contains(
            "3 targets cannot have 2 weights", Assert.Throws<ArgumentException>(() => rows.Weighted([1, 2])).Message, StringComparison.Ordinal);
        foreach (double wrong in new[] { -1, double.NaN, double.PositiveInfinity })
            Assert.Contains("weight 1 is", Assert.Throws<ArgumentException>(() => rows.Weighted([1, wrong, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_ratios_of_a_column_of_weights_matter()
    {
        double[][] parameters =
        [
            .. new[] { 1, 0.25, 1024 }.Select(factor =>
                Models.Fit(Weighted, Table(row => factor * (1 + row % 3))).Model.Members[0].Network.Parameters.ToArray()),
        ];
        Assert.Equal(parameters[0], parameters[1]);
        Assert.Equal(parameters[0], parameters[2]);
        Assert.NotEqual(Models.Fit().Model.Members[0].Network.Parameters.ToArray(), parameters[0]);
    }

    [Fact]
    public void A_robust_loss_multiplies_the_weights_of_the_rows()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 4, 1, 1).Weighted([1, 0, 4, 1]);
        Network network = Cases.Network(2, 1, [], 1);
        ResidualScale scale = new(network, rows);
        scale.Measure();
        double[] given = [.. Enumerable.Range(0, 4).Select(row => scale.Weighted(RobustLoss.None).Weight(row, 0))];
        double[] robust = [.. Enumerable.Range(0, 4).Select(row => scale.Weighted(RobustLoss.Tukey).Weight(row, 0))];
        Assert.Equal([1.0, 0, 4, 1], given);
        double[] factors =
        [
            .. Enumerable.Range(0, 4).Select(row => RobustLoss.Tukey.Weight(
                (rows.Targets[row, 0] - Cases.Evaluate(network, Cases.Row(rows, row))[0]) / scale.Scales[0])),
        ];
        for (int row = 0; row < 4; row++)
            Assert.Equal(given[row] * factors[row], robust[row], 1e-12);
        Assert.InRange(factors[0], 0, 0.999999);
    }

    [Theory]
    [InlineData(-1, "negative")]
    [InlineData(double.NaN, "missing")]
    public void A_weight_that_cannot_be_used_is_named_with_its_line(double weight, string trouble)
    {
        DataFileException exception = Assert.Throws<DataFileException>(
            () => Models.Fit(Weighted, Table(row => row == 4 ? weight : 1)));
        Assert.Equal(5, exception.Line);
        Assert.Contains($"weight \"w\" is {trouble}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_all_zero_are_refused() => Assert.Contains(
        "above 0 in 0 of the 60 rows",
        Assert.Throws<DataFileException>(() => Models.Fit(Weighted, Table(_ => 0))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Classic_refuses_weights() => Assert.Throws<NotSupportedException>(
        () => Models.Fit(Weighted with { Trainer = new ClassicTrainer() }, Table(_ => 1)));

    private static FitRequest Weighted => Models.Request with { Weights = "w" };

    private static DataTable Table(Func<int, double> weight)
    {
        DataTable table = Models.Table(60);
        double[] weights = [.. Enumerable.Range(0, 60).Select(weight)];
        return DataTable.FromColumns(
            [.. table.Names, "w"],
            [.. Enumerable.Range(0, 3).Select(column => table.Column(column).ToArray()), weights],
            (row, column) => column == 3 && double.IsNaN(weights[row]));
    }

    private static (Network Network, TrainingReport Report) Fit(TrainingRows rows)
    {
        Network network = Cases.Network(2, 3, [4], 2);
        return (network, new CoupledTrainer().Fit(network, rows, null, new TrainingOptions(), null, Token));
    }
}
