using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class ModelFitterTrustTests
{
    [Fact]
    public void Every_row_is_held_out_once_where_there_are_few()
    {
        Model model = Models.Fit(table: Models.Table(60)).Model;
        Assert.Equal(60, model.Calibration!.Scores[0].Length);
        Assert.Equal(10, Models.Fit(table: Models.Table(10)).Model.Calibration!.Scores[0].Length);
    }

    [Fact]
    public void Held_out_errors_are_larger_than_those_that_were_fitted()
    {
        // 81 weights on 60 rows: the fit says little about new rows. Two thirds of errors are below their RMSE.
        FitResult fit = Models.Fit(Models.Request with { Hidden = [20] }, Models.Table(60, noise: 1));
        double typical = fit.Model.Calibration!.Quantile(0, 0.68)!.Value * fit.Model.Targets[0].Scaling.StandardDeviation;
        Assert.True(typical > fit.Model.Provenance.Metrics[0].Rmse, $"{typical} and {fit.Model.Provenance.Metrics[0].Rmse}");
    }

    [Fact]
    public void A_linear_model_is_judged_on_the_same_rows_and_shows_where_it_does_better()
    {
        RandomSource random = new(4);
        double[] a = [.. Enumerable.Range(0, 60).Select(_ => random.NextUniform())];
        double[] b = [.. Enumerable.Range(0, 60).Select(_ => random.NextUniform())];
        double[] y = [.. a.Zip(b, (x, z) => 3 * x - z + 0.3 * random.NextUniform())];
        FitRequest request = Models.Request with { Hidden = [20], Training = new TrainingOptions { Ridge = 1e-4 } };
        FitResult straight = Models.Fit(request, DataTable.FromColumns(["a", "b", "y"], [a, b, y]));
        // Uniform noise of width 0.3 has a deviation of 0.087.
        Assert.InRange(straight.HeldOutLinear![0].Rmse, 0.07, 0.1);
        Assert.True(straight.HeldOut![0].Rmse > 1.2 * straight.HeldOutLinear[0].Rmse);

        FitResult curved = Models.Fit(table: Models.Table(60));
        Assert.True(curved.HeldOut![0].Rmse < 0.5 * curved.HeldOutLinear![0].Rmse);
        Assert.Equal("y", curved.HeldOut[0].Name);
        Assert.Null(Models.Fit(Models.Request with { Intervals = false }).HeldOut);
    }

    [Fact]
    public void A_network_too_large_for_a_factor_has_intervals_of_one_width()
    {
        Model model = Models.Fit(
            Models.Request with { Hidden = [151], Training = new TrainingOptions { MaximumIterations = 1 } }).Model;
        Assert.Null(model.Members[0].Factor);
        Assert.NotNull(model.Calibration!.Quantile(0, 0.9));
        double[] value = new double[1], here = new double[1], there = new double[1];
        Predictor predictor = new(model);
        predictor.Predict([0, 20], value, here);
        predictor.Predict([2, 30], value, there);
        Assert.Equal(here, there);
    }

    [Fact]
    public void Few_rows_a_request_without_and_a_fit_out_of_time_have_no_intervals()
    {
        Assert.Null(Models.Fit(table: Models.Table(9)).Model.Calibration);
        Assert.Null(Models.Fit(Models.Request with { Intervals = false }).Model.Calibration);
        TrainingOptions hasty = new() { TimeLimit = TimeSpan.FromSeconds(1), Clock = new ManualClock(TimeSpan.FromSeconds(2)) };
        Assert.Null(Models.Fit(Models.Request with { Training = hasty }).Model.Calibration);
    }

    [Fact]
    public void Every_target_has_its_own_scores()
    {
        DataTable table = Models.Table(60);
        double[] noisy = [.. Models.Table(60, seed: 7, noise: 8).Column(2)];
        DataTable two = DataTable.FromColumns(
            ["a", "b", "y", "z"], [[.. table.Column(0)], [.. table.Column(1)], [.. table.Column(2)], noisy]);
        Calibration calibration = Models.Fit(Models.Request with { Targets = ["y", "z"] }, two).Model.Calibration!;
        Assert.True(calibration.Quantile(1, 0.5) > 3 * calibration.Quantile(0, 0.5));
    }

    [Fact]
    public void Rows_in_order_of_time_are_held_out_in_stretches()
    {
        // The process has five levels. A random fold leaves four fifths of each; a stretch leaves nothing of its own.
        double[] x = [.. Models.Table(100).Column(0)];
        double[] y = [.. x.Select((value, row) => value + 10 * Math.Sin(row / 20))];
        DataTable table = DataTable.FromColumns(["x", "time", "y"], [x, [.. x.Select((_, row) => row / 20.0)], y]);
        FitRequest request = Models.Request with { Inputs = ["x", "time"], Hidden = [8] };
        double atRandom = Models.Fit(request, table).Model.Calibration!.Quantile(0, 0.5)!.Value;
        double inTime = Models.Fit(request with { Lags = [new Tap("x", 1)] }, table).Model.Calibration!.Quantile(0, 0.5)!.Value;
        Assert.True(inTime > 2 * atRandom, $"{inTime} and {atRandom}");
    }

    [Fact]
    public void Fits_without_some_of_the_rows_find_their_own_ridge()
    {
        Recorder recorder = new();
        Models.Fit(Models.Request with { Trainer = recorder }, Models.Table(60));
        Assert.Equal([60, 48, 48, 48, 48, 48], recorder.Fits.Select(fit => fit.Rows));
        Assert.All(recorder.Fits, fit => Assert.Null(fit.Ridge));
    }

    [Fact]
    public void Fits_without_some_of_the_rows_honour_the_weights_and_rows_of_weight_0_are_not_there()
    {
        DataTable table = Models.Table(60);
        DataTable weighted = DataTable.FromColumns(
            ["a", "b", "y", "w"],
            [
                table.Column(0).ToArray(), table.Column(1).ToArray(), table.Column(2).ToArray(),
                [.. Enumerable.Range(0, 60).Select(row => row < 10 ? 0.0 : 1 + row % 3)],
            ]);
        Recorder recorder = new();
        FitResult fit = Models.Fit(Models.Request with { Trainer = recorder, Weights = "w" }, weighted);
        Assert.Equal([50, 40, 40, 40, 40, 40], recorder.Fits.Select(one => one.Rows));
        Assert.All(recorder.Fits, one => Assert.True(one.IsWeighted));
        Assert.Equal(50, recorder.Fits[0].Weight, 1e-9);
        Assert.Equal((50, 10, 10), (fit.Rows, fit.SkippedRows, fit.WithoutWeight));
        Assert.Equal(50, fit.Model.Calibration!.Scores[0].Length);
    }

    [Fact]
    public void The_same_request_gives_the_same_bytes() =>
        Assert.Equal(ModelFile.ToBytes(Models.Fit().Model), ModelFile.ToBytes(Models.Fit().Model));

    private sealed class Recorder : ITrainer
    {
        public List<(int Rows, double? Ridge, bool IsWeighted, double Weight)> Fits { get; } = [];

        public string Name => "recorded";

        public void Check(IEnumerable<Activation> activations)
        {
            // All that coupled takes.
        }

        public TrainingReport Fit(
            Network network,
            TrainingRows rows,
            TrainingRows? validation,
            TrainingOptions options,
            IProgress<TrainingStep>? progress = null,
            CancellationToken cancellationToken = default)
        {
            Fits.Add((rows.Count, options.Ridge, rows.IsWeighted, rows.TotalWeight));
            return new CoupledTrainer().Fit(network, rows, validation, options, progress, cancellationToken);
        }
    }
}
