using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>Several random starts: restarts and ensembles.</summary>
public class StartsTests
{
    private static readonly FitRequest Plain = Models.Request with { Intervals = false, Seed = 5 };

    [Fact]
    public void Of_several_restarts_that_of_the_highest_evidence_is_kept()
    {
        FitResult result = Models.Fit(Plain with { Restarts = 5 });
        Assert.Equal([5, 6, 7, 8, 9], result.Starts.Select(start => (int)start.Seed));
        FittedStart kept = Assert.Single(result.Starts, start => start.IsKept);
        Assert.Same(result.Starts.MaxBy(start => start.LogEvidence), kept);
        Assert.NotEqual(5UL, kept.Seed);
        Assert.Equal(Parameters(Models.Fit(Plain with { Seed = kept.Seed }).Model), Parameters(result.Model));
        Assert.Equal(kept.Report.Ridge, result.Report.Ridge);
    }

    [Fact]
    public void With_validation_rows_their_error_decides_and_with_a_given_ridge_the_loss()
    {
        FitRequest judged = Plain with { Restarts = 4, Validation = new ValidationSplit(0.3, Last: true) };
        FitResult result = Models.Fit(judged);
        Assert.All(result.Starts, start => Assert.Null(start.LogEvidence));
        Assert.True(result.Starts.MinBy(start => start.Report.Trace[start.Report.BestIteration].ValidationLoss)!.IsKept);

        result = Models.Fit(Plain with { Restarts = 4, Training = new TrainingOptions { Ridge = 0.01 } });
        Assert.All(result.Starts, start => Assert.Null(start.LogEvidence));
        Assert.True(result.Starts.MinBy(start => start.Report.Loss)!.IsKept);
    }

    [Fact]
    public void The_evidence_is_that_of_the_definition()
    {
        // A linear model of two weights and a bias: 1/2 (p ln ridge - ln |J'J + ridge I| - n ln E), the determinant by hand.
        FitResult result = Models.Fit(Plain with { Hidden = [], Restarts = 2 });
        FittedStart start = result.Starts[0];
        TrainingRows rows = TrainingRows.Of(result.Model.Derive(Models.Table(60)), result.Model, [.. Enumerable.Range(0, 60)]);
        double[,] gram = new double[3, 3];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                for (int row = 0; row < 60; row++)
                    gram[i, j] += Column(i, row) * Column(j, row);
        for (int i = 0; i < 3; i++)
            gram[i, i] += start.Report.Ridge;
        double determinant = gram[0, 0] * (gram[1, 1] * gram[2, 2] - gram[1, 2] * gram[2, 1])
            - gram[0, 1] * (gram[1, 0] * gram[2, 2] - gram[1, 2] * gram[2, 0])
            + gram[0, 2] * (gram[1, 0] * gram[2, 1] - gram[1, 1] * gram[2, 0]);
        double expected = 0.5 * (3 * Math.Log(start.Report.Ridge) - Math.Log(determinant) - 60 * Math.Log(60 * start.Report.Loss));
        Assert.Equal(expected, start.LogEvidence!.Value, 1e-6);

        double Column(int column, int row) => column < 2 ? rows.Inputs[row, column] : 1;
    }

    [Fact]
    public void An_ensemble_predicts_the_mean_of_the_networks_of_its_seeds_and_comes_back_from_its_file()
    {
        FitResult result = Models.Fit(Plain with { Ensemble = 3 });
        Model[] alone = [.. Enumerable.Range(0, 3).Select(member => Models.Fit(Plain with { Seed = 5 + (ulong)member }).Model)];
        Assert.All(result.Starts, start => Assert.True(start.IsKept));
        double[] prediction = new double[1], mean = new double[1];
        new Predictor(ModelFile.FromBytes(ModelFile.ToBytes(result.Model), "m.ills")).Predict([0.5, 20], prediction);
        foreach (Model model in alone)
        {
            double[] one = new double[1];
            new Predictor(model).Predict([0.5, 20], one);
            mean[0] += one[0] / 3;
        }

        Assert.Equal(mean[0], prediction[0], 1e-12 * Math.Abs(mean[0]));
        Assert.All(result.Model.Members, member => Assert.NotNull(member.Factor));
        Assert.Equal("3", result.Model.Provenance.Options["ensemble"]);
    }

    [Fact]
    public void Every_network_of_an_ensemble_is_the_best_of_its_own_restarts()
    {
        FitResult result = Models.Fit(Plain with { Restarts = 3, Ensemble = 2 });
        Assert.Equal(6, result.Starts.Count);
        for (int member = 0; member < 2; member++)
        {
            FittedStart[] own = [.. result.Starts.Skip(3 * member).Take(3)];
            Assert.Same(own.MaxBy(start => start.LogEvidence), Assert.Single(own, start => start.IsKept));
        }
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(2, 2, 3)]
    public void An_interruption_keeps_the_networks_that_are_finished_or_the_only_one(int at, int members, int starts)
    {
        using CancellationTokenSource source = new();
        Listener stop = new(step =>
        {
            if (step.Start == at && step.Iteration == 2)
                source.Cancel();
        });
        FitResult result = ModelFitter.Fit(
            Models.Table(60), Models.Request with { Seed = 5, Ensemble = 4 }, stop, source.Token);
        Assert.Equal(StopReason.Interrupted, result.Report.StopReason);
        Assert.Equal((members, starts), (result.Model.Members.Count, result.Starts.Count));
        Assert.Equal(members, result.Starts.Count(start => start.IsKept));
        Assert.True(result.Report.Iterations >= 2);
        Assert.Null(result.Model.Calibration);
        Assert.Equal(
            Parameters(Models.Fit(Plain with { Training = Until(result.Report.Iterations) }).Model), Parameters(result.Model));

        TrainingOptions Until(int iterations) => new() { MaximumIterations = at == 0 ? iterations : 200 };
    }

    [Fact]
    public void All_starts_share_the_time_limit()
    {
        FitRequest request = Models.Request with
        {
            Ensemble = 50,
            Training = new TrainingOptions
            {
                Ridge = 0.1,
                Tolerance = 0,
                MaximumIterations = 3,
                TimeLimit = TimeSpan.FromSeconds(60),
                Clock = new ManualClock(TimeSpan.FromSeconds(1)),
            },
        };
        FitResult result = Models.Fit(request);
        Assert.Equal(StopReason.Time, result.Report.StopReason);
        Assert.InRange(result.Model.Members.Count, 2, 30);
        Assert.InRange(result.Report.Seconds, 50, 70);
        Assert.Null(result.Model.Calibration);
    }

    [Fact]
    public void Held_out_rows_are_predicted_by_as_many_starts_and_networks_as_new_ones()
    {
        Counter counter = new();
        Models.Fit(Models.Request with { Trainer = counter, Restarts = 2, Ensemble = 3 });
        Assert.Equal(Enumerable.Repeat(60, 6).Concat(Enumerable.Repeat(48, 30)), counter.Rows);
    }

    [Fact]
    public void Intervals_of_an_ensemble_hold_what_they_promise()
    {
        Model model = Models.Fit(Models.Request with { Hidden = [8], Ensemble = 4 }, Models.Table(200, noise: 3)).Model;
        DataTable fresh = model.Derive(Models.Table(4000, seed: 77, noise: 3));
        Predictor predictor = new(model);
        double[] value = new double[1], spread = new double[1];
        double quantile = model.Calibration!.Quantile(0, 0.9)!.Value;
        int held = 0;
        for (int row = 0; row < fresh.RowCount; row++)
        {
            predictor.Predict([fresh.Column(0)[row], fresh.Column(1)[row]], value, spread);
            held += Math.Abs(fresh.Column(2)[row] - value[0]) <= quantile * spread[0] ? 1 : 0;
        }

        Assert.InRange(held / 4000.0, 0.87, 0.95);
    }

    [Fact]
    public void What_cannot_be_compared_or_begun_is_refused_with_the_remedy()
    {
        TrainingOptions robust = new() { Robust = RobustLoss.Huber };
        Assert.Contains("--ensemble", Refusal(Plain with { Restarts = 2, Training = robust }), StringComparison.Ordinal);
        Assert.Equal(2, Models.Fit(Plain with { Ensemble = 2, Training = robust }).Model.Members.Count);
        Model start = Models.Fit(Plain).Model;
        Assert.Contains("--start", Refusal(Plain with { Restarts = 2, Start = start }), StringComparison.Ordinal);
        Assert.Contains("--start", Refusal(Plain with { Ensemble = 2, Start = start }), StringComparison.Ordinal);
    }

    private static string Refusal(FitRequest request) =>
        Assert.Throws<NotSupportedException>(() => Models.Fit(request)).Message;

    private static double[] Parameters(Model model) => model.Members[0].Network.Parameters.ToArray();

    private sealed class Counter : ITrainer
    {
        public List<int> Rows { get; } = [];

        public string Name => "counted";

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
            Rows.Add(rows.Count);
            return new CoupledTrainer().Fit(network, rows, validation, options with { MaximumIterations = 2 }, progress, cancellationToken);
        }
    }
}
