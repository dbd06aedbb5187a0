using IllsEdge.Data;
using IllsEdge.Device.Retraining;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Networks;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Device.Tests.Retraining;

public class ChallengerTests
{
    [Fact]
    public void Without_a_champion_there_is_a_first_model_and_its_error_is_known()
    {
        Verdict verdict = Judge(TestChallenge.Of(TestChallenge.Rows(100), 20));
        Assert.NotNull(verdict.Model);
        Assert.Null(verdict.ChampionError);
        // A plane of 3 weights comes as near as the noise, of which the largest tenth is left out.
        Assert.InRange(verdict.ChallengerError!.Value, TestChallenge.Noise / 2, TestChallenge.Noise * 1.5);
        Assert.StartsWith("a linear model of 50 rows: error ", verdict.Text, StringComparison.Ordinal);
        Assert.Contains(" on 20 labels", verdict.Text, StringComparison.Ordinal);
        AssertIsPlane(verdict.Model!, 1);
    }

    [Fact]
    public void A_process_that_changed_for_good_beats_the_champion()
    {
        DataTable rows = TestChallenge.Rows(200, shift: row => row < 150 ? 0 : 5);
        Verdict verdict = Judge(TestChallenge.Of(rows, 10, TestChallenge.Truth));
        Assert.InRange(verdict.ChampionError!.Value, 4.8, 5.2);
        Assert.True(verdict.ChallengerError < 0.2);
        AssertIsPlane(verdict.Model!, 6);
    }

    [Fact]
    public void What_left_the_device_is_to_be_beaten_where_it_did_better_than_the_champion()
    {
        // The champion has been wrong by 5 for 100 rows; what left the device had learned that.
        DataTable rows = TestChallenge.Rows(200, shift: row => row < 100 ? 0 : 5);
        Challenge challenge = TestChallenge.Of(rows, 20, TestChallenge.Truth);
        Assert.NotNull(Judge(challenge).Model);
        double[] measured = Columns(rows)[2];
        Verdict verdict = Judge(challenge with { Predicted = [.. measured.Select(value => value + 0.01)] });
        Assert.Null(verdict.Model);
        Assert.Equal(0.01, verdict.ChampionError!.Value, 9);
        // Nothing left the device for one of the judges.
        Assert.NotNull(Judge(challenge with { Predicted = [.. measured[..^1], double.NaN] }).Model);
    }

    [Fact]
    public void A_winner_that_is_to_go_on_learning_knows_all_rows()
    {
        Challenge challenge = TestChallenge.Of(TestChallenge.Rows(100), 20);
        Assert.Null(Judge(challenge).Panel);
        Verdict verdict = Judge(challenge with { IsStreaming = true });
        Assert.Equal(1, verdict.Panel!.Trust[0]);
        double[] prediction = new double[1];
        new Predictor(verdict.Model!).Predict([1, 1], prediction);
        Assert.Equal(prediction[0], verdict.Panel.Predict([1, 1]));
    }

    [Fact]
    public void A_robust_fit_is_not_bent_by_absurd_labels()
    {
        DataTable rows = TestChallenge.Rows(100, shift: row => row % 10 == 3 && row < 90 ? 40 : 0);
        Challenge plain = TestChallenge.Of(rows, 10);
        Challenge robust = plain with
        {
            Request = plain.Request with { Training = plain.Request.Training with { Robust = RobustLoss.Tukey } },
        };
        double[] inputs = [1, 1], prediction = new double[1];
        new Predictor(Judge(plain).Model!).Predict(inputs, prediction);
        Assert.True(prediction[0] > 2 + 1);
        new Predictor(Judge(robust).Model!).Predict(inputs, prediction);
        Assert.Equal(2, prediction[0], 0.1);
    }

    [Theory]
    [InlineData(0.02, 16)]
    [InlineData(0.1, 18)]
    public void An_unchanged_process_leaves_a_good_champion_in_its_seat_but_for_chance(double margin, int atLeast)
    {
        int stayed = 0;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            DataTable rows = TestChallenge.Rows(300, seed);
            Verdict verdict = Judge(TestChallenge.Of(rows, 60, TestChallenge.Truth, margin: margin));
            Assert.InRange(verdict.ChampionError!.Value, TestChallenge.Noise / 2, TestChallenge.Noise * 1.2);
            Assert.Contains(" against ", verdict.Text, StringComparison.Ordinal);
            Assert.True(verdict.Model is null || verdict.ChallengerError < verdict.ChampionError * (1 - margin));
            stayed += verdict.Model is null ? 1 : 0;
            // Nobody can be better than the truth; who wins by chance is as good.
            if (verdict.Model is { } winner)
                AssertIsPlane(winner, 1);
        }

        Assert.InRange(stayed, atLeast, 20);
    }

    [Fact]
    public void A_champion_without_a_number_is_no_opponent()
    {
        Verdict verdict = Judge(TestChallenge.Of(TestChallenge.Rows(100), 20, TestModels.Plane(double.NaN, 1, 0)));
        Assert.NotNull(verdict.Model);
        Assert.Null(verdict.ChampionError);
    }

    [Fact]
    public void Few_labels_of_many_inputs_are_learned_by_a_linear_model()
    {
        // 30 rows for a plane: 16 neurons have more weights than that.
        Challenge challenge = TestChallenge.Of(TestChallenge.Rows(30), 10);
        challenge = challenge with { Request = challenge.Request with { Hidden = [16] } };
        Assert.StartsWith("a linear model of 30 rows: ", Judge(challenge).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_judge_alone_however_loud_never_decides()
    {
        // The champion is right but for one judge, where it is wrong by ten times the spread of the target.
        DataTable rows = TestChallenge.Rows(200);
        double[] label = rows.Column(2).ToArray();
        label[^3] += 100;
        DataTable spoilt = DataTable.FromColumns(rows.Names, [rows.Column(0).ToArray(), rows.Column(1).ToArray(), label]);
        Assert.Null(Judge(TestChallenge.Of(spoilt, 20, TestChallenge.Truth, margin: 0)).Model);
    }

    [Fact]
    public void A_challenger_has_to_be_better_by_the_margin()
    {
        DataTable rows = TestChallenge.Rows(200);
        Model champion = TestModels.Plane(2, -1, 1.1);
        Verdict verdict = Judge(TestChallenge.Of(rows, 20, champion, margin: 0));
        double share = 1 - verdict.ChallengerError!.Value / verdict.ChampionError!.Value;
        Assert.InRange(share, 0.1, 0.8);
        Assert.NotNull(verdict.Model);
        Assert.NotNull(Judge(TestChallenge.Of(rows, 20, champion, margin: share - 0.01)).Model);
        Assert.Null(Judge(TestChallenge.Of(rows, 20, champion, margin: share + 0.01)).Model);
    }

    [Fact]
    public void One_absurd_label_in_ten_neither_wins_nor_loses_a_challenge()
    {
        double[][] columns = Columns(TestChallenge.Rows(300));
        for (int row = 245; row < 300; row += 11)
            columns[2][row] = 500;
        Verdict verdict = Judge(TestChallenge.Of(TestChallenge.Table(columns), 60, TestChallenge.Truth));
        // A tenth counts as three deviations each, which makes the mean square nearly twice that of the noise.
        Assert.InRange(verdict.ChampionError!.Value, TestChallenge.Noise, TestChallenge.Noise * 2);
        Assert.Null(verdict.Model);
    }

    [Theory]
    [InlineData(40, 10)]
    [InlineData(40, 20)]
    [InlineData(120, 10)]
    public void A_row_never_helps_to_predict_itself(int count, int judges)
    {
        // Labels that nothing can predict: a network with more weights than rows learns all of them by heart, and is
        // right about none that it has not seen.
        RandomSource random = new(7);
        double[][] columns = Columns(TestChallenge.Rows(count));
        for (int row = 0; row < count; row++)
            columns[2][row] = random.NextUniform() < 0.5 ? -1 : 1;
        Challenge challenge = TestChallenge.Of(TestChallenge.Table(columns), judges);
        challenge = challenge with
        {
            Request = challenge.Request with
            {
                Hidden = [60],
                Training = challenge.Request.Training with { Ridge = 1e-9, Tolerance = 1e-9 },
            },
        };
        Verdict verdict = Judge(challenge);
        Assert.True(verdict.ChallengerError > 0.8, $"The error is {verdict.ChallengerError}.");
        Model network = ModelFitter.Fit(
            challenge.Rows, challenge.Request, cancellationToken: TestContext.Current.CancellationToken).Model;
        double[] errors = [.. Enumerable.Range(count - 20, 20).Select(row =>
            Math.Abs(columns[2][row] - TestModels.Predict(network, columns[0][row], columns[1][row])))];
        Assert.True(errors.Average() < 0.2, $"By heart the error is {errors.Average()}.");
    }

    [Fact]
    public void Judges_are_held_out_in_four_blocks_and_the_winner_is_fitted_to_all_rows()
    {
        List<int> sizes = [];
        var trainer = new ScriptedTrainer((rows, _) => sizes.Add(rows.Count));
        Judge(TestChallenge.Of(TestChallenge.Rows(60), 20, trainer: trainer));
        // One window, since half of it would not have twice the judges; four blocks of five, then all rows,
        // and at last the folds that tell how wide its intervals are.
        Assert.Equal([55, 55, 55, 55, 60, 48, 48, 48, 48, 48], sizes);
    }

    [Fact]
    public void A_window_that_is_long_against_its_judges_gives_them_all_up_at_once()
    {
        List<int> sizes = [];
        var trainer = new ScriptedTrainer((rows, _) => sizes.Add(rows.Count));
        Judge(TestChallenge.Of(TestChallenge.Rows(200), 10, trainer: trainer));
        // All rows and the newer half without the ten; 50 and 25 rows in blocks; then the winner's whole window; last its five folds.
        Assert.Equal([190, 90], sizes[..2]);
        Assert.Equal(8, sizes[2..^6].Count);
        Assert.All(sizes[2..6], size => Assert.InRange(size, 47, 48));
        Assert.All(sizes[6..^6], size => Assert.InRange(size, 22, 23));
        Assert.Contains(sizes[^6], new[] { 200, 100, 50, 25 });
    }

    [Fact]
    public void Rows_that_nothing_can_be_learned_from_are_a_text_and_no_exception()
    {
        double[][] columns = Columns(TestChallenge.Rows(100));
        Array.Fill(columns[2], 5);
        Verdict verdict = Judge(TestChallenge.Of(TestChallenge.Table(columns), 20));
        Assert.Equal((null, null, null), (verdict.Model, verdict.ChallengerError, verdict.ChampionError));
        Assert.StartsWith("no challenger could be fitted: ", verdict.Text, StringComparison.Ordinal);
        Assert.Contains("\"y\" is 5 in every row", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_challenge_ends_with_the_same_model()
    {
        Challenge challenge = TestChallenge.Of(TestChallenge.Rows(100), 20);
        challenge = challenge with { Request = challenge.Request with { Hidden = [3] } };
        (Verdict first, Verdict second) = (Judge(challenge), Judge(challenge));
        Assert.Equal((first.Text, first.ChallengerError), (second.Text, second.ChallengerError));
        Assert.Equal(TestModels.Predict(first.Model!, 0.3, 0.7), TestModels.Predict(second.Model!, 0.3, 0.7));
    }

    [Fact]
    public void A_challenge_that_is_cancelled_before_or_while_it_is_held_throws_that()
    {
        using CancellationTokenSource stop = new();
        int fits = 0;
        var trainer = new ScriptedTrainer((_, _) =>
        {
            if (++fits == 2)
                stop.Cancel();
        });
        Challenge challenge = TestChallenge.Of(TestChallenge.Rows(100), 20, trainer: trainer);
        Assert.Throws<OperationCanceledException>(() => Challenger.Judge(challenge, stop.Token));
        Assert.Equal(2, fits);
        Assert.Throws<OperationCanceledException>(() => Challenger.Judge(challenge, stop.Token));
        Assert.Equal(2, fits);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Too_few_judges_or_none_to_learn_from_is_the_callers_mistake(int judges) =>
        Assert.Throws<ArgumentException>(() => Judge(TestChallenge.Of(TestChallenge.Rows(100), judges)));

    private static Verdict Judge(Challenge challenge) =>
        Challenger.Judge(challenge, TestContext.Current.CancellationToken);

    private static double[][] Columns(DataTable table) =>
        [.. Enumerable.Range(0, table.Names.Count).Select(column => table.Column(column).ToArray())];

    private static void AssertIsPlane(Model model, double constant)
    {
        foreach ((double a, double b) in new[] { (0.0, 0.0), (2, 1), (-2, 2) })
            Assert.InRange(TestModels.Predict(model, a, b) - (2 * a - b + constant), -0.2, 0.2);
    }
}
