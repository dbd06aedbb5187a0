using IllsEdge.Data;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class ModelFitterTests
{
    [Fact]
    public void A_fit_describes_its_data_and_judges_itself()
    {
        DataTable table = Models.Table(200);
        FitResult result = Models.Fit(table: table);
        Variable input = result.Model.Inputs[1];
        Assert.Equal(("b", table.Column(1).ToArray().Min()), (input.Name, input.Lowest));
        Assert.Equal(table.Column(1).ToArray().Average(), input.Scaling.Mean, 1e-12);
        Assert.Equal(200, result.Model.Provenance.Rows);
        Assert.InRange(result.Model.Provenance.Metrics[0].Rmse, 0, 0.5);
        Assert.InRange(result.Model.Provenance.Metrics[0].R2!.Value, 0.99, 1);
    }

    [Fact]
    public void Rows_without_a_target_are_left_out_and_counted()
    {
        DataTable full = Models.Table(50);
        DataTable holes = DataTable.FromColumns(
            full.Names,
            [full.Column(0).ToArray(), full.Column(1).ToArray(), full.Column(2).ToArray()],
            (row, column) => column == 2 && row % 10 == 0);
        FitResult result = Models.Fit(table: holes);
        Assert.Equal((45, 5), (result.Rows, result.SkippedRows));
    }

    [Fact]
    public void A_missing_input_is_named_with_its_row()
    {
        DataTable full = Models.Table(50);
        DataTable holes = DataTable.FromColumns(
            full.Names,
            [full.Column(0).ToArray(), full.Column(1).ToArray(), full.Column(2).ToArray()],
            (row, column) => column == 1 && row == 7);
        DataFileException exception = Assert.Throws<DataFileException>(() => Models.Fit(table: holes));
        Assert.Equal(8, exception.Line);
        Assert.Contains("\"b\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_never_changes_is_refused()
    {
        DataTable table = DataTable.FromColumns(["a", "y"], [[1, 2, 3], [5, 5, 5]]);
        DataFileException exception = Assert.Throws<DataFileException>(
            () => Models.Fit(Models.Request with { Inputs = ["a"] }, table));
        Assert.Contains("\"y\" is 5 in every row", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_row_is_refused()
    {
        DataTable table = DataTable.FromColumns(["a", "y"], [[1], [5]]);
        DataFileException exception = Assert.Throws<DataFileException>(
            () => Models.Fit(Models.Request with { Inputs = ["a"] }, table));
        Assert.Contains("at least 2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_never_change_are_refused_together_and_handled_among_others()
    {
        double[] target = [.. Models.Table(30).Column(2)];
        double[] constant = [.. Enumerable.Repeat(4.0, 30)];
        DataTable alone = DataTable.FromColumns(["a", "y"], [constant, target]);
        Assert.Throws<DataFileException>(() => Models.Fit(Models.Request with { Inputs = ["a"] }, alone));

        DataTable among = DataTable.FromColumns(["a", "b", "y"], [constant, [.. Models.Table(30).Column(0)], target]);
        FitResult result = Models.Fit(table: among);
        Assert.Equal(ColumnFindingKind.Constant, Assert.Single(result.Findings).Kind);
        double[] prediction = new double[1];
        new Predictor(result.Model).Predict([1e9, 0.5], prediction);
        Assert.True(double.IsFinite(prediction[0]));
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void Extreme_units_do_not_matter(double unit)
    {
        DataTable table = Models.Table(60);
        DataTable scaled = DataTable.FromColumns(
            table.Names,
            [.. Enumerable.Range(0, 3).Select(column => table.Column(column).ToArray().Select(value => value * unit).ToArray())]);
        double plain = Models.Fit().Model.Provenance.Metrics[0].Rmse;
        double extreme = Models.Fit(table: scaled).Model.Provenance.Metrics[0].Rmse / unit;
        Assert.Equal(plain, extreme, 1e-3 * plain);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("y")]
    public void A_column_that_spans_more_than_a_number_can_hold_is_refused(string name)
    {
        double[] wide = [-1.7e308, 1.6e308, 1.6e308], plain = [1, 2, 4];
        DataTable table = DataTable.FromColumns(["a", "y"], name == "a" ? [wide, plain] : [plain, wide]);
        DataFileException exception = Assert.Throws<DataFileException>(
            () => Models.Fit(Models.Request with { Inputs = ["a"] }, table));
        Assert.Contains($"\"{name}\"", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_identical_inputs_are_named_and_handled()
    {
        DataTable table = Models.Table(60);
        DataTable twice = DataTable.FromColumns(
            ["a", "b", "c", "y"],
            [[.. table.Column(0)], [.. table.Column(1)], [.. table.Column(0)], [.. table.Column(2)]]);
        FitResult result = Models.Fit(Models.Request with { Inputs = ["a", "b", "c"] }, twice);
        Assert.Equal(("c", "a"), (Assert.Single(result.Findings).Column, result.Findings[0].Of!));
        Assert.InRange(result.Model.Provenance.Metrics[0].R2!.Value, 0.9, 1);
    }

    [Theory]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    [InlineData("softsign")]
    public void A_bounded_output_stays_within_a_tenth_of_the_trained_range(string activation)
    {
        FitResult result = Models.Fit(Models.Request with { OutputActivation = Activation.Named(activation)! });
        Variable target = result.Model.Targets[0];
        double margin = 0.1 * (target.Highest - target.Lowest) * (1 + 1e-12);
        Predictor predictor = new(result.Model);
        double[] prediction = new double[1];
        foreach (double far in new[] { -1e6, -50, 50, 1e6 })
        {
            predictor.Predict([far, -far], prediction);
            Assert.InRange(prediction[0], target.Lowest - margin, target.Highest + margin);
        }

        Assert.InRange(result.Model.Provenance.Metrics[0].R2!.Value, 0.9, 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Validation_rows_are_kept_aside(bool last)
    {
        FitResult result = Models.Fit(Models.Request with { Validation = new ValidationSplit(0.25, last) });
        Assert.Equal(45, result.Rows);
        Assert.NotNull(result.Validation);
        Assert.All(result.Report.Trace, step => Assert.NotNull(step.ValidationLoss));
    }
}
