using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class ModelFitterMissingTests
{
    private static readonly FitRequest Mean = Models.Request with { Missing = MissingInputs.Mean };

    [Fact]
    public void Drop_leaves_out_the_rows_and_gives_the_model_of_the_others()
    {
        DataTable holes = Holes(60, row => row % 6 == 0);
        FitResult result = Models.Fit(Models.Request with { Missing = MissingInputs.Drop }, holes);
        Assert.Equal((50, 10, 10, 0), (result.Rows, result.SkippedRows, result.WithoutInput, result.WithoutHistory));
        Assert.Equal([new ColumnGaps("b", 10)], result.Gaps);
        int[] rest = [.. Enumerable.Range(0, 60).Where(row => row % 6 != 0)];
        DataTable others = DataTable.FromColumns(
            holes.Names, [.. Enumerable.Range(0, 3).Select(column => rest.Select(row => holes.Column(column)[row]).ToArray())]);
        Assert.Equal(
            Models.Fit(table: others).Model.Members[0].Network.Parameters.ToArray(),
            result.Model.Members[0].Network.Parameters.ToArray());
        Assert.All(result.Model.Inputs, input => Assert.Null(input.Tap.Fill));
    }

    [Fact]
    public void The_mean_of_the_values_that_are_there_stands_in_beside_an_indicator()
    {
        DataTable holes = Holes(60, row => row % 6 == 0);
        FitResult result = Models.Fit(Mean, holes);
        Assert.Equal((60, 0), (result.Rows, result.SkippedRows));
        Assert.Equal(["a", "b", "b@missing"], result.Model.Inputs.Select(input => input.Name));
        double mean = Enumerable.Range(0, 60).Where(row => row % 6 != 0).Average(row => holes.Column(1)[row]);
        Assert.Equal(mean, result.Model.Inputs[1].Tap.Fill!.Value, 1e-12);
        Assert.Equal(result.Model.Inputs[1].Scaling.Mean, result.Model.Inputs[1].Tap.Fill);
        // A column that misses nothing in training may do so later.
        Assert.Equal(result.Model.Inputs[0].Scaling.Mean, result.Model.Inputs[0].Tap.Fill);
        Assert.Equal("mean", result.Model.Provenance.Options["missing"]);
        DataTable derived = result.Model.Derive(holes);
        Assert.Equal(result.Model.Provenance.Metrics, Evaluation.Of(result.Model, derived, [.. Enumerable.Range(0, 60)]));
    }

    [Fact]
    public void The_indicator_learns_what_a_missing_value_means()
    {
        // b is missing exactly where y is 5 higher than a says.
        RandomSource random = new(3);
        double[] a = [.. Enumerable.Range(0, 100).Select(_ => random.NextUniform(-1, 1))];
        double[] y = [.. a.Select((value, row) => value + (row % 4 == 0 ? 5 : 0))];
        DataTable table = DataTable.FromColumns(["a", "b", "y"], [a, [.. a], y], (row, column) => column == 1 && row % 4 == 0);
        FitRequest linear = Mean with { Hidden = [], Training = new TrainingOptions { Ridge = 1e-9 } };
        Assert.InRange(Models.Fit(linear, table).Model.Provenance.Metrics[0].Rmse, 0, 1e-4);
    }

    [Fact]
    public void Means_and_indicators_come_from_the_training_rows_alone()
    {
        DataTable holes = Holes(60, row => row >= 50);
        Model model = Models.Fit(Mean with { Validation = new ValidationSplit(0.25, Last: true) }, holes).Model;
        Assert.Equal(["a", "b"], model.Inputs.Select(input => input.Name));
        Assert.Equal(Enumerable.Range(0, 45).Average(row => holes.Column(1)[row]), model.Inputs[1].Tap.Fill!.Value, 1e-12);
    }

    [Fact]
    public void A_column_without_any_value_is_refused_by_name()
    {
        DataFileException exception = Assert.Throws<DataFileException>(() => Models.Fit(Mean, Holes(60, _ => true)));
        Assert.Contains("\"b\" has no value in any row", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_lags_every_delayed_input_has_its_own_indicator()
    {
        FitRequest request = Mean with { Lags = [new Tap("b", 2), new Tap("a", 1)] };
        Model model = Models.Fit(request, Holes(60, row => row == 30)).Model;
        Assert.Equal(["a", "b", "b@2", "a@1", "b@missing", "b@2@missing"], model.Inputs.Select(input => input.Name));
    }

    private static DataTable Holes(int rows, Func<int, bool> isMissing)
    {
        DataTable full = Models.Table(rows);
        return DataTable.FromColumns(
            full.Names,
            [full.Column(0).ToArray(), full.Column(1).ToArray(), full.Column(2).ToArray()],
            (row, column) => column == 1 && isMissing(row));
    }
}
