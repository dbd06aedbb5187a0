using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>Tables at the ends of what a number can be, through to the model file and back to predictions.</summary>
public class ModelFitterExtremeTests
{
    public static TheoryData<string, double, double> Units
    {
        get
        {
            TheoryData<string, double, double> units = [];
            foreach (string activation in new[] { "tanh", "relu", "identity" })
                foreach (double input in new[] { 1e-300, 1, 1e300 })
                    foreach (double target in new[] { 1e-300, 1, 1e300 })
                        units.Add(activation, input, target);
            return units;
        }
    }

    [Theory, MemberData(nameof(Units))]
    public void Any_units_train_predict_and_survive_the_model_file(string activation, double inputUnit, double targetUnit)
    {
        DataTable table = Scaled(inputUnit, targetUnit);
        FitResult result = Models.Fit(Models.Request with { Activation = Activation.Named(activation)! }, table);
        Model model = ModelFile.FromBytes(ModelFile.ToBytes(result.Model), "m.ills");
        Predictor predictor = new(model);
        double[] prediction = new double[1];
        double errors = 0;
        for (int row = 0; row < table.RowCount; row++)
        {
            predictor.Predict([table.Column(0)[row], table.Column(1)[row]], prediction);
            Assert.True(double.IsFinite(prediction[0]));
            errors += Math.Pow((prediction[0] - table.Column(2)[row]) / targetUnit, 2);
        }

        double rmse = Math.Sqrt(errors / table.RowCount);
        Assert.Equal(rmse, model.Provenance.Metrics[0].Rmse / targetUnit, 1e-9 * rmse);
        Assert.InRange(model.Provenance.Metrics[0].R2!.Value, 0.85, 1);
    }

    [Fact]
    public void Numbers_below_the_normal_ones_keep_what_digits_they_have()
    {
        // 1e-310 has some 13 digits left.
        FitResult result = Models.Fit(
            Models.Request with { Training = new TrainingOptions { Ridge = 0.3 } }, Scaled(1e-310, 1e-310));
        Assert.InRange(result.Model.Provenance.Metrics[0].R2!.Value, 0.99, 1);
    }

    [Theory]
    [InlineData(1e15)]
    [InlineData(-1e12)]
    public void A_large_offset_is_no_obstacle(double offset)
    {
        // Beside 1e15 an eighth is the last place, so noise of 1 / sqrt(12) eighths comes in.
        DataTable table = Models.Table(60);
        DataTable shifted = DataTable.FromColumns(
            table.Names, [.. Enumerable.Range(0, 3).Select(column => Map(table, column, value => value + offset))]);
        FitResult result = Models.Fit(Models.Request with { Training = new() { Ridge = 1e-3, Tolerance = 1e-3 } }, shifted);
        Assert.InRange(result.Model.Provenance.Metrics[0].R2!.Value, 0.999, 1);
    }

    [Fact]
    public void Inputs_far_beyond_the_trained_ones_give_a_finite_value_and_a_status()
    {
        Predictor predictor = new(Models.Fit().Model);
        double[] prediction = new double[1];
        foreach (double far in new[] { -1e300, -1e100, 1e100, 1e300 })
        {
            predictor.Predict([far, 20], prediction);
            Assert.True(double.IsFinite(prediction[0]));
            Assert.Equal(ValueStatus.OutOfSpecification, predictor.StatusOf([far, 20], []));
        }
    }

    [Fact]
    public void Two_rows_are_enough()
    {
        DataTable table = DataTable.FromColumns(["a", "y"], [[1, 2], [5, 9]]);
        FitResult result = Models.Fit(Models.Request with { Inputs = ["a"], Training = new() { Ridge = 0 } }, table);
        double[] prediction = new double[1];
        new Predictor(result.Model).Predict([2.0], prediction);
        // The iteration ends when ten steps gain less than a hundredth of what is left, so not at 9 itself.
        Assert.Equal(9, prediction[0], 0.01);
    }

    [Fact]
    public void Several_targets_keep_the_order_of_the_request_and_their_own_units()
    {
        DataTable table = Models.Table(80);
        DataTable two = DataTable.FromColumns(
            ["w", "a", "b", "y"], [Map(table, 2, value => 1e6 - 1000 * value), Map(table, 0), Map(table, 1), Map(table, 2)]);
        FitResult result = Models.Fit(Models.Request with { Targets = ["y", "w"] }, two);
        Assert.Equal(["y", "w"], result.Model.Targets.Select(target => target.Name));
        double[] prediction = new double[2];
        new Predictor(result.Model).Predict([1, 20], prediction);
        Assert.Equal(-19, prediction[0], 1.0);
        Assert.Equal(1e6 + 19000, prediction[1], 1000.0);
        Assert.Equal(1000, result.Model.Provenance.Metrics[1].Rmse / result.Model.Provenance.Metrics[0].Rmse, 100.0);
    }

    [Fact]
    public void A_fit_that_is_cancelled_before_it_starts_gives_the_start_as_a_model()
    {
        FitResult result = ModelFitter.Fit(Models.Table(60), Models.Request, null, new CancellationToken(true));
        Assert.Equal((StopReason.Interrupted, 0), (result.Report.StopReason, result.Report.Iterations));
        Network start = new(2, [3], 1, Activation.Tanh);
        Initialisation.Randomise(start, Models.Request.Seed);
        Assert.Equal(start.Parameters.ToArray(), result.Model.Members[0].Network.Parameters.ToArray());
        Assert.NotEmpty(ModelFile.ToBytes(result.Model));
    }

    [Fact]
    public void Another_seed_gives_another_model_and_other_data_another_fingerprint()
    {
        FitResult one = Models.Fit(), other = Models.Fit(Models.Request with { Seed = 2 });
        Assert.NotEqual(
            one.Model.Members[0].Network.Parameters.ToArray(), other.Model.Members[0].Network.Parameters.ToArray());
        Assert.Equal(one.Model.Provenance.DataFingerprint, other.Model.Provenance.DataFingerprint);
        Assert.NotEqual(
            one.Model.Provenance.DataFingerprint, Models.Fit(table: Models.Table(60, 2)).Model.Provenance.DataFingerprint);
    }

    private static DataTable Scaled(double inputUnit, double targetUnit)
    {
        DataTable table = Models.Table(60);
        return DataTable.FromColumns(
            table.Names,
            [
                Map(table, 0, value => value * inputUnit), Map(table, 1, value => value * inputUnit),
                Map(table, 2, value => value * targetUnit),
            ]);
    }

    private static double[] Map(DataTable table, int column, Func<double, double>? map = null) =>
        [.. table.Column(column).ToArray().Select(map ?? (value => value))];
}
