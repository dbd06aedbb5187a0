using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Search;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Search;

public class SearchCalibrationTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private static readonly SearchRequest Request = new()
    {
        Inputs = ["a", "b"],
        Targets = ["y"],
        TimeLimit = TimeSpan.FromHours(1),
    };

    [Fact]
    public void Intervals_of_an_ensemble_hold_their_share_of_new_rows()
    {
        double coverage = 0, members = 0;
        for (ulong seed = 1; seed <= 5; seed++)
        {
            Model model = ModelSearch.Run(Models.Table(60, seed, noise: 1), Request, null, Token)!.Model;
            members += model.Members.Count / 5.0;
            DataTable fresh = Models.Table(500, seed + 100, noise: 1);
            coverage += Reliability.Of(model, fresh, [.. Enumerable.Range(0, 500)], 0.8)[0].Coverage!.Value / 5;
        }

        Assert.True(members > 2, $"{members} members on average");
        // 300 scores in all: a standard error of 2.3 %; the candidate is the best of some twenty on them.
        Assert.InRange(coverage, 0.73, 0.87);
    }

    [Fact]
    public void Errors_are_those_of_as_many_networks_as_the_model_has()
    {
        DataTable table = Models.Table(60, noise: 1);
        Model one = Models.Fit(Models.Request with { Hidden = [8] }, table).Model;
        one = one with { Members = [one.Members[0] with { Factor = null }] };
        DataTable complete = one.Derive(table);
        int[] all = [.. Enumerable.Range(0, 60)];
        Contender contender = Judged(new Candidate([8], Activation.Tanh, Resampled: false), TrainingRows.Of(complete, one, all));

        double[] alone = SearchCalibration.Of(Committee.Choose([contender]), one, complete, all)!.Scores[0];
        Model many = one with { Members = [.. Enumerable.Repeat(one.Members[0], 30)] };
        double[] together = SearchCalibration.Of(Committee.Choose([contender]), many, complete, all)!.Scores[0];
        double ratio = Math.Sqrt(contender.Error.Of(30) / contender.Error.Single);
        Assert.InRange(ratio, 0.1, 0.99);
        for (int rank = 0; rank < alone.Length; rank++)
            Assert.Equal(alone[rank] * ratio, together[rank], 1e-12);
    }

    [Fact]
    public void A_linear_model_is_judged_by_the_spread_that_it_would_have_without_the_row()
    {
        // Six rows are too few: nothing. Of ten, the last is far out, and the spread without it wide.
        DataTable table = DataTable.FromColumns(
            ["x", "y"], [[0, 1, 0, 1, 0, 1, 0, 1, 0, 9], [0.1, 1, 0, 0.9, 0, 1.1, 0, 1, -0.1, 9]]);
        FitRequest request = new()
        {
            Inputs = ["x"],
            Targets = ["y"],
            Hidden = [],
            Training = new TrainingOptions { Ridge = 1e-9 },
        };
        Model model = Models.Fit(request, table).Model;
        DataTable complete = model.Derive(table);
        int[] all = [.. Enumerable.Range(0, 10)];
        Contender contender = Judged(new Candidate([], Activation.Tanh, Resampled: false), TrainingRows.Of(complete, model, all));
        Assert.Null(SearchCalibration.Of(Committee.Choose([contender]), model, complete, all[..6]));

        // h = 1 / n + (x - mean)^2 / sum of squares; without the row 1 / (1 - h), the largest of all and beyond it.
        double[] x = table.Column(0).ToArray();
        double mean = x.Average();
        double h = 0.1 + Math.Pow(9 - mean, 2) / x.Sum(value => Math.Pow(value - mean, 2));
        double expected = Math.Sqrt(1 + h / (1 - h) * Math.Sqrt(1 / (Novelty.Share * 11)));
        Assert.Equal(expected, SearchCalibration.Of(Committee.Choose([contender]), model, complete, all)!.WidestSpreads[0], 1e-3);
    }

    [Fact]
    public void The_errors_of_a_contender_are_means_over_the_weights()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), 50, 2, 1);
        Candidate linear = new([], Activation.Tanh, Resampled: false);
        double[] fours = [.. Enumerable.Repeat(4.0, 50)];
        Assert.Equal(Judged(linear, rows).Error.Single, Judged(linear, rows.Weighted(fours), 4).Error.Single, 1e-9);
    }

    private static Contender Judged(Candidate candidate, TrainingRows rows, double ridges = 1)
    {
        Fold[] folds = Fold.Of(rows, timeOrdered: false, seed: 1);
        Contender contender = new(candidate, folds, [0.3 * ridges, 0.01 * ridges], 1);
        for (int fold = 0; fold < folds.Length; fold++)
            for (int restart = 0; restart < 2; restart++)
                contender.Walk(fold, Token);
        return contender;
    }
}
