using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

public class RobustTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<RobustLoss> Losses => [RobustLoss.Huber, RobustLoss.Tukey];

    [Theory]
    [InlineData(RobustLoss.None, 100, 1)]
    [InlineData(RobustLoss.Huber, 1.3, 1)]
    [InlineData(RobustLoss.Huber, -2.69, 0.5)]
    [InlineData(RobustLoss.Huber, 0, 1)]
    [InlineData(RobustLoss.Tukey, 0, 1)]
    [InlineData(RobustLoss.Tukey, -2.3425, 0.5625)]
    [InlineData(RobustLoss.Tukey, 4.69, 0)]
    public void Weights_follow_their_closed_form(RobustLoss loss, double residual, double weight) =>
        Assert.Equal(weight, loss.Weight(residual), 1e-12);

    [Fact]
    public void The_scale_is_the_median_absolute_residual_whatever_the_largest_are()
    {
        // Residuals of a network of zeros are the targets: 1, 2, 3, 4 and one of any size, with a median of 3.
        Network network = Cases.Network(1, 1, [], 1);
        network.Parameters.Clear();
        foreach (double gross in new[] { 5, 1e9 })
        {
            ResidualScale scale = new(network, new TrainingRows(5, new double[5], [1, -2, gross, 3, -4]));
            scale.Measure();
            Assert.Equal(3 / 0.6745, scale.Scales[0], 1e-12);
        }
    }

    [Fact]
    public void Auto_tells_normal_thin_and_gross_tails_apart()
    {
        RandomSource random = new(5);
        double[] uniform = [.. Enumerable.Range(0, 4000).Select(_ => random.NextUniform())];
        double[] normal = [.. Enumerable.Range(0, 2000).Select(i =>
            Math.Sqrt(-2 * Math.Log(1 - uniform[2 * i])) * Math.Cos(2 * Math.PI * uniform[2 * i + 1]))];
        Assert.Equal(RobustLoss.None, ResidualScale.Judge(normal));

        // Laplace by its inverse distribution, over its own scale of 1.0277.
        double[] laplace = [.. uniform.Select(u => Math.Sign(u - 0.5) * -Math.Log(1 - 2 * Math.Abs(u - 0.5)) / 1.0277)];
        Assert.Equal(RobustLoss.Huber, ResidualScale.Judge(laplace));

        // Six of 2000 are less than half a per cent, fourteen are more.
        Assert.Equal(RobustLoss.None, ResidualScale.Judge([.. normal.Select((value, row) => row < 6 ? 5 : value)]));
        Assert.Equal(RobustLoss.Huber, ResidualScale.Judge([.. normal.Select((value, row) => row < 14 ? 5 : value)]));

        double[] gross = [.. normal.Select((value, row) => row % 50 == 0 ? value + 20 : value)];
        Assert.Equal(RobustLoss.Tukey, ResidualScale.Judge(gross));
    }

    [Theory]
    [InlineData(RobustLoss.Huber, 0.5)]
    [InlineData(RobustLoss.Tukey, 0.3)]
    [InlineData(RobustLoss.Auto, 0.3)]
    public void Twenty_per_cent_of_gross_errors_hardly_move_the_fit(RobustLoss loss, double share)
    {
        DataTable clean = Models.Table(300);
        DataTable spoilt = Spoil(clean, every: 5);
        double plain = ErrorOf(Models.Fit(Wide, spoilt), clean);
        FitResult robust = Models.Fit(With(loss), spoilt);
        Assert.InRange(ErrorOf(robust, clean), 0, share * plain);
        Assert.Equal(loss == RobustLoss.Auto ? RobustLoss.Tukey : loss, robust.Report.Robust!.Loss);
    }

    [Fact]
    public void Tukey_finds_the_fit_that_the_clean_rows_alone_have()
    {
        // The noise is uniform within 0.05: what 240 clean rows and 5 to 7 weights leave open is well below it.
        DataTable clean = Models.Table(300);
        double error = ErrorOf(Models.Fit(With(RobustLoss.Tukey), Spoil(clean, every: 5)), clean);
        Assert.InRange(error, 0, 2 * ErrorOf(Models.Fit(Wide, clean), clean));
    }

    [Theory, MemberData(nameof(Losses))]
    public void Without_outliers_a_linear_fit_is_least_squares_up_to_its_noise(RobustLoss loss)
    {
        // Both losses are 95 % efficient: they differ from least squares by a quarter of its standard error, sqrt(1 / 0.95 - 1).
        // Its own is 0.115 / sqrt(400) standardised noise a weight; four of theirs are allowed.
        const double Allowed = 4 * 0.115 * 0.25 / 20;
        Network[] networks = [.. new[] { RobustLoss.None, loss }.Select(one =>
        {
            Network network = Cases.Network(1, 2, [], 1);
            RandomSource random = new(9);
            double[] inputs = [.. Enumerable.Range(0, 800).Select(_ => random.NextUniform(-1.7, 1.7))];
            double[] targets = [.. Enumerable.Range(0, 400).Select(row =>
                0.5 * inputs[row] - 0.8 * inputs[400 + row] + random.NextUniform(-0.2, 0.2))];
            new CoupledTrainer().Fit(
                network, new TrainingRows(400, inputs, targets), null, new TrainingOptions { Ridge = 1e-6, Robust = one }, null, Token);
            return network;
        })];
        for (int i = 0; i < 3; i++)
            Assert.Equal(networks[0].Parameters[i], networks[1].Parameters[i], Allowed);
        Assert.NotEqual(networks[0].Parameters.ToArray(), networks[1].Parameters.ToArray());
    }

    [Fact]
    public void Under_a_given_ridge_Tukey_ends_at_the_line_of_the_clean_rows_and_Huber_beside_it()
    {
        double[] offsets = [.. new[] { RobustLoss.Huber, RobustLoss.Tukey }.Select(loss =>
        {
            Network network = Cases.Network(1, 1, [], 1);
            TrainingOptions options = new() { Ridge = 1e-6, Robust = loss };
            new CoupledTrainer().Fit(network, Line(), null, options, null, Token);
            return network.Parameters[1];
        })];
        // The noise has a deviation of 0.058, and a fifth of the rows pulls with 1.345 of it: 0.25 x 1.345 x 0.058.
        Assert.InRange(offsets[0], 0.015, 0.04);
        Assert.Equal(0, offsets[1], 0.01);
    }

    [Fact]
    public void A_second_fit_that_is_less_probable_leaves_nothing_behind()
    {
        Network network = Cases.Network(1, 1, [], 1);
        TrainingRows rows = Line();
        TrainingOptions options = new() { Ridge = 1e-3 };
        using TrainingRun run = new(network, rows, null, options, 10, null, Token);
        run.Record(run.Objective.Of(rows, Token), []);
        LevenbergStep step = new(network);
        new RobustFit(network, rows, null, run).Run(RobustLoss.Tukey, () => step, step, _ =>
        {
            run.UseRidge(100);
            network.Parameters.Fill(-3);
            return true;
        });
        Assert.Equal(1e-3, run.Objective.Ridge);
        Assert.Equal(1, network.Parameters[0], 0.01);
        Assert.Equal(0, network.Parameters[1], 0.01);
    }

    [Fact]
    public void Auto_on_clean_rows_is_plain_least_squares_bit_by_bit()
    {
        FitResult plain = Models.Fit(Wide, Models.Table(300)), auto = Models.Fit(With(RobustLoss.Auto), Models.Table(300));
        Assert.Equal(RobustLoss.None, auto.Report.Robust!.Loss);
        Assert.Equal(
            plain.Model.Members[0].Network.Parameters.ToArray(), auto.Model.Members[0].Network.Parameters.ToArray());
        Assert.Empty(auto.Outliers);
        Assert.Null(plain.Report.Robust);
    }

    [Fact]
    public void Nothing_is_outlying_in_rows_without_noise()
    {
        double[] a = [.. Enumerable.Range(0, 80).Select(row => Math.Sin(row))];
        double[] b = [.. Enumerable.Range(0, 80).Select(row => Math.Cos(3 * row))];
        FitResult fit = Models.Fit(
            With(RobustLoss.Tukey) with { Hidden = [] },
            DataTable.FromColumns(["a", "b", "y"], [a, b, [.. a.Zip(b, (x, y) => 3 * x - y)]]));
        Assert.Equal(0, fit.Report.Robust!.Count);
    }

    [Theory]
    [InlineData(RobustLoss.Huber, null, null)]
    [InlineData(RobustLoss.Tukey, null, null)]
    [InlineData(RobustLoss.Tukey, 0.1, null)]
    [InlineData(RobustLoss.Tukey, null, 0.2)]
    [InlineData(RobustLoss.Huber, 0.1, 0.2)]
    public void The_loss_never_rises_within_a_round(RobustLoss loss, double? ridge, double? validation)
    {
        TrainingOptions options = new() { Robust = loss, Ridge = ridge };
        FitRequest request = Wide with
        {
            Training = options,
            Validation = validation is { } share ? new ValidationSplit(share, false) : null,
        };
        TrainingReport report = Models.Fit(request, Spoil(Models.Table(300), every: 5)).Report;
        Assert.True(report.Trace[^1].Round > 2);
        foreach ((TrainingStep before, TrainingStep after) in report.Trace.Zip(report.Trace.Skip(1)))
            if (before.IsComparable(after))
                Assert.True(after.Loss <= before.Loss, $"iteration {after.Iteration}");
        if (validation is null)
            Assert.Equal(
                report.Trace.Where(step => step.IsComparable(report.Trace[report.BestIteration])).Min(step => step.Loss),
                report.Loss);
    }

    [Fact]
    public void Outlying_rows_are_named_the_furthest_first()
    {
        DataTable table = Models.Table(100);
        double[] y = table.Column(2).ToArray();
        (y[6], y[41]) = (y[6] + 80, y[41] - 300);
        FitResult result = Models.Fit(
            With(RobustLoss.Tukey), DataTable.FromColumns(table.Names, [.. Columns(table).SkipLast(1), y]));
        Assert.Equal([42, 7], result.Outliers.Select(outlier => outlier.Line));
        Assert.Equal([("y", y[41], 0.0), ("y", y[6], 0.0)], result.Outliers.Select(o => (o.Target, o.Value, o.Weight)));
        Assert.True(result.Outliers[0].Residual < -ResidualScale.Outlying && result.Outliers[1].Residual > ResidualScale.Outlying);
        Assert.Equal(2, result.Report.Robust!.Count);
        Assert.Equal("tukey", result.Model.Provenance.Options["robust"]);
    }

    [Fact]
    public void A_long_list_is_cut_and_still_counted()
    {
        FitResult result = Models.Fit(With(RobustLoss.Tukey), Spoil(Models.Table(1000), every: 5));
        Assert.InRange(result.Report.Robust!.Count, 150, 200);
        Assert.Equal(RobustReport.MostOutliers, result.Outliers.Count);
    }

    [Fact]
    public void Gross_errors_of_one_sign_hardly_move_a_fit_with_the_defaults()
    {
        // It takes some 400 iterations: the plain fit spends most of 200.
        DataTable clean = Models.Table(100);
        double[][] columns = [.. Columns(clean)];
        for (int row = 4; row < 100; row += 10)
            columns[2][row] += 100 + row;
        FitRequest request = new() { Inputs = ["a", "b"], Targets = ["y"], Training = new TrainingOptions { Robust = RobustLoss.Tukey } };
        FitResult fit = Models.Fit(request, DataTable.FromColumns(clean.Names, columns));
        Assert.InRange(ErrorOf(fit, clean), 0, 0.06);
        Assert.Equal(10, fit.Report.Robust!.Count);
    }

    [Fact]
    public void Iterations_bound_a_robust_fit_too()
    {
        TrainingOptions options = new() { Robust = RobustLoss.Tukey, MaximumIterations = 12, Ridge = 0.1, Tolerance = 0 };
        TrainingReport report = Models.Fit(
            Wide with { Training = options, Trainer = new CoupledTrainer() }, Spoil(Models.Table(300), every: 5)).Report;
        // The plain fit, the rounds of Huber, those of Tukey, and the last steps with Tukey's weights.
        Assert.Equal(StopReason.Iterations, report.StopReason);
        Assert.InRange(report.Iterations, 13, 4 * 12);
        Assert.True(report.Trace[^1].Round > 3);
        options = options with { Ridge = null, MaximumIterations = 1000, Tolerance = 0 };
        report = Models.Fit(Wide with { Training = options }, Spoil(Models.Table(300), every: 5)).Report;
        Assert.True(double.IsFinite(report.Loss));
    }

    [Fact]
    public void Outliers_in_the_validation_rows_do_not_decide_when_to_stop()
    {
        DataTable clean = Models.Table(300);
        FitRequest request = With(RobustLoss.Tukey) with { Validation = new ValidationSplit(0.3, Last: true) };
        FitResult fit = Models.Fit(request, Spoil(clean, every: 5));
        Assert.InRange(ErrorOf(fit, clean), 0, 2 * ErrorOf(Models.Fit(Wide, clean), clean));
        // Every fifth of them lies several standard deviations off, and counts nothing.
        Assert.InRange(fit.Report.Trace[fit.Report.BestIteration].ValidationLoss!.Value, 0, 0.01);
    }

    [Fact]
    public void Classic_refuses_a_robust_loss_and_says_what_does_it()
    {
        NotSupportedException exception = Assert.Throws<NotSupportedException>(
            () => Models.Fit(With(RobustLoss.Huber) with { Trainer = new ClassicTrainer() }));
        Assert.Contains("Use method auto", exception.Message, StringComparison.Ordinal);
    }

    private static FitRequest With(RobustLoss loss) => Wide with { Training = new TrainingOptions { Robust = loss } };

    /// <summary>
    /// With 3 neurons the path of ridges can end on a plateau, clean rows or not (README.md beside the trainers has why), and
    /// the fits that are compared here would be those of chance.
    /// </summary>
    private static FitRequest Wide => Models.Request with { Hidden = [8] };

    private static IEnumerable<double[]> Columns(DataTable table) =>
        Enumerable.Range(0, table.Names.Count).Select(column => table.Column(column).ToArray());

    /// <summary>Replaces every so-manyth target by a value of up to ten standard deviations.</summary>
    private static DataTable Spoil(DataTable table, int every)
    {
        RandomSource random = new(11);
        double[][] columns = [.. Columns(table)];
        Scaling scaling = Scaling.Of(columns[2]);
        for (int row = 0; row < table.RowCount; row += every)
            columns[2][row] = scaling.Mean + random.NextUniform(-10, 10) * scaling.StandardDeviation;
        return DataTable.FromColumns(table.Names, columns);
    }

    private static double ErrorOf(FitResult fit, DataTable table) =>
        IllsEdge.Prediction.Evaluation.Of(fit.Model, table, [.. Enumerable.Range(0, table.RowCount)])[0].Rmse;

    /// <summary>400 rows of y = x with a uniform noise of 0.1, every fifth 5 higher.</summary>
    private static TrainingRows Line()
    {
        RandomSource random = new(9);
        double[] inputs = [.. Enumerable.Range(0, 400).Select(_ => random.NextUniform(-1.7, 1.7))];
        double[] targets = [.. inputs.Select((x, row) => x + random.NextUniform(-0.1, 0.1) + (row % 5 == 0 ? 5 : 0))];
        return new TrainingRows(400, inputs, targets);
    }
}
