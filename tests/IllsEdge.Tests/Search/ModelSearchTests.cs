using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Search;
using IllsEdge.Tests.Support;
using IllsEdge.Tests.Training;
using IllsEdge.Training;

namespace IllsEdge.Tests.Search;

public class ModelSearchTests
{
    private static readonly SearchRequest Request = new()
    {
        Inputs = ["a", "b"],
        Targets = ["y"],
        TimeLimit = TimeSpan.FromHours(1),
    };

    [Fact]
    public void A_curved_table_gets_a_network_that_predicts_new_rows()
    {
        SearchResult result = Run(Models.Table(60))!;
        Assert.Equal(StopReason.Converged, result.StopReason);
        Assert.Equal(result.Chosen.Sum(kind => kind.Members), result.Model.Members.Count);
        Assert.Equal("linear", result.Trials[0].Candidate.ToString());
        Assert.True(result.Chosen[0].EnsembleError < 0.1 * result.Trials[0].EnsembleError);

        // The noise is uniform in +-0.05: a standard deviation of 0.029.
        DataTable other = Models.Table(200, seed: 9);
        double rmse = Evaluation.Of(result.Model, other, [.. Enumerable.Range(0, 200)])[0].Rmse;
        Assert.InRange(rmse, 0.025, 0.08);
        Assert.InRange(result.Validation[0].Rmse, 0.5 * rmse, 3 * rmse);
        Assert.Equal("y", result.Validation[0].Name);
    }

    [Fact]
    public void A_linear_table_gets_one_linear_model_that_keeps_its_factor()
    {
        RandomSource random = new(4);
        double[] a = [.. Enumerable.Range(0, 40).Select(_ => random.NextUniform())];
        double[] b = [.. Enumerable.Range(0, 40).Select(_ => random.NextUniform())];
        SearchResult result = Run(DataTable.FromColumns(["a", "b", "y"], [a, b, [.. a.Zip(b, (x, y) => 3 * x - y)]]))!;
        Member member = Assert.Single(result.Model.Members);
        Assert.Single(member.Network.Layers);
        Assert.Equal(6, member.Factor!.Length);
        Assert.InRange(result.Validation[0].Rmse, 0, 1e-5);
    }

    [Fact]
    public void The_same_seed_finds_the_same_model_and_another_seed_another()
    {
        DataTable table = Models.Table(12, noise: 1);
        double[][] weights =
        [
            .. new ulong[] { 1, 1, 2 }.Select(seed =>
                Run(table, Request with { Seed = seed })!.Model.Members.SelectMany(member => member.Network.Parameters.ToArray()).ToArray()),
        ];
        Assert.Equal(weights[0], weights[1]);
        Assert.NotEqual(weights[0], weights[2]);
    }

    [Fact]
    public void Two_targets_are_searched_for_together()
    {
        DataTable table = Models.Table(20);
        DataTable twice = DataTable.FromColumns(
            ["a", "b", "y", "z"],
            [
                table.Column(0).ToArray(), table.Column(1).ToArray(), table.Column(2).ToArray(),
                [.. table.Column(2).ToArray().Select(value => 2 - 10 * value)],
            ]);
        SearchResult result = Run(twice, Request with { Targets = ["y", "z"] })!;
        Assert.Equal(["y", "z"], result.Validation.Select(metrics => metrics.Name));
        Assert.All(result.Validation, metrics => Assert.InRange(metrics.R2!.Value, 0.95, 1));
        Assert.Equal(10, result.Validation[1].Rmse / result.Validation[0].Rmse, 1.0);
    }

    [Fact]
    public void Time_cuts_a_search_short_and_there_is_a_model_all_the_same()
    {
        SearchResult result = Run(
            Models.Table(60),
            Request with { TimeLimit = TimeSpan.FromSeconds(100), Clock = new ManualClock(TimeSpan.FromSeconds(1)) })!;
        Assert.Equal(StopReason.Time, result.StopReason);
        Assert.InRange(result.Trials.Count, 1, 8);
        Assert.InRange(result.Seconds, 1, 130);
    }

    [Fact]
    public void An_interruption_keeps_the_best_so_far_and_one_before_anything_was_judged_gives_nothing()
    {
        using CancellationTokenSource source = new();
        SearchResult result = ModelSearch.Run(
            Models.Table(60),
            Request,
            new Hearer(progress =>
            {
                if (progress.Best is not null)
                    source.Cancel();
            }),
            source.Token)!;
        Assert.Equal(StopReason.Interrupted, result.StopReason);
        Assert.Equal(Assert.Single(result.Chosen), Assert.Single(result.Trials) with { At = result.Chosen[0].At });
        Assert.NotEmpty(result.Model.Members);
        Assert.Null(ModelSearch.Run(Models.Table(60), Request, null, new CancellationToken(true)));
    }

    [Theory]
    [InlineData(RobustLoss.Tukey, null)]
    [InlineData(RobustLoss.Auto, null)]
    [InlineData(RobustLoss.None, "w")]
    public void Gross_errors_are_kept_out_by_a_robust_loss_or_by_weights(RobustLoss loss, string? weights)
    {
        DataTable clean = Models.Table(100);
        double[] y = clean.Column(2).ToArray();
        for (int row = 4; row < 100; row += 10)
            y[row] += 100 + row;
        DataTable table = DataTable.FromColumns(
            ["a", "b", "y", "w"],
            [
                clean.Column(0).ToArray(), clean.Column(1).ToArray(), y,
                [.. Enumerable.Range(0, 100).Select(row => row % 10 == 4 ? 1e-9 : 1.0)],
            ]);
        SearchResult found = Run(table, Request with { Robust = loss, Weights = weights })!;
        Assert.InRange(Rmse(found), 0, 0.15);
        Assert.True(Rmse(Run(table)!) > 1);
        if (loss == RobustLoss.None)
        {
            Assert.Null(found.Robust);
            return;
        }

        Assert.Equal(RobustLoss.Tukey, found.Robust!.Loss);
        // All of them, and at most one of the noise.
        long[] lines = [.. found.Outliers.Select(outlier => outlier.Line)];
        Assert.Subset(new HashSet<long>(lines), new HashSet<long> { 5, 15, 25, 35, 45, 55, 65, 75, 85, 95 });
        Assert.InRange(lines.Length, 10, 11);
        OutlyingTarget first = found.Outliers[0];
        Assert.Equal(("y", y[94], 0.0), (first.Target, first.Value, first.Weight));
        Assert.Equal(clean.Column(2)[94], first.Predicted, 1.0);

        double Rmse(SearchResult result) => Evaluation.Of(result.Model, clean, [.. Enumerable.Range(0, 100)])[0].Rmse;
    }

    [Fact]
    public void Too_few_rows_are_refused_with_the_numbers()
    {
        DataFileException exception = Assert.Throws<DataFileException>(() => Run(Models.Table(3)));
        Assert.Contains("has 3 rows", exception.Message, StringComparison.Ordinal);
        Assert.Contains("at least 4", exception.Message, StringComparison.Ordinal);
    }

    private static SearchResult? Run(DataTable table, SearchRequest? request = null) =>
        ModelSearch.Run(table, request ?? Request, null, TestContext.Current.CancellationToken);

    private sealed class Hearer(Action<SearchProgress> hear) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => hear(value);
    }
}
